package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A job's log is cut by size, anywhere: the newer file goes on where the older one ends. */
class RotationTest {
    private static final String SESSION = "def0e86b-2b4e-4590-bd3f-b4def13526d6";
    private static final String TASK = "c7ea1ba1-d224-4227-ba1c-b5bc68e03002";
    private static final List<String> LINES = List.of(
            "===================================================================",
            "Starting new log",
            "UTC offset: 2.00 hours",
            "[14.09.2021 22:00:10] <01> Info         [Session] Id '" + SESSION + "', State 'Working'.",
            "[14.09.2021 22:00:10] <01> Info             Job ID: [1c524887-8a6d-4fac-826a-b088e8c2c0e2]",
            "[14.09.2021 22:00:10] <01> Info             Job Name: [Offsite]",
            "[14.09.2021 22:00:24] <25> Info         Set status 'InProgress' for task session '" + TASK
                    + "', object name 'vm1'",
            "[14.09.2021 22:04:31] <25> Error        An existing connection was forcibly closed by the remote host.",
            "[14.09.2021 22:04:31] <25> Info         Task session '" + TASK
                    + "' has been completed, status: 'Failed', '500' of '1000' bytes, '0' of '1' objects, details: ''",
            "[14.09.2021 22:04:39] <01> Info         Job session '" + SESSION
                    + "' has been completed, status: 'Failed', '500 B' of '1000 B' bytes, '1' of '1' tasks, '0' successful,"
                    + " '1' failed, details: ''");

    @Test
    void whereverItIsCutThereIsOneAttemptOfOneJob() throws IOException {
        for (int cut = 4; cut < LINES.size(); cut++) {
            byte[] bundle = Packed.zip(
                    "B/Offsite/Job.Offsite.Backup.1.log", String.join("\n", LINES.subList(0, cut)) + "\n",
                    "B/Offsite/Job.Offsite.Backup.log", String.join("\n", LINES.subList(cut, LINES.size())) + "\n");
            LogResult result = LogEngine.read(
                    List.of(new Artifact("a1", "upload", bundle.length, () -> new ByteArrayInputStream(bundle))),
                    RulePack.builtIn(),
                    (id, name, size, content) -> {},
                    Progress.NONE);
            assertThat(result.transfers())
                    .as("cut before line %d", cut + 1)
                    .singleElement()
                    .satisfies(t -> {
                        assertThat(t.object()).isEqualTo("vm1");
                        assertThat(t.attempts()).singleElement().satisfies(a -> {
                            assertThat(a.outcome()).isEqualTo("failed");
                            assertThat(a.offset()).isEqualTo(500);
                            assertThat(a.log().job()).isEqualTo("Offsite");
                        });
                    });
        }
    }
}
