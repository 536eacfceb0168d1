package io.firewitness.engine.capture;

import io.firewitness.engine.input.Threads;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * Reads one large file with two threads. It is cut into pieces, which they take by turns. In its piece a thread guesses the first
 * record by a chain of plausible ones behind it and decodes the records; then it waits until the connections have been followed up
 * to there, and follows them through its own piece. So packets stay with the processor that has decoded them, and only the state
 * of connections passes from one to the other. Where the piece before has ended is known by then: a piece that was guessed wrong is
 * read again. The result is that of reading in one thread, whatever the file holds.
 */
final class PiecewiseReader {
    /** Smaller files gain nothing. */
    static final long LEAST = 16L << 20;

    private static final int PIECE = 1 << 22;
    /** Of each thread: it can be ahead of the other one by so much. */
    private static final int BATCHES = 2;

    /** Checks before a thread that waits for its turn goes to sleep: waking up takes longer than most turns. */
    private static final int SPINS = 20_000;

    private final FileChannel channel;
    private final long size;
    private final Tracker tracker;
    private final LongConsumer progress;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** The next piece that nobody has taken. */
    private long untaken;
    /** Whose turn it is to follow the connections; behind the last piece where reading has ended. */
    private volatile long turn;

    // What whoever has the turn may touch.
    /** Where the next record begins. */
    private long at;
    /** How the records of the last piece were read. */
    private CaptureFormat seen;

    private boolean isDamaged;
    private Throwable failure;

    // What is known of the file when a piece is taken.
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
    }

    /** Reads from an offset, where a record begins, to the end or to where the file is damaged. */
    ReadEnd read(long start) throws IOException {
        at = start;
        Thread second = Thread.ofPlatform().name("capture-pieces").daemon().start(() -> pieces(done -> {}));
        pieces(progress);
        Threads.join(second);
        Threads.rethrow(failure);
        return isDamaged ? rest() : ReadEnd.WHOLE;
    }

    /** How records are read, as far as the file has told. */
    CaptureFormat format() {
        return format;
    }

    /** What each of the two threads does; {@code told} hears how far all of it has come. */
    private void pieces(LongConsumer told) {
        try {
            FileFeed feed = new FileFeed(channel, done -> {});
            Deque<Batch> free = new ArrayDeque<>();
            Deque<Batch> decoded = new ArrayDeque<>();
            for (int i = 0; i < BATCHES; i++) {
                free.add(new Batch());
            }
            boolean isMore = true;
            while (isMore || !decoded.isEmpty()) {
                boolean isTurn = !decoded.isEmpty() && turn >= decoded.peek().piece;
                if (isMore && !isTurn && !free.isEmpty()) {
                    isMore = take(free.peek());
                    if (isMore) {
                        Batch batch = free.pop();
                        decoded.add(batch);
                        decode(batch, feed);
                    }
                } else {
                    Batch batch = decoded.remove();
                    if (!awaitTurn(batch.piece)) {
                        return;
                    }
                    long last = (batch.piece + 1) * PIECE - 1;
                    boolean isWhole = at > last || follow(batch, feed, last);
                    pass(isWhole ? batch.piece + 1 : Long.MAX_VALUE);
                    free.push(batch);
                    told.accept(Math.min(size, last));
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Takes the next piece; false where there is none. */
    private boolean take(Batch batch) {
        lock.lock();
        try {
            batch.piece = untaken++;
            batch.knowledge = knowledge;
            batch.format = format;
            return batch.piece * PIECE < size;
        } finally {
            lock.unlock();
        }
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

    /** False where reading has ended before. */
    private boolean awaitTurn(long piece) {
        for (int i = 0; turn < piece && i < SPINS; i++) {
            Thread.onSpinWait();
        }
        if (turn < piece) {
            lock.lock();
            try {
                while (turn < piece) {
                    changed.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
        }
        return turn == piece;
    }

    /** Follows the connections through a piece; false where the file is damaged in it. */
    private boolean follow(Batch batch, FileFeed feed, long last) throws IOException {
        if (batch.first != at || batch.knowledge != knowledge) {
            batch.read(format, feed, at, last);
        }
        if (batch.end.reason() != null) {
            isDamaged = true;
            return false;
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
        return true;
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

    private void pass(long next) {
        lock.lock();
        try {
            turn = Math.max(turn, next);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends both threads; the first failure counts. */
    private void fail(Throwable e) {
        lock.lock();
        try {
            failure = failure == null ? e : failure;
            turn = Long.MAX_VALUE;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A damaged file is read on in one thread: where its records go on depends on all that was seen before. */
    private ReadEnd rest() throws IOException {
        FileFeed feed = new FileFeed(channel, progress);
        feed.stopAfter = Long.MAX_VALUE;
        feed.restart(at);
        CaptureFormat last = format.resumed(feed, tracker);
        if (seen != null) {
            last.follow(seen);
        }
        return last.records();
    }
}
