package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Engine;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.Attempt;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Transfer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log stands in a bundle and in a zip within it, or was sent once more: each attempt counts once. */
class HandedOverTwiceTest {
    private static final String RESET = "An existing connection was forcibly closed by the remote host.";
    private static final String BLOCK =
            "--tr:Unable to retrieve next block transmission command. Number of already processed blocks: [33000].";
    private static final String FIRST = "c7ea1ba1-d224-4227-ba1c-b5bc68e03001";
    private static final String SECOND = "c7ea1ba1-d224-4227-ba1c-b5bc68e03002";

    private static final String MICROSOFT_365 = """
            06.03.2024 20:00:00    1 (9100) Job session started: Mail
            06.03.2024 20:00:05    7 (1823) Processing mailbox: anna@firma.example
            06.03.2024 20:02:05    7 (1823) Mailbox processing failed
            06.03.2024 20:02:05    7 (1823) Error: A blocking operation was interrupted by a call to WSACancelBlockingCall
            06.03.2024 20:10:05    7 (1823) Processing mailbox: anna@firma.example
            06.03.2024 20:12:05    7 (1823) Mailbox processing completed
            """;
    private static final String WINDOWS_AGENT = agentSession("12:0", FIRST) + agentSession("12:1", SECOND);
    private static final String DATA_MOVER = fault("22:04:31") + fault("22:20:55");

    private static String agentSession(String minute, String id) {
        return """
                [Session] Id 'ID', State 'Working'.
                    Job ID: [8b8ef188-81cc-4aa8-97bf-64f4273ca555]
                    Job Name: [PC]
                --pex
                Job session 'ID' has been completed, status: 'Failed', '71.3 GB' of '238 GB' bytes, '0' of '1' tasks, '0' \
                successful, '1' failed, details: ''
                """.replace("ID'", id + "'")
                .replace("--pex", RESET)
                .indent(0)
                .lines()
                .map(l -> "[03.07.2025 " + minute + "2:00] <01> " + (l.equals(RESET) ? "Error    " : "Info     ") + l
                        + "\n")
                .reduce("", String::concat);
    }

    private static String fault(String time) {
        return "[14.09.2021 " + time + ".007] < 12909> net      | ERR |" + RESET + "\n[14.09.2021 " + time
                + ".007] < 12909> net      | >>  |" + BLOCK + "\n";
    }

    private static String linuxAgent(String id) {
        return """
                [13.05.2025 00:00:00.000] <139237859081242> lpbcore  | Session started: [{ID}], job: [nightly]
                [13.05.2025 00:05:09.510] <139237859081242> lpbcore  | ERR |Connection reset by peer
                [13.05.2025 00:05:09.510] <139237859081242> lpbcore  | >>  |BLOCK
                [13.05.2025 00:05:10.110] <139237859081242> lpbcore  | Session finished.
                """.replace("ID", id).replace("BLOCK", BLOCK);
    }

    private static List<Attempt> attempts(Object... namesAndContents) throws IOException {
        byte[] bundle = Packed.zip(namesAndContents);
        Artifact upload = new Artifact("a1", "b.zip", bundle.length, () -> new ByteArrayInputStream(bundle));
        Diagnosis d = Engine.diagnose(List.of(upload), RulePack.builtIn(), Progress.NONE);
        return d.transfers().stream()
                .map(Transfer::attempts)
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mail_2024_03_06_20_00_00.log", "Job.PC.Backup.log", "Agent.Wk.Source.V.Disks.log"})
    void bothAttemptsOfALogCountOnce(String name) throws IOException {
        String log = name.startsWith("Mail") ? MICROSOFT_365 : name.startsWith("Job") ? WINDOWS_AGENT : DATA_MOVER;
        assertThat(attempts("A/Backup/" + name, log)).hasSize(2);
        assertThat(attempts("A/Backup/" + name, log, "A/Backup/J.zip", Packed.zip(name, log), "B/" + name, log))
                .hasSize(2);
    }

    @Test
    void soItIsWhereTheOtherOneIsOlderAndShorter() throws IOException {
        assertThat(attempts(
                        "A/Backup/Agent.Wk.Source.V.Disks.log",
                        DATA_MOVER,
                        "old/Agent.Wk.Source.V.Disks.log",
                        fault("22:04:31")))
                .hasSize(2);
        String older = MICROSOFT_365.substring(0, MICROSOFT_365.lastIndexOf("06.03"));
        assertThat(attempts("old/Mail_1.log", older, "A/Mail_1.log", MICROSOFT_365))
                .extracting(Attempt::outcome)
                .containsExactly("failed", "completed");
    }

    @Test
    void aSessionOfTheLinuxAgentCountsOnce() throws IOException {
        String folder = "var/log/veeam/Backup/nightly/Session_20250513_000000_{" + FIRST + "}/Job.log";
        List<Attempt> attempts = attempts(folder, linuxAgent(FIRST), "copy/" + folder, linuxAgent(FIRST));
        assertThat(attempts).hasSize(1);
        assertThat(attempts.getFirst().log().places()).hasSize(1);
    }
}
