package io.firewitness.engine.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * Unpacks in one thread what another one reads. Gives the same bytes, then the same end or failure, as the stream itself.
 *
 * <p>Its thread begins after {@link #DIRECT} bytes, for most files are small. Until {@link #close} nothing else may read from the
 * stream or ask for its counts; {@code close} leaves the stream open.
 */
public final class ReadAhead extends InputStream {
    static final int DIRECT = 1 << 20;

    private static final int CHUNK = 1 << 17;
    private static final int CHUNKS = 7;

    private final InputStream in;
    private final CountingInput counting;
    private Ahead<Chunk> ahead;
    private Chunk chunk;
    private int at;
    private long direct;

    /** Some bytes, and how many were taken from the file until then. */
    private static final class Chunk {
        final byte[] bytes = new byte[CHUNK];
        int length;
        long taken;
    }

    /** {@code counting}: what lies below {@code in}; its progress is told by the reading thread. */
    public ReadAhead(InputStream in, CountingInput counting) {
        this.in = in;
        this.counting = counting;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (ahead == null && direct < DIRECT) {
            int n = in.read(b, from, length);
            direct += Math.max(0, n);
            return n;
        }
        if (ahead == null) {
            List<Chunk> chunks = Stream.generate(Chunk::new).limit(CHUNKS).toList();
            ahead = new Ahead<>("unpack", chunks, (slot, waiting) -> fill(slot));
        }
        while (chunk == null || at == chunk.length) {
            chunk = ahead.next();
            if (chunk == null) {
                return -1;
            }
            at = 0;
            counting.tell(chunk.taken);
        }
        int n = Math.min(length, chunk.length - at);
        System.arraycopy(chunk.bytes, at, b, from, n);
        at += n;
        return n;
    }

    /** Chunks are filled: an inflater gives a few hundred bytes at a time where its input is nearly used up. */
    private boolean fill(Chunk next) throws IOException {
        next.length = 0;
        int n = 0;
        try {
            while (n >= 0 && next.length < CHUNK) {
                n = in.read(next.bytes, next.length, CHUNK - next.length);
                next.length += Math.max(0, n);
            }
        } finally {
            next.taken = counting.count();
        }
        return n >= 0;
    }

    @Override
    public void close() {
        if (ahead != null) {
            ahead.close();
        }
    }
}
