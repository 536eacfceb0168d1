package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.document.Diagnosis;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The sentence on top of a case, on real captures. */
class HeadlinesTest {
    private static Diagnosis diagnose(String sample) throws Exception {
        return Engine.diagnose(
                List.of(Artifact.of("a1", Path.of("../samples", sample))), RulePack.builtIn(), Progress.NONE);
    }

    @Test
    void retriesAtOnePlaceAndTheBoxBesideTheSenderAreNamed() throws Exception {
        Diagnosis d = diagnose("dying-backup.pcap");
        assertThat(d.verdict().statement())
                .isEqualTo("A device on the network of 172.23.222.33 cut this transfer. "
                        + "Its signature check hits the same data every time.");
        assertThat(Messages.of(Locale.JAPANESE).render(d.verdict().text()))
                .isEqualTo("172.23.222.33と同じネットワークの機器が転送を切断しました。シグネチャ検査が毎回同じデータに反応しています。");
    }

    @Test
    void aLogAloneNamesThePlaceAndNobody() throws Exception {
        assertThat(diagnose("dying-backup.log").verdict().statement())
                .isEqualTo("The transfer dies at the same place every time. "
                        + "A signature check on the way is likely; the logs cannot show who cut it.");
    }

    @Test
    void aCaptureWithoutACutSaysSo() throws Exception {
        assertThat(diagnose("healthy-upload.pcap.gz").verdict().statement())
                .isEqualTo("Every transfer in these files ended in order.");
    }

    @Test
    void everyLabelledVerdictHasASentenceInBothLanguages() throws Exception {
        for (String sample : List.of("dying-backup-ipv6.pcap", "healthy-restore-ipv6.pcapng")) {
            Diagnosis d = diagnose(sample);
            assertThat(Messages.of(Locale.JAPANESE).render(d.verdict().text())).isNotBlank();
            assertThat(Messages.english(d.verdict().text()))
                    .isEqualTo(d.verdict().statement());
        }
    }
}
