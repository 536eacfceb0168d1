package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static Map<String, Object> sentences(String language) throws IOException {
        return JsonTree.readObject(MessagesTest.class.getResourceAsStream("messages/" + language + ".json"));
    }

    private static Set<String> placeholders(Object sentence) {
        return Pattern.compile("\\{[a-zA-Z]+}")
                .matcher((String) sentence)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaceholders() throws IOException {
        Map<String, Object> english = sentences("en");
        Map<String, Object> japanese = sentences("ja");
        assertThat(japanese.keySet()).isEqualTo(english.keySet());
        english.forEach((key, sentence) ->
                assertThat(placeholders(japanese.get(key))).as(key).isEqualTo(placeholders(sentence)));
    }

    /** The browser sets the space beside Japanese itself; the portal's build refuses typed ones, and should not be the first to notice. */
    @Test
    void noBlankIsTypedBesideJapanese() throws IOException {
        String japanese = "[\\u3000-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uff01-\\uff60]";
        Pattern blank = Pattern.compile(japanese + "[ \\u00a0]|[ \\u00a0]" + japanese);
        sentences("ja")
                .forEach(
                        (key, sentence) -> assertThat((String) sentence).as(key).doesNotContainPattern(blank));
    }

    @Test
    void everyClassHasAHeadlineForBothCertaintiesAndANextStep() throws IOException {
        Map<String, Object> english = sentences("en");
        for (VerdictClass c : VerdictClass.values()) {
            assertThat(english)
                    .containsKeys("verdict." + c.wire() + ".high", "verdict." + c.wire() + ".low", "next." + c.wire());
        }
    }

    @Test
    void numbersAreGroupedAndStringsAreVerbatim() {
        Text text = new Text("evidence.bulk", Map.of("bytes", 1234567L));
        assertThat(Messages.english(text)).isEqualTo("The transfer was under way: 1,234,567 bytes sent");
        assertThat(Messages.of(Locale.JAPANESE).render(text)).isEqualTo("転送は進行中でした（送信済み1,234,567バイト）");
    }

    @Test
    void aPartOfASentenceIsRenderedInItsLanguage() {
        Text where = new Text("where.hops", Map.of("address", "10.0.0.1", "hops", 2L));
        Text text = new Text("headline.middlebox-reset.high", Map.of("where", where));
        assertThat(Messages.english(text))
                .isEqualTo("A device 2 hops from 10.0.0.1 reset this connection. Why is not shown.");
        assertThat(Messages.of(Locale.JAPANESE).render(text)).isEqualTo("10.0.0.1から2ホップ先の機器が接続をリセットしました。理由は示されていません。");
    }

    @Test
    void timesNameTheirZone() {
        Text text = new Text(
                "headline.path-outage.high",
                Map.of("from", Instant.parse("2026-11-23T08:00:00Z"), "to", Instant.parse("2026-11-23T08:00:31Z")));
        assertThat(Messages.english(text))
                .isEqualTo(
                        "The whole path failed from 08:00:00 UTC to 08:00:31 UTC. Every connection stopped together.");
    }
}
