package io.firewitness.engine.capture;

/** What an EtherType announces besides IP: tags, labels, frames in frames, and lengths that are no EtherType. */
final class EtherTypes {
    static final int BRIDGED = 0x6558;
    private static final int LARGEST_LENGTH = 1500;
    private static final int PPPOE = 0x8864;
    private static final int MPLS = 0x8847;
    private static final int MPLS_MULTICAST = 0x8848;
    private static final int BACKBONE = 0x88E7;
    private static final int VN_TAG = 0x8926;
    private static final int SNAP = 0xAAAA;
    private static final int LLC_IP = 0x0606;
    private static final int UNNUMBERED = 3;

    private EtherTypes() {}

    /** IEEE 802.1ad, and what was used before it. */
    static boolean isTag(int type) {
        return type == 0x88A8 || type == 0x9100 || type == 0x9200 || type == 0x9300;
    }

    static boolean walk(Packet p, int at, int end, int type, int depth) {
        if (type <= LARGEST_LENGTH) {
            return llc(p, at, end, depth);
        }
        return switch (type) {
            case PPPOE -> at + 8 <= end && LinkLayers.pppProtocol(p, at + 6, end, depth);
            case MPLS, MPLS_MULTICAST -> labels(p, at, end, depth);
            case BRIDGED -> Decoder.inner(p, at, end, depth);
            case BACKBONE -> Decoder.inner(p, at + 4, end, depth);
            case VN_TAG ->
                depth < Decoder.MAX_DEPTH
                        && at + 6 <= end
                        && Decoder.ether(p, at + 6, end, Bytes.u16(p.bytes, at + 4), depth + 1);
            default -> false;
        };
    }

    /** IEEE 802.2: IP by its own number, or by EtherType behind a SNAP header (RFC 1042; F8 is a bridge's mark). */
    static boolean llc(Packet p, int at, int end, int depth) {
        byte[] b = p.bytes;
        if (at + 3 > end || b[at + 2] != UNNUMBERED) {
            return false;
        }
        int access = Bytes.u16(b, at);
        if (access == LLC_IP) {
            return Decoder.ip(p, at + 3, end, depth);
        }
        boolean isSnap = access == SNAP
                && at + 8 <= end
                && Bytes.u16(b, at + 3) == 0
                && (b[at + 5] == 0 || b[at + 5] == (byte) 0xF8);
        if (!isSnap || depth >= Decoder.MAX_DEPTH) {
            return false;
        }
        int type = Bytes.u16(b, at + 6);
        return type > LARGEST_LENGTH && Decoder.ether(p, at + 8, end, type, depth + 1);
    }

    /** Behind the last label stands IP, or a control word and a frame (RFC 4448). */
    private static boolean labels(Packet p, int start, int end, int depth) {
        byte[] b = p.bytes;
        int at = start;
        for (int labels = 0; at + 4 <= end && labels <= Decoder.MAX_DEPTH; labels++) {
            boolean isLast = (b[at + 2] & 1) != 0;
            at += 4;
            if (isLast) {
                boolean isFrame = at < end && (b[at] & 0xF0) == 0;
                return isFrame ? Decoder.inner(p, at + 4, end, depth) : Decoder.ip(p, at, end, depth);
            }
        }
        return false;
    }
}
