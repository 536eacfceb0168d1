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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job is known by its id: names change, and two backup servers often have a job of the same name. */
class JobNamesTest {
    private static final String RESET = "An existing connection was forcibly closed by the remote host.";
    private static final String FIRST_JOB = "1c524887-8a6d-4fac-826a-b088e8c2c0e2";
    private static final String OTHER_JOB = "1c524887-8a6d-4fac-826a-b088e8c2c0e3";

    /** A session of a job with one task, and that task's log, from its first disk to its error. */
    private record Server(StringBuilder job, StringBuilder task) {
        Server() {
            this(new StringBuilder(), new StringBuilder());
        }

        void run(int number, String jobId, String name, String object, String host, long block) {
            String session = jobId.substring(0, 35) + "a" + jobId.charAt(35) + number;
            session = session.substring(session.length() - 36);
            String task = session.replace('-', '0').substring(0, 8) + session.substring(8);
            job.append("=".repeat(67)).append("\nStarting new log\nUTC offset: 0.00 hours\n");
            line(job, number, 0, "Info", "[Session] Id '" + session + "', State 'Working'.");
            line(job, number, 0, "Info", "    Job ID: [" + jobId + "]");
            line(job, number, 0, "Info", "    Job Name: [" + name + "]");
            line(
                    job,
                    number,
                    1,
                    "Info",
                    "Set status 'InProgress' for task session '" + task + "', object name '" + object + "'");
            line(
                    job,
                    number,
                    50,
                    "Info",
                    "Task session '" + task + "' has been completed, status: 'Failed', '%d' of".formatted(block << 20)
                            + " '85899345920' bytes, '1' of '1' objects, details: ''");
            line(
                    job,
                    number,
                    51,
                    "Info",
                    "Job has been stopped successfully. Name: [" + name + "], JobId: [" + jobId + "]");
            this.task.append("=".repeat(67)).append("\nStarting new log\nUTC offset: 0.00 hours\n");
            line(
                    this.task,
                    number,
                    1,
                    "Info",
                    "Processing task session [" + task + "], object [" + object + "], reference [vm-1]");
            line(
                    this.task,
                    number,
                    2,
                    "Info",
                    "Preparing for processing of disk '[DS] " + object + "/" + object
                            + ".vmdk', capacity '85899345920'");
            line(
                    this.task,
                    number,
                    3,
                    "Info",
                    "[AgentMngr] Starting agent with normal priority, Host 'PX', logName: '"
                            + "Wk/Agent.Wk.Source.V.Disks.log'. IPs: '10.1.1.21', is x64 agent preferred: 'True'.");
            line(
                    this.task,
                    number,
                    3,
                    "Info",
                    "[ProxyAgent] Starting client agent session, id '" + session + "', host '" + host + "', agent id '"
                            + session + "', IPs '10.1.1.31:2500', PID '7'");
            line(this.task, number, 40, "Error", RESET);
            line(
                    this.task,
                    number,
                    40,
                    "Error",
                    "--tr:Unable to retrieve next block transmission command. Number of already processed blocks: ["
                            + block + "].");
            line(this.task, number, 40, "Error", "Failed to upload disk '" + object + ".vmdk'");
        }

        private static void line(StringBuilder out, int run, int second, String level, String message) {
            out.append("[14.09.2021 22:%d0:%02d] <25> %-13s%s%n".formatted(run, second, level, message));
        }
    }

    private static Diagnosis diagnose(String... namesAndTexts) throws IOException {
        byte[] bundle = Packed.zip((Object[]) namesAndTexts);
        Artifact upload = new Artifact("a1", "b.zip", bundle.length, () -> new ByteArrayInputStream(bundle));
        return Engine.diagnose(List.of(upload), RulePack.builtIn(), Progress.NONE);
    }

    @Test
    void jobsOfOneNameOnTwoServersAreTwoJobs() throws IOException {
        Server one = new Server();
        Server other = new Server();
        StringBuilder full = new StringBuilder();
        for (int i = 1; i <= 3; i++) {
            one.run(i, FIRST_JOB, "Backup Job 1", "DC01", "RP-A.oak.example", 41_000);
            other.run(i, OTHER_JOB, "Backup Job 1", "DC01", "RP-B.oak.example", 9_000);
            full.append("[14.09.2021 22:%d0:39.500] <   724> stg      | ERR |There is not enough space on the disk.%n"
                    .formatted(i));
        }
        Diagnosis d = diagnose(
                "VBR-A/Backup/Backup Job 1/Job.Backup Job 1.Backup.log",
                one.job.toString(),
                "VBR-A/Backup/Backup Job 1/Task.DC01.f9578a9e.log",
                one.task.toString(),
                "VBR-B/Backup/Backup Job 1/Job.Backup Job 1.Backup.log",
                other.job.toString(),
                "VBR-B/Backup/Backup Job 1/Task.DC01.f9578a9f.log",
                other.task.toString(),
                "RP-A.oak.example/Backup/Wk/Agent.Wk.Target.V.log",
                "[14.09.2021 22:10:39.500] <   724> net      | ERR |" + RESET + "\n",
                "RP-B.oak.example/Backup/Wk/Agent.Wk.Target.V.log",
                full.toString());
        List<String> found = new ArrayList<>();
        for (Transfer t : d.transfers()) {
            for (Attempt a : t.attempts()) {
                found.add(a.log().jobId().charAt(35) + " " + (a.offset() >> 20) + " "
                        + a.log().ordinaryCause());
            }
        }
        assertThat(d.transfers()).hasSize(2);
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "2 41000 null",
                        "2 41000 null",
                        "2 41000 null",
                        "3 9000 repository-full",
                        "3 9000 repository-full",
                        "3 9000 repository-full");
    }

    @Test
    void aJobThatWasRenamedIsStillOneJob() throws IOException {
        Server server = new Server();
        server.run(1, FIRST_JOB, "Old", "DC01", "RP", 41_000);
        server.run(2, FIRST_JOB, "New", "DC01", "RP", 41_000);
        Diagnosis d = diagnose(
                "VBR/Backup/New/Job.New.Backup.log",
                server.job.toString(),
                "VBR/Backup/New/Task.DC01.f9578a9e.log",
                server.task.toString());
        assertThat(d.transfers()).hasSize(1);
        assertThat(d.transfers().getFirst().attempts()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"Sales [prod] | APP [new]", "O'Hara's | O'Brien-PC", "バックアップ 1.2 | ファイル サーバー"})
    void namesHoldBracketsAndApostrophes(String job, String object) throws IOException {
        Server server = new Server();
        server.run(1, FIRST_JOB, job, object, "RP", 41_000);
        Diagnosis d = diagnose(
                "VBR/Backup/J/Job.J.Backup.log",
                server.job.toString(),
                "VBR/Backup/J/Task.V.f9578a9e.log",
                server.task.toString());
        assertThat(d.transfers()).extracting(Transfer::object).containsExactly(object + "/" + object + ".vmdk");
        assertThat(d.transfers().getFirst().attempts().getFirst().log().job()).isEqualTo(job);
    }
}
