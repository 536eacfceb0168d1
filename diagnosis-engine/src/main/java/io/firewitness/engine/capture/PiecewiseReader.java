package io.firewitness.engine.capture;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * Reads one large file with two threads. It is cut into pieces; in each, the first record is guessed by a chain of plausible
 * ones behind it, and the records are decoded, by either thread. The calling thread follows the connections, piece after piece:
 * there it is known where the piece before has ended, and a piece that was guessed wrong is read again. The result is that of
 * reading in one thread, whatever the file holds.
 */
final class PiecewiseReader {
    /** Smaller files gain nothing. */
    static final long LEAST = 16L << 20;

    private static final int PIECE = 1 << 20;
    private static final int BATCHES = 8;

    private final FileChannel channel;
    private final long size;
    private final Tracker tracker;
    private final LongConsumer progress;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Batch> free = new ArrayDeque<>();
    private final Map<Long, Batch> ready = new HashMap<>();
    private long claimed;
    private boolean isOver;
    /** How records are read as far as known; replaced where a record changes it. */
    private CaptureFormat format;

    private int knowledge;

    PiecewiseReader(FileChannel channel, CaptureFormat begun, Tracker tracker, LongConsumer progress)
            throws IOException {
        this.channel = channel;
        this.size = channel.size();
        this.format = begun;
        this.tracker = tracker;
        this.progress = progress;
        for (int i = 0; i < BATCHES; i++) {
            free.add(new Batch());
        }
    }

    /** Reads from an offset, where a record begins, to the end or to where the file is damaged. */
    ReadEnd read(long start) throws IOException {
        Thread second = Thread.ofPlatform().name("capture-pieces").daemon().start(this::readPieces);
        try {
            return follow(start);
        } finally {
            stop();
            join(second);
        }
    }

    private ReadEnd follow(long start) throws IOException {
        FileFeed feed = new FileFeed(channel, done -> {});
        long at = start;
        CaptureFormat seen = null;
        for (long piece = 0; piece * PIECE < size; piece++) {
            Batch batch = await(piece, feed);
            if (batch.failure != null) {
                rethrow(batch.failure);
            }
            long last = (piece + 1) * PIECE - 1;
            if (at <= last) {
                if (batch.first != at || batch.knowledge != knowledge) {
                    batch.read(format, feed, at, last);
                }
                if (batch.end.reason() != null) {
                    return rest(at, seen, feed);
                }
                if (seen != null) {
                    batch.format.follow(seen);
                }
                seen = batch.format;
                batch.track(tracker);
                at = batch.next;
                if (batch.hasLayout()) {
                    learn(batch.format);
                }
            }
            release(batch);
            progress.accept(Math.min(size, last));
        }
        return ReadEnd.WHOLE;
    }

    /** A damaged file is read on in one thread: where its records go on depends on all that was seen before. */
    private ReadEnd rest(long at, CaptureFormat seen, FileFeed feed) throws IOException {
        feed.stopAfter = Long.MAX_VALUE;
        feed.restart(at);
        CaptureFormat last = format.resumed(feed, tracker);
        if (seen != null) {
            last.follow(seen);
        }
        return last.records();
    }

    /** The piece, decoded by whoever; while it is not ready, this thread decodes another one. */
    private Batch await(long piece, FileFeed feed) throws IOException {
        while (true) {
            Batch own;
            lock.lock();
            try {
                Batch found = ready.remove(piece);
                if (found != null) {
                    return found;
                }
                own = claim();
                if (own == null) {
                    changed.awaitUninterruptibly();
                    continue;
                }
            } finally {
                lock.unlock();
            }
            decode(own, feed);
            publish(own);
        }
    }

    private void readPieces() {
        FileFeed feed = new FileFeed(channel, done -> {});
        while (true) {
            Batch batch;
            lock.lock();
            try {
                batch = claim();
                while (batch == null) {
                    if (isOver || claimed * PIECE >= size) {
                        return;
                    }
                    changed.awaitUninterruptibly();
                    batch = claim();
                }
            } finally {
                lock.unlock();
            }
            try {
                decode(batch, feed);
            } catch (IOException | RuntimeException | Error e) {
                batch.failure = e;
            }
            publish(batch);
        }
    }

    /** The next piece that nobody has begun, with a free batch; null where there is none of either. */
    private Batch claim() {
        if (isOver || claimed * PIECE >= size || free.isEmpty()) {
            return null;
        }
        Batch batch = free.pop();
        batch.piece = claimed++;
        batch.knowledge = knowledge;
        batch.format = format;
        return batch;
    }

    private void decode(Batch batch, FileFeed feed) throws IOException {
        CaptureFormat known = batch.format;
        long from = batch.piece * PIECE;
        long last = from + PIECE - 1;
        feed.stopAfter = last;
        feed.restart(from);
        long first = known.firstRecord(feed, from, last);
        if (first < 0) {
            batch.skip();
        } else {
            batch.read(known, feed, first, last);
        }
    }

    private void publish(Batch batch) {
        lock.lock();
        try {
            ready.put(batch.piece, batch);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void release(Batch batch) {
        lock.lock();
        try {
            free.push(batch);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void learn(CaptureFormat newer) {
        lock.lock();
        try {
            format = newer;
            knowledge++;
        } finally {
            lock.unlock();
        }
    }

    private void stop() {
        lock.lock();
        try {
            isOver = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The channel must not be closed under the other thread; it ends after the piece it is at. */
    private static void join(Thread thread) {
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(Throwable failure) throws IOException {
        switch (failure) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IOException(failure);
        }
    }
}
