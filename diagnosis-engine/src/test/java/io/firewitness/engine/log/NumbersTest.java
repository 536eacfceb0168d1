package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    /** Sign between groups of three: English, German, French (narrow, no-break), Swiss (typographic, typewriter), none. */
    @ParameterizedTest
    @ValueSource(strings = {",", ".", "\u202f", "\u00a0", " ", "\u2019", "'", ""})
    void endLinesOfEveryCultureGiveTheSameBytes(String sign) throws IOException {
        String done = "1G073G741G824".replace("G", sign);
        String total = "107G374G182G400".replace("G", sign);
        String task = "7221f9d3-3b63-4da0-a733-8a1d0f3a0001";
        for (String line : List.of(
                "Task session '" + task + "' has been completed, status: 'Failed', '" + done + "' of '" + total
                        + "' bytes, '0' of '1' objects, details: ''",
                "Task session [" + task + "] has been completed, status: Failed, " + done + " of " + total + " bytes, "
                        + done + " of " + total + " used bytes, 0 of 1 objects, details:")) {
            byte[] log = ("[14.09.2021 22:04:31] <25> Info         " + line + "\n").getBytes(StandardCharsets.UTF_8);
            LogResult result = LogEngine.read(
                    List.of(new Artifact("a1", "Job.x.log", log.length, () -> new ByteArrayInputStream(log))),
                    RulePack.builtIn(),
                    (id, name, size, content) -> {},
                    Progress.NONE);
            assertThat(result.transfers())
                    .singleElement()
                    .satisfies(t -> assertThat(t.attempts().getFirst().offset()).isEqualTo(1_073_741_824L));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'11,6 TB', 12754334882201", "'11.6 TB', 12754334882201", "'1.024,5 MB', 1074266112",
                "'1,024.5 MB', 1074266112",
        "'0 B', 0", "'512 KB', 524288", "'1 073 741 824', 1073741824", "'1’024 B', 1024"
    })
    void sizesHaveOneDecimalSign(String text, long bytes) {
        assertThat(Numbers.bytes(text)).isEqualTo(bytes);
    }

    @Test
    void whatIsNoNumberIsNone() {
        for (String text : List.of("", "x", "12 XB", "9".repeat(40), "1.2.3 EB", "--")) {
            assertThat(Numbers.bytes(text)).as(text).isEqualTo(-1);
        }
    }
}
