package io.firewitness.engine.bench;

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
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Speed of reading logs, beside grep for the same texts and beside inflating alone, in one run on one machine.
 *
 * <p>Times are processor seconds of one thread, so that a busy machine changes them little; those of other programs are user and
 * system time of their processes.
 *
 * <p>{@code java -Xmx256m -cp … io.firewitness.engine.bench.LogBench [MiB] [DIR]}: makes a job log of the given size (default 2048) in
 * DIR, packs it, reads both, and prints a table. The log is rendered after the documented grammar: many lines that say nothing,
 * progress lines, headers, and a failing task each few thousand lines.
 */
public final class LogBench {
    private static final int ROUNDS = 3;
    private static final String[] ROUTINE = {
        "[CProxyRpcInvoker] RpcInvoker [%d] was disposed",
        "[BackupMetaUpdater] Waiting for backup meta to be generated in another thread <18>",
        "[Mutex] Created mutex [Global\\BackupMeta[a17ed17c-a86e-4e9b-ab63-5eea46%06d]]",
        "    [StorageLock] Unlocking storage, lockId: 'LockId: 2a67bd89-ab2e-4290-b79e-b0cf9f%06d'",
        "[Repository] Updating repository space info, id: 'c321e30b', total space: 17828385%06d, free: 44570962944",
        "[LeaseKeeper] Created. LeaseId: [8d9ed64ac41f423ab47fda66b2%06d], TTL: [60 sec], ignoreExceptions: [False].",
        "[ViVmStorageIntegrationChecker] 'DC-%d' VM is not storage snapshot compatible.",
        "[DB] Updating object [37d4d37a-a9a6-45c1-b418-59c44a%06d], name [FS], type [VirtualMachine], platform [EVmware].",
        "[RTS] Resource usage collected, %d slots in use",
        "Checking free space, attempt %d",
    };

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private LogBench() {}

    /** Runs the measurement. */
    public static void main(String[] args) throws IOException, InterruptedException {
        long megabytes = args.length > 0 ? Long.parseLong(args[0]) : 2048;
        Path dir = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("log-bench");
        Path log = dir.resolve("Job.Bench.Backup.log");
        Path zip = dir.resolve("2026-11-23T080000_VeeamBackupLogs.zip");
        Path words = dir.resolve("signatures.txt");
        if (!Files.exists(log) || Files.size(log) < megabytes << 20) {
            render(log, megabytes << 20);
            pack(log, zip);
        }
        Files.write(words, texts(), StandardCharsets.UTF_8);
        System.out.printf(
                "log %,d bytes, zip %,d bytes, heap at most %d MiB%n",
                Files.size(log), Files.size(zip), Runtime.getRuntime().maxMemory() >> 20);
        double plain = best(() -> read(log));
        double inflate = best(() -> inflate(zip));
        double packed = best(() -> read(zip));
        double grep = command("grep -c -F -f " + words + " " + log);
        double zcat = command("unzip -p " + zip + " | grep -c -F -f " + words);
        double rg = command("rg -c -F -f " + words + " " + log);
        row("engine, plain text", plain, log);
        row("grep -F -f, plain text", grep, log);
        row("ripgrep -F -f, plain text", rg, log);
        row("inflate alone (java.util.zip)", inflate, log);
        row("engine, zip", packed, log);
        row("unzip -p | grep -F -f", zcat, log);
        System.out.printf("zip against inflating alone: %.2f%n", packed / inflate);
    }

    private interface Task {
        void run() throws IOException;
    }

    private static double best(Task task) throws IOException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long start = CPU.getCurrentThreadCpuTime();
            task.run();
            best = Math.min(best, (CPU.getCurrentThreadCpuTime() - start) / 1e9);
        }
        return best;
    }

    private static void row(String what, double seconds, Path log) throws IOException {
        if (seconds < 0) {
            System.out.printf("%-32s not installed%n", what);
        } else {
            System.out.printf("%-32s %7.2f s  %8.0f MB/s%n", what, seconds, Files.size(log) / seconds / 1e6);
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
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            while (entries.getNextEntry() != null) {
                while (entries.read(buffer) >= 0) {
                    // only inflated
                }
            }
        }
    }

    /** Processor seconds, or -1 where the command is not there. */
    private static double command(String line) throws IOException, InterruptedException {
        double best = -1;
        for (int i = 0; i < ROUNDS; i++) {
            // grep stops at the first match where its output goes to /dev/null.
            Process process = new ProcessBuilder(
                            "bash", "-c", "TIMEFORMAT='%U %S'; time { " + line + " | cat >/dev/null; }")
                    .redirectErrorStream(true)
                    .start();
            String times = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            if (process.waitFor() > 1 || !times.matches("[\\d.]+ [\\d.]+")) {
                return -1;
            }
            String[] parts = times.split(" ", 2);
            double seconds = Double.parseDouble(parts[0]) + Double.parseDouble(parts[1]);
            best = best < 0 ? seconds : Math.min(best, seconds);
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

    private static void pack(Path log, Path zip) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip), 1 << 18))) {
            out.putNextEntry(new ZipEntry("HOST/Backup/Bench/Job.Bench.Backup.log"));
            Files.copy(log, out);
            out.closeEntry();
        }
    }

    private static void render(Path log, long size) throws IOException {
        Random random = new Random(1);
        long written = 0;
        int session = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(log), 1 << 18)) {
            while (written < size) {
                byte[] bytes = session(random, session++).getBytes(StandardCharsets.UTF_8);
                out.write(bytes);
                written += bytes.length;
            }
        }
    }

    private static String session(Random random, int number) {
        StringBuilder text = new StringBuilder(1 << 20);
        String job = "5a4be2b8-6c55-4a55-8d6f-3d8c7f1be001";
        String id = "9be3f3f6-4a3c-4a36-8f0f-%012x".formatted(number);
        String task = "7221f9d3-3b63-4da0-a733-%012x".formatted(number);
        text.append("\r\n").append("=".repeat(67)).append("\r\nStarting new log\r\n");
        text.append("MachineName: [BRS01], OS: [Microsoft Windows Server 2022 Standard (10.0.20348)], CPU: [8]\r\n");
        text.append("Culture: [en-US], UI culture: [en-US]\r\nUTC offset: 2.00 hours\r\n\r\n");
        int second = number % 3600 * 20;
        int[] clock = {second};
        line(text, clock, random, 1, "Info (3)", "[Session] Id '" + id + "', State 'Working'.");
        line(text, clock, random, 1, "Info (3)", "    Job ID: [" + job + "]");
        line(text, clock, random, 1, "Info (3)", "    Job Name: [Bench]");
        line(
                text,
                clock,
                random,
                25,
                "Info (3)",
                "Set status 'InProgress' for task session '" + task + "', object name 'FS'");
        for (int i = 0; i < 6000; i++) {
            if (i % 50 == 49) {
                long done = i * 1_048_576L;
                line(
                        text,
                        clock,
                        random,
                        31,
                        "Info (4)",
                        "    [AP] (577de637) output: --pex:" + i / 100 + ";128849018880;" + done + ";0;" + done
                                + ";1557491875;97;44;37;35;132761232590419248");
            } else {
                String routine = ROUTINE[random.nextInt(ROUTINE.length)];
                line(
                        text,
                        clock,
                        random,
                        random.nextInt(40) + 2,
                        "Info (4)",
                        routine.formatted(random.nextInt(1_000_000)));
            }
        }
        boolean isFailed = number % 4 == 0;
        if (isFailed) {
            line(
                    text,
                    clock,
                    random,
                    25,
                    "Error (1)",
                    "An existing connection was forcibly closed by the remote host.");
            line(
                    text,
                    clock,
                    random,
                    25,
                    "Error (1)",
                    "--tr:Unable to retrieve next block transmission command. Number of already processed blocks: [45213].");
            line(
                    text,
                    clock,
                    random,
                    25,
                    "Error (1)",
                    "Agent failed to process method {DataTransfer.SyncDisk}. (Veeam.Backup.Common.CAppException)");
        }
        String status = isFailed ? "Failed" : "Success";
        line(
                text,
                clock,
                random,
                25,
                "Info (3)",
                "Task session [" + task + "] has been completed, status: " + status
                        + ", 47,409,266,688 of 128,849,018,880 bytes, 47,409,266,688 of 128,849,018,880 used bytes, 1 of 1 objects, details:");
        line(
                text,
                clock,
                random,
                1,
                "Info (3)",
                "Job session '" + id + "' has been completed, status: '" + status
                        + "', '44 GB' of '120 GB' bytes, '1' of '1' tasks, '0' successful, '1' failed");
        return text.toString();
    }

    private static void line(StringBuilder text, int[] clock, Random random, int thread, String level, String message) {
        int s = clock[0];
        if (random.nextInt(300) == 0) {
            clock[0]++;
        }
        text.append("[%02d.11.2026 %02d:%02d:%02d.%03d]    <%02d>    "
                .formatted(s / 86_400 + 1, s / 3600 % 24, s / 60 % 60, s % 60, 0, thread));
        text.append(level)
                .append(" ".repeat(20 - level.length()))
                .append(message)
                .append("\r\n");
    }
}
