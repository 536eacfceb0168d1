package io.firewitness.engine.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bytes of a stream, read once from the front. */
final class StreamFeed extends ByteFeed {
    private static final int INITIAL = 1 << 18;

    private final InputStream in;
    private boolean isAtEnd;

    StreamFeed(InputStream in) {
        this.in = in;
        this.buffer = new byte[INITIAL];
    }

    @Override
    boolean has(int n, int head) throws IOException {
        return ensure(n);
    }

    @Override
    int peek(int ahead) {
        return Bytes.i32(buffer, position + ahead);
    }

    @Override
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

    @Override
    void whole(Packet p) {
        // All of a packet is in the buffer already.
    }

    @Override
    boolean fill(int n) throws IOException {
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
