package io.firewitness.engine.bench;

import com.sun.management.OperatingSystemMXBean;
import io.firewitness.engine.Artifact;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.log.LogEngine;
import io.firewitness.engine.log.LogResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Speed of reading logs, beside grep and ripgrep for the same texts and beside inflating alone, in one run on one machine.
 *
 * <p>{@code java -Xmx256m -cp … io.firewitness.engine.bench.LogBench [MiB] [DIR]}: makes a job log of the given size (default 2048) in
 * DIR, packs it, and reads all. For each reader the best of {@link #ROUNDS} runs: seconds of the clock, of all processors
 * together, and how the clock compares to that of the engine on the same file. The engine runs in this process and is warm
 * from its second round on; the others are processes that start anew. What is packed, the engine unpacks in one thread and
 * reads in another, as a pipe of two programs does.
 */
public final class LogBench {
    private static final int ROUNDS = 4;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private LogBench() {}

    private record Time(double clock, double processors) {}

    private interface Task {
        void run() throws IOException;
    }

    /** Runs the measurement. */
    public static void main(String[] args) throws IOException, InterruptedException {
        long megabytes = args.length > 0 ? Long.parseLong(args[0]) : 2048;
        Path dir = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("log-bench");
        Path log = dir.resolve("Job.Bench.Backup.log");
        Path zip = dir.resolve("2026-11-23T080000_VeeamBackupLogs.zip");
        Path gzip = dir.resolve("Job.Bench.Backup.1.log.gz");
        Path words = dir.resolve("signatures.txt");
        if (!Files.exists(gzip) || Files.size(log) < megabytes << 20) {
            LogGenerator.write(log, megabytes << 20);
            zip(log, zip);
            gzip(log, gzip);
        }
        Files.write(words, texts(), StandardCharsets.UTF_8);
        long bytes = Files.size(log);
        System.out.printf(
                "log %,d bytes, zip %,d bytes, heap at most %d MiB; the last column is its time over that of the engine%n",
                bytes, Files.size(zip), Runtime.getRuntime().maxMemory() >> 20);
        String grep = "grep -c -F -f " + words;
        Time plain = best(() -> read(log));
        row("logs: firewitness, plain text", plain, plain, bytes);
        row("logs: grep -F -f signatures", command(grep + " " + log), plain, bytes);
        row("logs: ripgrep -F -f signatures", command("rg -c -F -f " + words + " " + log), plain, bytes);
        Time packed = best(() -> read(zip));
        Time inflated = best(() -> inflate(zip));
        row("logs: firewitness, zip", packed, packed, bytes);
        row("logs: inflating the zip alone", inflated, packed, bytes);
        row("logs: unzip -p | grep -F -f signatures", command("unzip -p " + zip + " | " + grep), packed, bytes);
        Time rotated = best(() -> read(gzip));
        row("logs: firewitness, gz", rotated, rotated, bytes);
        row("logs: zcat | grep -F -f signatures", command("zcat " + gzip + " | " + grep), rotated, bytes);
        System.out.printf("zip: %.2f x the time of inflating it alone%n", packed.clock / inflated.clock);
    }

    private static Time best(Task task) throws IOException {
        Time best = null;
        for (int i = 0; i < ROUNDS; i++) {
            long clock = System.nanoTime();
            long processors = SYSTEM.getProcessCpuTime();
            task.run();
            best = better(
                    best, new Time((System.nanoTime() - clock) / 1e9, (SYSTEM.getProcessCpuTime() - processors) / 1e9));
        }
        return best;
    }

    private static Time better(Time a, Time b) {
        return a == null || b.clock < a.clock ? b : a;
    }

    private static void row(String what, Time time, Time engine, long bytes) {
        if (time == null) {
            System.out.printf("%-44s not installed%n", what);
        } else {
            System.out.printf(
                    "%-44s %9.3f s %9.3f s of processors %7.0f MB/s %9.2f x%n",
                    what, time.clock, time.processors, bytes / time.clock / 1e6, time.clock / engine.clock);
        }
    }

    private static void read(Path file) throws IOException {
        LogResult result = LogEngine.read(
                List.of(Artifact.of("a1", file)), RulePack.builtIn(), (id, name, bytes, content) -> {}, Progress.NONE);
        long attempts =
                result.transfers().stream().mapToLong(t -> t.attempts().size()).sum();
        if (attempts == 0) {
            throw new IllegalStateException("nothing was found");
        }
    }

    private static void inflate(Path zip) throws IOException {
        byte[] buffer = new byte[1 << 18];
        // The faster of the two ways of the library: the other one takes 512 bytes at a time.
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                try (InputStream in = file.getInputStream(entry)) {
                    while (in.read(buffer) >= 0) {
                        // only inflated
                    }
                }
            }
        }
    }

    /** Null where the command is not there. */
    private static Time command(String line) throws IOException, InterruptedException {
        Time best = null;
        for (int i = 0; i < ROUNDS; i++) {
            // grep stops at the first match where its output goes to /dev/null.
            Process process = new ProcessBuilder(
                            "bash", "-c", "TIMEFORMAT='%R %U %S'; time { " + line + " | cat >/dev/null; }")
                    .redirectErrorStream(true)
                    .start();
            String times = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            if (process.waitFor() > 1 || !times.matches("[\\d.]+ [\\d.]+ [\\d.]+")) {
                return null;
            }
            String[] parts = times.split(" ", 3);
            double processors = Double.parseDouble(parts[1]) + Double.parseDouble(parts[2]);
            best = better(best, new Time(Double.parseDouble(parts[0]), processors));
        }
        return best;
    }

    private static List<String> texts() {
        TreeSet<String> all = new TreeSet<>();
        for (Map<String, Object> signature : RulePack.builtIn().objects("signatures")) {
            for (Object text : signature.get("texts") instanceof List<?> list ? list : List.of()) {
                all.add((String) ((Map<?, ?>) text).get("text"));
            }
            for (Object token : signature.get("tokens") instanceof List<?> list ? list : List.of()) {
                all.add((String) token);
            }
        }
        return List.copyOf(all);
    }

    private static void zip(Path log, Path zip) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip), 1 << 18))) {
            out.putNextEntry(new ZipEntry("HOST/Backup/Bench/Job.Bench.Backup.log"));
            Files.copy(log, out);
            out.closeEntry();
        }
    }

    private static void gzip(Path log, Path gzip) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip), 1 << 16)) {
            Files.copy(log, out);
        }
    }
}
