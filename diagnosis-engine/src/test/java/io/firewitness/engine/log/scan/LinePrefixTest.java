package io.firewitness.engine.log.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinePrefixTest {
    private static final List<String> DATES =
            List.of("01.02.2026", "02.02.2026", "1.2.2026", "11/23/2026", "2026-11-23", "32.02.2026", "01.02.1026");
    private static final List<String> TIMES = List.of("10:11", "10:12", "9:11", "10.11", "24:11", "10:61", "10:1");
    private static final List<String> SECONDS =
            List.of(":00", ":59", ":61", ".07", ":7", ":07.5", ":07,250", ":07.123456");
    private static final List<String> RESTS = List.of(
            "] <12> Info         (3) said",
            "]    <7>    Error (1)     said",
            "] <-12345> cli| ERR |said",
            "] < 12> stg| said",
            " PM   12 (3044) said",
            "   12 (3044) Error: said",
            "] <12> Informal",
            "");

    private static String of(LinePrefix p, byte[] line) {
        if (!p.parse(line, 0, line.length)) {
            return "none";
        }
        Stamp s = p.stamp();
        return "%s %s %d %d %d %d %d %d"
                .formatted(
                        p.family(),
                        p.level(),
                        p.thread(),
                        s.first(),
                        s.second(),
                        s.year(),
                        s.millisOfDay(),
                        p.messageFrom());
    }

    /** Most of a stamp is taken from the line before; what a line says must not depend on that line. */
    @Test
    void aLineSaysTheSameWhateverWasReadBefore() {
        Random random = new Random(5);
        LinePrefix reused = new LinePrefix();
        int understood = 0;
        for (int i = 0; i < 200_000; i++) {
            String stamp = pick(random, DATES)
                    + (random.nextInt(20) == 0 ? ", " : " ")
                    + pick(random, TIMES)
                    + pick(random, SECONDS);
            String text = (random.nextInt(3) == 0 ? "" : "[") + stamp + pick(random, RESTS);
            byte[] line = text.getBytes(StandardCharsets.US_ASCII);
            String fresh = of(new LinePrefix(), line);
            assertThat(of(reused, line)).as(text).isEqualTo(fresh);
            understood += fresh.equals("none") ? 0 : 1;
        }
        assertThat(understood).isGreaterThan(20_000);
    }

    private static String pick(Random random, List<String> texts) {
        // The first ones more often, so that stamps repeat.
        return texts.get(random.nextInt(random.nextInt(texts.size()) + 1));
    }

    @Test
    void aRepeatedStampIsReadToItsEnd() {
        LinePrefix prefix = new LinePrefix();
        byte[] first = "[01.02.2026 10:11:12.500] <12> Info said".getBytes(StandardCharsets.US_ASCII);
        byte[] second = "[01.02.2026 10:11:59] <12> Info said".getBytes(StandardCharsets.US_ASCII);
        assertThat(of(prefix, first)).isEqualTo("MANAGER INFO 12 1 2 2026 36672500 36");
        assertThat(of(prefix, second)).isEqualTo("MANAGER INFO 12 1 2 2026 36719000 32");
    }
}
