package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Logs made to fill memory or time: what is kept is bounded, and what is left out is said. */
class HostileLogTest {
    private static final String DIED = "An existing connection was forcibly closed by the remote host.";

    private static LogResult read(String log) throws IOException {
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
        return LogEngine.read(
                java.util.List.of(new Artifact("a1", "x.log", bytes.length, () -> new ByteArrayInputStream(bytes))),
                RulePack.builtIn(),
                (id, name, size, content) -> {},
                Progress.NONE);
    }

    private static String id(int number) {
        return "7221f9d3-3b63-4da0-a733-%012x".formatted(number);
    }

    @Test
    void attemptsWithoutEndAreBoundedAndSaid() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            log.append("[14.09.2021 22:04:31] <25> Info         Set status 'InProgress' for task session '")
                    .append(id(i))
                    .append("', object name 'vm'\n[14.09.2021 22:04:32] <25> Error        ")
                    .append(DIED)
                    .append("\n[14.09.2021 22:04:32] <25> Info         Task session '")
                    .append(id(i))
                    .append(
                            "' has been completed, status: 'Failed', '500' of '1000' bytes, '0' of '1' objects, details: ''\n");
        }
        LogResult result = read(log.toString());
        assertThat(result.transfers())
                .singleElement()
                .satisfies(t -> assertThat(t.attempts()).hasSize(50_000));
        assertThat(result.artifacts().getFirst().log().warnings())
                .containsExactly(new Text("artifact.log.too-many-runs", Map.of("runs", 50_000L)));
        assertThat(result.artifacts().getFirst().lines()).isEqualTo(180_000);
    }

    @Test
    void tasksThatNeverEndAndThreadsWithoutNumberAreBounded() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            log.append("[14.09.2021 22:04:31] <")
                    .append(i)
                    .append("> Info         Set status 'InProgress' for task session '")
                    .append(id(i))
                    .append("', object name 'vm'\n");
            log.append("UTC offset: ")
                    .append(i % 24 - 12)
                    .append('.')
                    .append(i % 100)
                    .append(" hours\n");
        }
        LogResult result = read(log.toString());
        assertThat(result.transfers())
                .singleElement()
                .satisfies(t -> assertThat(t.attempts()).hasSize(5_000));
    }
}
