package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Engine;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.Attempt;
import io.firewitness.engine.document.Diagnosis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A side that gives up closes its connections, and the other side reports a broken one: three attempts that end so at one block
 * look like a cut on the way until one reads what the first side said.
 */
class FirstCauseTest {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss");
    private static final String RESET = "An existing connection was forcibly closed by the remote host.";
    private static final String FULL = "There is not enough space on the disk.";
    private static final String BLOCK =
            "--tr:Unable to retrieve next block transmission command. Number of already processed blocks: [33000].";
    private static final List<String> CUT = List.of(
            RESET,
            BLOCK,
            "Failed to upload disk 'V.vmdk'",
            "Agent failed to" + " process method {DataTransfer.SyncDisk}. (Veeam.Backup.Common.CAppException)");

    /** Three runs of one task, each with the given chain in its task's log and the given lines in the target's log. */
    private static Diagnosis diagnose(
            List<String> chain, String target, String repositoryHeader, int secondsAhead, String... later)
            throws IOException {
        return diagnose("Agent.Wk.Target.V.log", chain, target, repositoryHeader, secondsAhead, later);
    }

    private static Diagnosis diagnose(
            String targetLog,
            List<String> chain,
            String target,
            String repositoryHeader,
            int secondsAhead,
            String... later)
            throws IOException {
        StringBuilder task = new StringBuilder();
        StringBuilder mover = new StringBuilder();
        for (int i = 1; i <= 3; i++) {
            String id = "c7ea1ba1-d224-4227-ba1c-b5bc68e0300" + i;
            task.append("=".repeat(67)).append("\nStarting new log\nUTC offset: 2.00 hours\n");
            line(task, i, 0, "Info", "Processing task session [" + id + "], object [V], reference [vm-1]");
            line(task, i, 1, "Info", "Preparing for processing of disk '[DS] V/V.vmdk', capacity '85899345920'");
            line(
                    task,
                    i,
                    2,
                    "Info",
                    "[AgentMngr] Starting agent with normal priority, Host 'PX', logName:"
                            + " 'Wk/Agent.Wk.Source.V.Disks.log'. IPs: '10.1.1.21', is x64 agent preferred: 'True'.");
            for (String sentence : chain) {
                line(task, i, 30, "Error", sentence);
            }
            for (String sentence : later) {
                line(task, i, 45, "Error", sentence);
            }
            line(
                    task,
                    i,
                    50,
                    "Info",
                    "Task session '" + id + "' has been completed, status: 'Failed', '34602156032' of"
                            + " '85899345920' bytes, '1' of '1' objects, details: ''");
            LocalDateTime at = LocalDateTime.of(2021, 9, 14, 22, i * 10, 29).plusSeconds(secondsAhead);
            mover.append("[%s.500] <   724> stg      | ERR |%s%n".formatted(STAMP.format(at), target));
        }
        byte[] bundle = Packed.zip(
                "VBR/Backup/Wk/Task.V.f9578a9e.log",
                task.toString(),
                "RP/Backup/Svc.VeeamTransport.log",
                repositoryHeader,
                "RP/Backup/Wk/" + targetLog,
                mover.toString());
        Artifact upload = new Artifact("a1", "b.zip", bundle.length, () -> new ByteArrayInputStream(bundle));
        return Engine.diagnose(List.of(upload), RulePack.builtIn(), Progress.NONE);
    }

    private static void line(StringBuilder out, int run, int second, String level, String message) {
        out.append("[14.09.2021 22:%d0:%02d] <25> %-13s%s%n".formatted(run, second, level, message));
    }

    private static List<String> causes(Diagnosis d) {
        List<String> causes = new ArrayList<>();
        for (Attempt a : d.transfers().getFirst().attempts()) {
            causes.add(a.log().ordinaryCause());
        }
        return causes;
    }

    @Test
    void aFullRepositoryIsNoCutThoughTheSenderSeesOne() throws IOException {
        Diagnosis d = diagnose(CUT, FULL, "\n", 0);
        assertThat(causes(d)).containsExactly("repository-full", "repository-full", "repository-full");
        assertThat(d.verdict().verdictClass().wire()).isEqualTo("host-abort");
        assertThat(d.verdict().statement()).isEqualTo("The repository is full. No firewall is involved.");
    }

    @Test
    void soItIsWhereTheRepositoryStandsInAnotherZone() throws IOException {
        String header = "=".repeat(67) + "\nStarting new log\nUTC offset: 3.00 hours\n\n"
                + "[14.09.2021 20:00:00] <01> Info         Session ping\n";
        Diagnosis d = diagnose(CUT, FULL, header, 3600);
        assertThat(causes(d)).containsExactly("repository-full", "repository-full", "repository-full");
    }

    /** No line of the repository's host tells its zone, and its clock may be off: its errors follow at one distance. */
    @ParameterizedTest
    @ValueSource(ints = {90, -90, 1200, -700, -7 * 3600, 7 * 3600 + 40, 12_600})
    void soItIsWhereTheClockOfTheRepositoryIsNotKnown(int secondsAhead) throws IOException {
        Diagnosis d = diagnose(CUT, FULL, "\n", secondsAhead);
        assertThat(causes(d)).containsExactly("repository-full", "repository-full", "repository-full");
        assertThat(d.verdict().verdictClass().wire()).isEqualTo("host-abort");
    }

    /** What stands in these names beside job and side is not the same in all products. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Agent.Wk.Target.log",
                "Agent.Wk.Target.1.log",
                "Agent.Wk.Target.V.vbk.log",
                "Agent.Wk.Target.REPO1.V.log",
                "2021-09-14T220000_Agent.Wk.Target.V.log",
                "2021-09-14_Agent.Wk.Target.V.3.log",
                "Agent.Wk.Target.V_2021_09_14_22_00_00.log"
            })
    void soItIsHoweverTheLogOfTheRepositoryIsNamed(String targetLog) throws IOException {
        assertThat(causes(diagnose(targetLog, CUT, FULL, "\n", 0))).containsOnly("repository-full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Agent.Wk.Target.V2.log", "Agent.Other.Target.V.log"})
    void whatAnotherTransferDiedOfIsNotItsCause(String targetLog) throws IOException {
        Diagnosis d = diagnose(targetLog, CUT, FULL, "\n", 0);
        assertThat(causes(d)).containsOnlyNulls();
    }

    @Test
    void anErrorOfUnknownWordingOnTheOtherSideKeepsTheLineFromBeingBlamed() throws IOException {
        Diagnosis d = diagnose(CUT, "The archive gremlin ate the block store.", "\n", 0);
        assertThat(d.verdict().verdictClass().wire()).isEqualTo("insufficient");
        assertThat(d.transfers().getFirst().attempts())
                .extracting(a -> a.log().notComparable())
                .containsOnly("cause-unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RESET,
                "Connection reset by peer",
                "--tr:Unable to retrieve next block transmission command. Number of already processed blocks: [33000]."
            })
    void bothSidesOfACutMaySeeIt(String target) throws IOException {
        Diagnosis d = diagnose(CUT, target, "\n", 0);
        assertThat(d.verdict().verdictClass().wire()).isEqualTo("firewall-signature-reset");
        assertThat(d.transfers().getFirst().sameOffset().holds()).isTrue();
    }

    @Test
    void whatTheServerSaidStandsBehindTheBrokenConnection() throws IOException {
        List<String> chain = new ArrayList<>(CUT);
        chain.add(1, "--tr:Exception from server: " + FULL);
        assertThat(causes(diagnose(chain, RESET, "\n", 0))).containsOnly("repository-full");
        List<String> other = new ArrayList<>(CUT);
        other.addFirst("Exception from server: " + FULL);
        assertThat(causes(diagnose(other, RESET, "\n", 0))).containsOnly("repository-full");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed to delete the snapshot of V",
                "Failed to delete file 'E:\\\\V.vib'. Access is denied",
                "Unable to release lock: The process cannot access the file because it is being used by another process."
            })
    void whatFailsWhileClearingUpIsNotTheCause(String later) throws IOException {
        List<String> chain = new ArrayList<>(CUT);
        Diagnosis d = diagnose(chain, RESET, "\n", 0, later);
        assertThat(d.verdict().verdictClass().wire()).isEqualTo("firewall-signature-reset");
        assertThat(d.transfers().getFirst().attempts())
                .extracting(a -> a.log().cause())
                .containsOnly(RESET);
    }
}
