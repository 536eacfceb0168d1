package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            prx-01.pcap         | prx-01.pcap
            folder/prx01.pcapng | folder/prx01.pcapng
            my capture.pcap     | 'my capture.pcap'
            -r.pcap             | './-r.pcap'
            $(reboot).pcap      | '$(reboot).pcap'
            a';reboot;'.pcap    | 'a'\\'';reboot;'\\''.pcap'
            """, delimiter = '|')
    void namesAreTakenLiterally(String name, String word) {
        assertThat(ShellWord.of(name)).isEqualTo(word);
    }

    @Test
    void controlCharactersCannotRewriteATerminal() {
        assertThat(ShellWord.of("a\u001b[2Jb\n.pcap")).isEqualTo("'a?[2Jb?.pcap'");
        assertThat(ShellWord.of("")).isEqualTo("''");
    }

    @Test
    void commandsOfEvidenceQuoteTheNameOfTheFile() throws IOException {
        Artifact sample = Artifact.of("a1", Path.of("../samples/dying-backup.pcap"));
        Artifact hostile = new Artifact("a1", "x;reboot.pcap", sample.bytes(), sample.open());

        assertThat(Engine.diagnose(List.of(hostile), RulePack.builtIn(), Progress.NONE)
                        .connections()
                        .getFirst()
                        .evidence())
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.reproduce()).startsWith("tshark -r 'x;reboot.pcap' -Y "));
    }
}
