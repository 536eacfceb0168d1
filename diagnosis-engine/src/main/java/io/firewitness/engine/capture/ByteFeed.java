package io.firewitness.engine.capture;

import java.io.IOException;

/**
 * A window that moves over a file; format readers read straight from {@link #buffer}. A long packet need not lie in the
 * window whole: {@link #has} tells that its bytes exist, {@link #whole} brings them where somebody wants to see them.
 */
abstract class ByteFeed {
    byte[] buffer;
    int position;
    int limit;
    /** Offset in the (decompressed) file of the first byte of the buffer. */
    long discarded;
    /** Set where the bytes ended because their compression is damaged or cut off. */
    boolean isDamaged;
    /** Records that begin behind this offset are not wanted. */
    long stopAfter = Long.MAX_VALUE;

    /** Offset in the (decompressed) file of the next byte. */
    final long offset() {
        return discarded + position;
    }

    /** Bytes that can be read without another {@link #ensure}. */
    final int available() {
        return limit - position;
    }

    /**
     * Makes the next {@code n} bytes available, moving the window. {@code n} must have been checked against a limit.
     *
     * @return false where the file ends before
     */
    final boolean ensure(int n) throws IOException {
        return limit - position >= n || fill(n);
    }

    /** Moves the window so that {@code n} bytes are available, or all that are left; true where there are that many. */
    abstract boolean fill(int n) throws IOException;

    /**
     * True where the file holds {@code n} more bytes, at most a packet's. The first {@code head} of them are then
     * available; so may be more.
     */
    abstract boolean has(int n, int head) throws IOException;

    /** Four bytes, big-endian, at {@code ahead} bytes from here; {@link #has} has said that they are there. */
    abstract int peek(int ahead);

    /** Passes over {@code n} bytes; false where the file ends before. */
    abstract boolean skip(long n) throws IOException;

    /** Brings all bytes of the packet handed out last into its array. */
    abstract void whole(Packet p);

    /** Goes on at an offset of the file, not before the present one. */
    final void seek(long offset) throws IOException {
        skip(offset - offset());
    }
}
