package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.RulePack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of wording that still waits for a real log is that of the rule pack. */
class RecalledWordingTest {
    private static final Path PAGE = Path.of("../docs/recalled-wording.md");

    @Test
    void thePageListsWhatThePackMarks() throws IOException {
        List<String> wanted = new ArrayList<>();
        for (Map<String, Object> line : RulePack.builtIn().objects("logLines")) {
            String source = (String) line.get("source");
            if (!"CONFIRMED".equals(line.get("mark")) || source.contains("key words")) {
                wanted.add("| line `%s` | | `%s` | %s |"
                        .formatted(line.get("event"), cell((String) line.get("anchor")), cell(source)));
            }
        }
        for (Map<String, Object> signature : RulePack.builtIn().objects("signatures")) {
            List<?> texts = signature.get("texts") instanceof List<?> list ? list : List.of();
            for (Object entry : texts) {
                Map<?, ?> text = (Map<?, ?>) entry;
                if ("RECALLED".equals(text.get("mark"))) {
                    wanted.add("| signature `%s` | %s | %s | memory |"
                            .formatted(signature.get("id"), text.get("language"), cell((String) text.get("text"))));
                }
            }
        }
        for (Object words : (List<?>) RulePack.builtIn().section("clearingUp")) {
            wanted.add("| clearing up | en | %s | memory |".formatted(words));
        }
        List<String> listed = Files.readAllLines(PAGE).stream()
                .filter(l -> l.matches("\\| (line|signature|clearing up) .*"))
                .toList();
        assertThat(listed).isEqualTo(wanted);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
