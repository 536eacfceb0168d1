package io.firewitness.engine.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes a job log of a chosen size after the documented grammar: many lines that say nothing, progress lines, headers, and a
 * failing task each few thousand lines. The same size gives the same bytes.
 */
final class LogGenerator {
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

    private LogGenerator() {}

    /** Writes at least {@code size} bytes. */
    static void write(Path log, long size) throws IOException {
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
