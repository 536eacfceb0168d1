package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever stops a job breaks its connections; the errors that follow are no cut. */
class StoppedByUserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<01> Info         Stopped by user (Veeam.Backup.Common.CStopSessionException)",
                "<01> Warning      Operation was canceled by user LAB\\adm (Veeam.Backup.Common.CStopSessionException)",
                "<01> Info         Job has been stopped by user [LAB\\adm]."
            })
    void atAnyLevelTheLineThatTellsSoIsHeard(String line) throws IOException {
        String log = """
                ===================================================================
                Starting new log
                UTC offset: 2.00 hours

                [14.09.2021 22:00:10] <01> Info         [Session] Id 'def0e86b-2b4e-4590-bd3f-b4def13526d6', State 'Working'.
                [14.09.2021 22:00:24] <25> Info         Set status 'InProgress' for task session 'c7ea1ba1-d224-4227-ba1c-b5bc68e03002', object name 'A'
                [14.09.2021 22:00:24] <26> Info         Set status 'InProgress' for task session 'c7ea1ba1-d224-4227-ba1c-b5bc68e03003', object name 'B'
                [14.09.2021 22:04:29] %s
                [14.09.2021 22:04:31] <25> Error        An existing connection was forcibly closed by the remote host.
                [14.09.2021 22:04:31] <25> Info         Task session 'c7ea1ba1-d224-4227-ba1c-b5bc68e03002' has been completed, status: 'Failed', '500' of '1000' bytes, '0' of '1' objects, details: ''
                [14.09.2021 22:04:31] <26> Info         Task session 'c7ea1ba1-d224-4227-ba1c-b5bc68e03003' has been completed, status: 'Failed', '500' of '1000' bytes, '0' of '1' objects, details: ''
                """.formatted(line);
        byte[] bytes = log.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        LogResult result = LogEngine.read(
                List.of(new Artifact("a1", "Job.J.Backup.log", bytes.length, () -> new ByteArrayInputStream(bytes))),
                RulePack.builtIn(),
                (id, name, size, content) -> {},
                Progress.NONE);
        assertThat(result.transfers())
                .flatExtracting(t -> t.attempts())
                .extracting(a -> a.outcome())
                .containsExactly("stopped", "stopped");
    }
}
