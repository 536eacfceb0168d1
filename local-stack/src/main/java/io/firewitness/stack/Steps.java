package io.firewitness.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Prints each step of the start with the time it took. Safe for several threads; lines never mix. */
final class Steps {
    private final PrintStream out;

    Steps(PrintStream out) {
        this.out = out;
    }

    <T> T step(String name, Callable<T> work) {
        long start = System.nanoTime();
        try {
            T result = work.call();
            line("  %-38s %6.1f s", name, seconds(start));
            return result;
        } catch (StackException known) {
            line("  %-38s failed after %.1f s", name, seconds(start));
            throw known;
        } catch (Exception unexpected) {
            line("  %-38s failed after %.1f s", name, seconds(start));
            throw new StackException(name + ": " + unexpected.getMessage(), unexpected);
        }
    }

    synchronized void line(String format, Object... args) {
        out.printf(Locale.ROOT, format + "%n", args);
    }

    private static double seconds(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos).toMillis() / 1000.0;
    }
}
