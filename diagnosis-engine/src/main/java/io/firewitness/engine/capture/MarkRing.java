package io.firewitness.engine.capture;

/** Where in the file a long stream had come how far, for the last MiB or so of it; a second pass begins there. */
final class MarkRing {
    /** Payload bytes from one mark to the next. */
    static final int EVERY = 1 << 16;

    private static final int SIZE = 16;

    private final long[] offsets = new long[SIZE];
    private final long[] positions = new long[SIZE];
    private int count;

    /** All that the stream sends from {@code offset} on lies behind {@code position} of the file. */
    void add(long offset, long position) {
        offsets[count & SIZE - 1] = offset;
        positions[count & SIZE - 1] = position;
        count++;
    }

    /** The last record before the first one that can hold the offset; {@code first} where that is too long ago. */
    long before(long offset, long first) {
        for (int i = count - 1; i >= 0 && i >= count - SIZE; i--) {
            if (offsets[i & SIZE - 1] <= offset) {
                return positions[i & SIZE - 1];
            }
        }
        return first;
    }
}
