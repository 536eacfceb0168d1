package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.RulePack;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GrammarTest {
    private static final Grammar GRAMMAR = new Grammar(RulePack.builtIn());

    static Stream<Map<String, Object>> signatures() {
        return RulePack.builtIn().objects("signatures").stream();
    }

    private static List<String> found(String message) {
        return GRAMMAR.signatures(message, null, false).stream()
                .map(m -> m.signature().id())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void eachTextMatchesWhateverItsCaseAndApostrophes(Map<String, Object> signature) {
        for (Object entry : signature.get("texts") instanceof List<?> texts ? texts : List.of()) {
            String text = (String) ((Map<?, ?>) entry).get("text");
            assertThat(found("[AP] (577d) error: " + text)).contains((String) signature.get("id"));
            StringBuilder shouted = new StringBuilder();
            text.chars().forEach(c -> shouted.append((char) (c >= 'a' && c <= 'z' ? c - 32 : c)));
            assertThat(found(shouted.toString().replace('\'', '\u2019')))
                    .as(text)
                    .contains((String) signature.get("id"));
        }
    }

    @Test
    void aBareNumberIsNoErrorCode() {
        assertThat(found("Task 10054 moved 10054 bytes over port 10054")).isEmpty();
        assertThat(found("Socket error 10054")).containsExactly("winsock-10054");
    }

    @Test
    void everyOrdinaryCauseHasItsSentence() {
        for (Map<String, Object> signature : RulePack.builtIn().objects("signatures")) {
            if (signature.get("cause") instanceof String cause) {
                assertThat(io.firewitness.engine.Messages.english(
                                io.firewitness.engine.document.Text.of("verdict.logs.cause." + cause)))
                        .isNotBlank();
            }
        }
    }
}
