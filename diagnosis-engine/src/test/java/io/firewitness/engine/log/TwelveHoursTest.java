package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.Attempt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs of Microsoft 365 print date and time as the machine's culture does. */
class TwelveHoursTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-17 오전 11:58:10   | 2026-03-17 오후 12:44:40
            2026/3/17 上午 11:58:10    | 2026/3/17 下午 12:44:40
            2026/03/17 午前 11:58:10   | 2026/03/17 午後 12:44:40
            17/03/2026 11:58:10 a. m. | 17/03/2026 12:44:40 p. m.
            17/3/2026 11:58:10 πμ     | 17/3/2026 12:44:40 μμ
            17.3.2026 11:58:10 p.d.   | 17.3.2026 12:44:40 m.d.
            17/03/2026 11:58:10 ص     | 17/03/2026 12:44:40 م
            17/03/2026 11:58:10 SA    | 17/03/2026 12:44:40 CH
            3/17/2026 11:58:10\u202fAM | 3/17/2026 12:44:40\u202fPM
            17/03/2026 11:58:10 a.\u00a0m. | 17/03/2026 12:44:40 p.\u00a0m.
            2026. 03. 17. 11:58:10    | 2026. 03. 17. 12:44:40
            17. 3. 2026 11:58:10      | 17. 3. 2026 12:44:40
            17.3.2026 11.58.10        | 17.3.2026 12.44.40
            """)
    void morningAndEveningAreToldApart(String start, String end) throws IOException {
        String log = start + "   31 (2044)   Processing mailbox: box1\n" + end
                + "   31 (2044)   Mailbox processing completed\n";
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
        LogResult result = LogEngine.read(
                List.of(new Artifact("a1", "Mail.log", bytes.length, () -> new ByteArrayInputStream(bytes))),
                RulePack.builtIn(),
                (id, name, size, content) -> {},
                Progress.NONE);
        Attempt attempt = result.transfers().getFirst().attempts().getFirst();
        assertThat(attempt.log().startLocal()).isEqualTo("2026-03-17T11:58:10");
        assertThat(attempt.log().endLocal()).isEqualTo("2026-03-17T12:44:40");
    }
}
