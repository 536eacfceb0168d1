package io.firewitness.engine.capture;

import java.util.Arrays;

/**
 * Packets that the capturing tool says it lost. A file may say so twice: before a packet, and in counters, one of each interface,
 * that go on counting. The larger sum stands.
 */
final class Drops {
    /** Counts beyond this are damage. */
    static final long MOST = 1L << 48;

    private static final int MOST_COUNTERS = 1 << 16;

    private boolean isReported;
    private long beforePackets;
    private long counted;
    private long[] counters = new long[4];

    /** Packets lost, or null where nothing says so. */
    Long total() {
        return isReported ? (Long) Math.max(beforePackets, counted) : null;
    }

    void beforePacket(long lost) {
        if (lost >= 0 && lost <= MOST) {
            isReported = true;
            beforePackets = Math.min(MOST, beforePackets + lost);
        }
    }

    void soFar(int counter, long lost) {
        if (counter < 0 || counter >= MOST_COUNTERS || lost < 0 || lost > MOST) {
            return;
        }
        if (counter >= counters.length) {
            counters = Arrays.copyOf(counters, Math.max(counter + 1, counters.length * 2));
        }
        isReported = true;
        long more = Math.max(0, lost - counters[counter]);
        counters[counter] += more;
        counted = Math.min(MOST, counted + more);
    }
}
