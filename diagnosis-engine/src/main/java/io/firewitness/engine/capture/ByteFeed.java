package io.firewitness.engine.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A window that moves over a stream; parsers read straight from {@link #buffer}. */
final class ByteFeed {
    private static final int INITIAL = 1 << 18;

    byte[] buffer = new byte[INITIAL];
    int position;
    int limit;
    /** Set where the stream ended because its compression is damaged or cut off. */
    boolean isDamaged;

    private final InputStream in;
    private long discarded;
    private boolean isAtEnd;

    ByteFeed(InputStream in) {
        this.in = in;
    }

    /** Offset in the (decompressed) file of the next byte. */
    long offset() {
        return discarded + position;
    }

    /** Bytes that can be read without another {@link #ensure}. */
    int available() {
        return limit - position;
    }

    /**
     * Makes the next {@code n} bytes available, moving the window. {@code n} must have been checked against a limit.
     *
     * @return false where the stream ends before
     */
    boolean ensure(int n) throws IOException {
        return limit - position >= n || fill(n);
    }

    /** Passes over {@code n} bytes; false where the stream ends before. */
    boolean skip(long n) throws IOException {
        long left = n;
        while (left > 0) {
            int step = (int) Math.min(left, INITIAL);
            if (!ensure(step)) {
                position = limit;
                return false;
            }
            position += step;
            left -= step;
        }
        return true;
    }

    private boolean fill(int n) throws IOException {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            discarded += position;
            limit -= position;
            position = 0;
        }
        if (n > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(n, buffer.length * 2));
        }
        while (limit < n && !isAtEnd) {
            int read;
            try {
                read = in.read(buffer, limit, buffer.length - limit);
            } catch (SourceStream.SourceFailure e) {
                throw e;
            } catch (IOException damage) {
                // A decompressor reports a cut or corrupt stream so: what came before it is still good.
                isDamaged = true;
                read = -1;
            }
            if (read < 0) {
                isAtEnd = true;
            } else {
                limit += read;
            }
        }
        return limit >= n;
    }
}
