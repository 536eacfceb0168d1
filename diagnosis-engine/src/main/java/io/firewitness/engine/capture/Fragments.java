package io.firewitness.engine.capture;

/**
 * Fragments of IP packets. Nothing is put together: each fragment of a TCP segment counts as a segment of its own with the bytes
 * that it carries, and takes the header from the first one. So the stream has its right length, a fragment that was lost is a
 * hole of its size, and what was seen has the time when it was seen.
 *
 * <p>Of datagrams the first fragment stands for all; its UDP header tells the whole length. A fragment that comes before the first
 * one of its packet is not understood; senders of today send them in order.
 */
final class Fragments {
    /** Packets in pieces at one time; a later one takes the place of an older. */
    private static final int REMEMBERED = 256;

    private static final int MORE_V4 = 0x2000;

    private final long[] sourceHigh = new long[REMEMBERED];
    private final long[] sourceLow = new long[REMEMBERED];
    private final long[] targetHigh = new long[REMEMBERED];
    private final long[] targetLow = new long[REMEMBERED];
    private final int[] identification = new int[REMEMBERED];
    private final boolean[] isTaken = new boolean[REMEMBERED];
    private final int[] ports = new int[REMEMBERED];
    private final int[] sequence = new int[REMEMBERED];
    private final int[] acknowledgement = new int[REMEMBERED];
    private final int[] flags = new int[REMEMBERED];
    private final int[] window = new int[REMEMBERED];
    private final int[] headerLength = new int[REMEMBERED];

    /** A fragment of an IPv4 packet whose addresses are known; {@code payload} is where its header ends. */
    static boolean v4(Packet p, int at, int payload, int end, int depth) {
        int word = Bytes.u16(p.bytes, at + 6);
        int protocol = Bytes.u8(p.bytes, at + 9);
        int length = p.ipLength - (payload - at);
        return read(p, protocol, p.ipId, (word & 0x1FFF) * 8, (word & MORE_V4) != 0, payload, end, length, depth);
    }

    /** A fragment of an IPv6 packet; {@code at} is its fragment header, {@code length} what follows that. */
    static boolean v6(Packet p, int at, int end, int length, int depth) {
        int word = Bytes.u16(p.bytes, at + 2);
        int id = Bytes.i32(p.bytes, at + 4);
        return length >= 0
                && read(p, Bytes.u8(p.bytes, at), id, word & 0xFFF8, (word & 1) != 0, at + 8, end, length, depth);
    }

    private static boolean read(
            Packet p, int protocol, int id, int offset, boolean hasMore, int at, int end, int length, int depth) {
        p.fragmentOffset = offset;
        p.fragmentId = id;
        p.hasMoreFragments = hasMore;
        if (offset == 0) {
            boolean isFound = Decoder.transport(p, protocol, at, end, length, depth);
            if (protocol == Decoder.TCP) {
                p.fragmentHeader = p.payload - at;
            }
            return isFound;
        }
        if (protocol != Decoder.TCP || p.isIcmpQuote || length < 0) {
            return false;
        }
        p.protocol = protocol;
        p.payload = at;
        p.payloadLength = length;
        p.payloadCaptured = Math.max(0, Math.min(length, p.start + p.captured - at));
        return true;
    }

    /** Gives a later fragment the header of its first one; false where that is unknown. All packets must pass here in order. */
    boolean isPlaced(Packet p) {
        if (!p.isFragment || p.protocol != Decoder.TCP || p.isIcmpQuote) {
            return true;
        }
        if (p.fragmentOffset > 0) {
            return isContinued(p);
        }
        remember(p);
        return true;
    }

    private static int slot(Packet p) {
        long h = (p.sourceLow * 31 + p.targetLow) * 0x9E3779B97F4A7C15L + p.fragmentId;
        h = (h ^ h >>> 29) * 0xD6E8FEB86659FD93L;
        return (int) (h >>> 40) & REMEMBERED - 1;
    }

    private void remember(Packet p) {
        int i = slot(p);
        isTaken[i] = true;
        sourceHigh[i] = p.sourceHigh;
        sourceLow[i] = p.sourceLow;
        targetHigh[i] = p.targetHigh;
        targetLow[i] = p.targetLow;
        identification[i] = p.fragmentId;
        ports[i] = p.sourcePort << 16 | p.targetPort;
        sequence[i] = p.sequence;
        acknowledgement[i] = p.acknowledgement;
        flags[i] = p.flags;
        window[i] = p.window;
        headerLength[i] = p.fragmentHeader;
        // The end of the stream lies behind the last fragment.
        p.flags &= ~Packet.FIN;
    }

    private boolean isContinued(Packet p) {
        int i = slot(p);
        boolean isKnown = isTaken[i]
                && identification[i] == p.fragmentId
                && sourceLow[i] == p.sourceLow
                && targetLow[i] == p.targetLow
                && sourceHigh[i] == p.sourceHigh
                && targetHigh[i] == p.targetHigh
                && p.fragmentOffset >= headerLength[i];
        if (!isKnown) {
            return false;
        }
        p.sourcePort = ports[i] >>> 16;
        p.targetPort = ports[i] & 0xFFFF;
        p.sequence = sequence[i] + (p.fragmentOffset - headerLength[i]);
        p.acknowledgement = acknowledgement[i];
        p.flags = flags[i] & ~(Packet.SYN | Packet.RST | (p.hasMoreFragments ? Packet.FIN : 0));
        p.window = window[i];
        p.hasTimestamp = false;
        p.hasSack = false;
        p.windowScale = -1;
        return true;
    }
}
