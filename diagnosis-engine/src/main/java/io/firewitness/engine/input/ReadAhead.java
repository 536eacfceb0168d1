package io.firewitness.engine.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Unpacks in one thread what another one reads. Gives the same bytes, then the same end or failure, as the stream itself.
 *
 * <p>Its thread begins after {@link #DIRECT} bytes, for most files of a bundle are small. Until {@link #close} nothing else may
 * read from the stream or ask for its counts; {@code close} waits for the thread and leaves the stream open. A waiting reader is
 * not woken by an interrupt, which is kept: it would look like damage of the file.
 */
public final class ReadAhead extends InputStream {
    static final int DIRECT = 1 << 20;

    private static final int CHUNK = 1 << 17;
    private static final int CHUNKS = 6;

    private final InputStream in;
    private final CountingInput counting;
    private final BlockingQueue<Chunk> full = new ArrayBlockingQueue<>(CHUNKS + 1);
    private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(CHUNKS + 1);
    private Thread thread;
    private Chunk chunk;
    private int at;
    private long direct;
    private volatile boolean isClosed;

    /** Some bytes; the last one also holds how the stream ended. */
    private static final class Chunk {
        final byte[] bytes = new byte[CHUNK];
        int length;
        long taken;
        boolean isLast;
        Throwable failure;
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
        if (thread == null && direct < DIRECT) {
            int n = in.read(b, from, length);
            direct += Math.max(0, n);
            return n;
        }
        if (thread == null) {
            begin();
        }
        while (chunk == null || (at == chunk.length && !chunk.isLast)) {
            next();
        }
        if (at < chunk.length) {
            int n = Math.min(length, chunk.length - at);
            System.arraycopy(chunk.bytes, at, b, from, n);
            at += n;
            return n;
        }
        return switch (chunk.failure) {
            case null -> -1;
            case IOException failed -> throw failed;
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            case Throwable other -> throw new IOException(other);
        };
    }

    private void begin() {
        for (int i = 0; i < CHUNKS; i++) {
            free.add(new Chunk());
        }
        thread = Thread.ofPlatform().daemon().name("unpack").start(this::unpack);
    }

    private void next() {
        if (chunk != null) {
            free.add(chunk);
        }
        chunk = take(full);
        at = 0;
        counting.tell(chunk.taken);
    }

    private void unpack() {
        boolean isLast = false;
        while (!isLast && !isClosed) {
            Chunk next = take(free);
            next.length = 0;
            try {
                // Chunks are filled: an inflater gives a few hundred bytes at a time where its input is nearly used up.
                while (!isLast && next.length < CHUNK && !isClosed) {
                    int n = in.read(next.bytes, next.length, CHUNK - next.length);
                    isLast = n < 0;
                    next.length += Math.max(0, n);
                }
            } catch (Throwable failed) {
                next.failure = failed;
                isLast = true;
            }
            next.isLast = isLast;
            next.taken = counting.count();
            full.add(next);
        }
    }

    private static Chunk take(BlockingQueue<Chunk> queue) {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return queue.take();
                } catch (InterruptedException later) {
                    isInterrupted = true;
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the thread. What it has unpacked and nobody has read is lost. */
    @Override
    public void close() {
        if (thread == null || isClosed) {
            return;
        }
        isClosed = true;
        // The thread waits for at most one more chunk before it sees that it is no longer wanted.
        free.add(new Chunk());
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
