package io.firewitness.engine.input;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A thread that fills slots ahead of the one that empties them, in order; slots are used again.
 *
 * <p>Until {@link #close} nothing else may touch what the slots are filled from; {@code close} waits for the thread. A waiting
 * reader is not woken by an interrupt, which is kept: it would look like damage of the file.
 *
 * @param <T> what is filled
 */
public final class Ahead<T> implements AutoCloseable {
    private final BlockingQueue<Filled<T>> full;
    private final BlockingQueue<T> free;
    private final Filler<T> filler;
    private final Thread thread;
    /** A slot for the thread to find when it is no longer wanted. */
    private final T spare;

    private Filled<T> current;
    private volatile boolean isClosed;

    /** Fills slots. */
    public interface Filler<T> {
        /**
         * Fills a slot, which holds what it held before. What a failure leaves in it is read before the failure is heard of.
         *
         * @param waiting slots that are full and not taken yet
         * @return false where this slot is the last one
         * @throws IOException where nothing can be read behind it
         */
        boolean fill(T slot, int waiting) throws IOException;
    }

    private record Filled<T>(T slot, boolean isLast, Throwable failure) {}

    /** Begins to fill all slots but the last, which is kept for the end, in a thread of the given name. */
    public Ahead(String name, List<T> slots, Filler<T> filler) {
        this.filler = filler;
        full = new ArrayBlockingQueue<>(slots.size());
        free = new ArrayBlockingQueue<>(slots.size());
        spare = slots.getLast();
        free.addAll(slots.subList(0, slots.size() - 1));
        thread = Thread.ofPlatform().daemon().name(name).start(this::fill);
    }

    /**
     * The next slot, the reader's own until it asks for another one; null behind the last.
     *
     * @throws IOException where filling has failed, at every call from then on; so do unchecked exceptions and errors
     */
    public T next() throws IOException {
        if (current != null && current.isLast) {
            Threads.rethrow(current.failure);
            return null;
        }
        if (current != null) {
            free.add(current.slot);
        }
        current = take(full);
        return current.slot;
    }

    private void fill() {
        boolean isLast = false;
        while (!isLast && !isClosed) {
            T slot = take(free);
            Throwable failure = null;
            try {
                isLast = isClosed || !filler.fill(slot, full.size());
            } catch (Throwable failed) {
                failure = failed;
                isLast = true;
            }
            full.add(new Filled<>(slot, isLast, failure));
        }
    }

    private static <T> T take(BlockingQueue<T> queue) {
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

    /** Ends the thread. What it has filled and nobody has taken is lost. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        free.add(spare);
        Threads.join(thread);
    }
}
