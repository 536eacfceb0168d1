package io.firewitness.engine.input;

import java.io.IOException;

/** What whoever began a thread does at its end. */
public final class Threads {
    private Threads() {}

    /** Waits for the end of a thread, interrupted or not: what it reads from must not be closed under it. An interrupt is kept. */
    public static void join(Thread thread) {
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

    /** Fails as the thread did; null: it did not fail. */
    public static void rethrow(Throwable failure) throws IOException {
        switch (failure) {
            case null -> {}
            case IOException failed -> throw failed;
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            case Throwable other -> throw new IOException(other);
        }
    }
}
