package io.firewitness.knowledge.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "TCP 2500-3300 | tcp 2500 3300",
                "build 12.1.2.172, | build 12.1.2.172",
                "ファイアウォールのTCPポート | ファイアウォールの tcp ポート",
                "ＴＣＰ　ﾎﾟｰﾄ | tcp ポート",
                "C:\\Temp\\x_y | c temp x y",
                "existující připojení | existující připojení",
                "연결은 원격 | 연결은 원격",
                "'; drop table x -- | drop table x"
            })
    void aTextIsCutIntoWords(String text, String words) {
        assertThat(Words.of(text).stream().map(Words.Term::text)).containsExactly(words.split(" "));
    }

    @Test
    void wideCharactersBecomePairsThatAreAskedForInARow() {
        assertThat(Vector.query(Words.of("リセット tcp 鍵"), List.of("tcp")))
                .isEqualTo("('リセ' <-> 'セッ' <-> 'ット') & ('tcp':* | 'tcp') & '鍵':*");
        assertThat(Vector.of("鍵の", List.of("10054"), "RST")).isEqualTo("'鍵の':1A 'の':2A '10054':5B 'rst':8 ");
    }

    @Test
    void blanksInsideJapaneseSeparateNothing() {
        assertThat(Words.ofIndexed("リモート ホスト").stream().map(Words.Term::text)).containsExactly("リモートホスト");
    }

    @Test
    void charactersOutsideTheBasicPlaneStayWhole() {
        assertThat(Words.of("𠮷野").getFirst().pairs()).containsExactly("𠮷野");
        assertThat(Words.of("野𠮷").getFirst().last()).isEqualTo("𠮷");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "-- ' \" & | ! : * ( ) <->", "😀"})
    void nothingToAskForIsNoTerm(String text) {
        assertThat(Words.of(text)).isEmpty();
    }

    @Test
    void anExcerptIsPartsAroundTheFirstHit() {
        Highlighter highlighter = new Highlighter(Words.of("firewalls リモート"), List.of("firewal"));
        assertThat(highlighter.excerpt("<b>Firewall</b> & リモ ート"))
                .containsExactly(
                        new Highlighter.Part("<b>", false),
                        new Highlighter.Part("Firewall", true),
                        new Highlighter.Part("</b> & ", false),
                        new Highlighter.Part("リモ ート", true));
        List<Highlighter.Part> late = highlighter.excerpt("x".repeat(300) + " firewalls " + "y".repeat(400));
        assertThat(late).hasSize(3);
        assertThat(late.getFirst().text()).isEqualTo("…" + "x".repeat(59) + " ");
        assertThat(late.get(1)).isEqualTo(new Highlighter.Part("firewalls", true));
        assertThat(late.getLast().text()).endsWith("y…").hasSize(172);
        assertThat(highlighter.excerpt("nothing")).containsExactly(new Highlighter.Part("nothing", false));
    }
}
