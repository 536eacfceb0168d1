package io.firewitness.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a process and those it started occupy, from Linux' {@code /proc}: the proportional set size, in which a page that several
 * processes share counts once (proc(5), smaps_rollup). Elsewhere nothing is known.
 */
final class Memory {
    private static final Path PROC = Path.of("/proc");

    private Memory() {}

    /** Bytes; -1 where they cannot be told. */
    static long of(ProcessHandle process) {
        long kib = Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(one -> kib(one.pid()))
                .sum();
        return kib <= 0 ? -1 : kib * 1024;
    }

    static String text(long bytes) {
        return bytes < 0 ? "?" : String.format(Locale.ROOT, "%d MiB", bytes >> 20);
    }

    private static long kib(long pid) {
        try (Stream<String> lines = Files.lines(PROC.resolve(pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }
}
