package io.firewitness.engine.capture;

/** Packets that carry packets: over IP and over UDP. */
final class Tunnels {
    private static final int IP_IN_IP = 4;
    private static final int IPV6_IN_IP = 41;
    private static final int GRE = 47;
    private static final int AUTHENTICATION = 51;
    private static final int ETHER_IN_IP = 97;
    private static final int VXLAN_PORT = 4789;
    private static final int VXLAN_OLD_PORT = 8472;
    private static final int GENEVE_PORT = 6081;

    private static final int GRE_CHECKSUM = 0x8000;
    private static final int GRE_ROUTING = 0x4000;
    private static final int GRE_KEY = 0x2000;
    private static final int GRE_SEQUENCE = 0x1000;
    private static final int GRE_ACKNOWLEDGEMENT = 0x0080;
    private static final int ERSPAN = 0x88BE;
    private static final int ERSPAN_III = 0x22EB;
    private static final int PPTP = 0x880B;

    private Tunnels() {}

    static boolean ip(Packet p, int protocol, int at, int end, int length, int depth) {
        return switch (protocol) {
            case IP_IN_IP, IPV6_IN_IP -> Decoder.ip(p, at, end, depth + 1);
            case GRE -> gre(p, at, end, depth);
            case ETHER_IN_IP -> Decoder.inner(p, at + 2, end, depth);
            case AUTHENTICATION -> authenticated(p, at, end, length, depth);
            default -> false;
        };
    }

    private static boolean authenticated(Packet p, int at, int end, int length, int depth) {
        if (at + 8 > end) {
            return false;
        }
        int size = (Bytes.u8(p.bytes, at + 1) + 2) * 4;
        return at + size <= end
                && size <= length
                && Decoder.transport(p, Bytes.u8(p.bytes, at), at + size, end, length - size, depth + 1);
    }

    private static boolean gre(Packet p, int at, int end, int depth) {
        if (at + 4 > end) {
            return false;
        }
        int flags = Bytes.u16(p.bytes, at);
        int type = Bytes.u16(p.bytes, at + 2);
        int payload = at + 4 + size(flags, GRE_CHECKSUM) + size(flags, GRE_KEY) + size(flags, GRE_SEQUENCE);
        if ((flags & 7) == 1 && type == PPTP) {
            return LinkLayers.ppp(p, payload + size(flags, GRE_ACKNOWLEDGEMENT), end, depth + 1);
        }
        if ((flags & (7 | GRE_ROUTING)) != 0 || payload >= end) {
            return false;
        }
        return switch (type) {
            // The first version of it has neither sequence numbers nor a header of its own.
            case ERSPAN -> Decoder.inner(p, (flags & GRE_SEQUENCE) == 0 ? payload : payload + 8, end, depth);
            case ERSPAN_III -> erspan(p, payload, end, depth);
            default -> Decoder.ether(p, payload, end, type, depth + 1);
        };
    }

    private static int size(int flags, int flag) {
        return (flags & flag) == 0 ? 0 : 4;
    }

    /** Twelve bytes and, where the last bit says so, eight more; then a frame or an IP packet. */
    private static boolean erspan(Packet p, int at, int end, int depth) {
        if (at + 12 > end) {
            return false;
        }
        int word = Bytes.u16(p.bytes, at + 10);
        int frameType = word >>> 10 & 0x1F;
        int payload = at + ((word & 1) == 0 ? 12 : 20);
        return switch (frameType) {
            case 0 -> Decoder.inner(p, payload, end, depth);
            case 2 -> Decoder.ip(p, payload, end, depth + 1);
            default -> false;
        };
    }

    static boolean isPort(int port) {
        return port == VXLAN_PORT || port == VXLAN_OLD_PORT || port == GENEVE_PORT;
    }

    /** Where nothing known is carried, the packet is left as the datagram it is. */
    static boolean udp(Packet p, int payload, int end, int depth) {
        if (payload + 8 > end) {
            return false;
        }
        boolean isIpv6 = p.isIpv6;
        boolean isFragment = p.isFragment;
        boolean dontFragment = p.dontFragment;
        long sourceHigh = p.sourceHigh;
        long sourceLow = p.sourceLow;
        long targetHigh = p.targetHigh;
        long targetLow = p.targetLow;
        int sourcePort = p.sourcePort;
        int targetPort = p.targetPort;
        int ttl = p.ttl;
        int tos = p.tos;
        int ipId = p.ipId;
        int ipLength = p.ipLength;
        if (targetPort == GENEVE_PORT ? geneve(p, payload, end, depth) : vxlan(p, payload, end, depth)) {
            return true;
        }
        p.isIpv6 = isIpv6;
        p.isFragment = isFragment;
        p.dontFragment = dontFragment;
        p.sourceHigh = sourceHigh;
        p.sourceLow = sourceLow;
        p.targetHigh = targetHigh;
        p.targetLow = targetLow;
        p.sourcePort = sourcePort;
        p.targetPort = targetPort;
        p.ttl = ttl;
        p.tos = tos;
        p.ipId = ipId;
        p.ipLength = ipLength;
        p.isIcmpQuote = false;
        p.flags = 0;
        return false;
    }

    private static boolean vxlan(Packet p, int at, int end, int depth) {
        return (p.bytes[at] & 8) != 0 && Decoder.inner(p, at + 8, end, depth);
    }

    private static boolean geneve(Packet p, int at, int end, int depth) {
        int first = Bytes.u8(p.bytes, at);
        int payload = at + 8 + (first & 0x3F) * 4;
        return first >>> 6 == 0
                && payload <= end
                && Decoder.ether(p, payload, end, Bytes.u16(p.bytes, at + 2), depth + 1);
    }
}
