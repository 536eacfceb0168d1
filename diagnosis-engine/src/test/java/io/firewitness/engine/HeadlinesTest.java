package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.VerdictClass;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sentence on top of a case, on real captures. */
class HeadlinesTest {
    private static Diagnosis diagnose(String sample) throws Exception {
        return diagnose(Path.of("../samples", sample));
    }

    private static Diagnosis diagnose(Path file) throws Exception {
        return Engine.diagnose(List.of(Artifact.of("a1", file)), RulePack.builtIn(), Progress.NONE);
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
    void aCaptureWithoutAnyBackupDoesNotSpeakOfTransfers(@TempDir Path folder) throws Exception {
        Diagnosis d = diagnose(healthy(folder, Set.of(60_645, 60_548), false));
        assertThat(d.verdict().verdictClass()).isEqualTo(VerdictClass.HEALTHY);
        assertThat(d.verdict().statement())
                .isEqualTo("No connection in these files was cut. None of them used a backup port.");
    }

    @Test
    void ofOtherConnectionsThanBackupsNothingIsPromised(@TempDir Path folder) throws Exception {
        Diagnosis d = diagnose(healthy(folder, Set.of(60_548), true));
        assertThat(d.connections().stream().map(c -> c.verdict().verdictClass()))
                .containsExactlyInAnyOrder(VerdictClass.HEALTHY, VerdictClass.INSUFFICIENT);
        assertThat(d.verdict().statement()).isEqualTo("Every backup connection in these files ended in order.");
    }

    /**
     * The sample of two uploads that end well, with the connections of some clients' ports going to port 443; where wanted, those
     * are recorded without their end.
     */
    private static Path healthy(Path folder, Set<Integer> clients, boolean isWithoutEnd) throws IOException {
        ByteBuffer capture;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(Path.of("../samples/healthy-upload.pcap.gz")))) {
            capture = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(capture.array(), 0, 24);
        for (int at = 24; at < capture.limit(); ) {
            int length = 16 + capture.getInt(at + 8);
            ByteBuffer record = ByteBuffer.wrap(Arrays.copyOfRange(capture.array(), at, at + length));
            int tcp = 16 + 14 + 20;
            int server = record.getShort(tcp) == 2515 ? tcp : tcp + 2;
            boolean isChosen = clients.contains(record.getShort(server == tcp ? tcp + 2 : tcp) & 0xFFFF);
            if (isChosen) {
                record.putShort(server, (short) 443);
            }
            if (!(isChosen && isWithoutEnd && (record.get(tcp + 13) & 1) == 1)) {
                out.write(record.array(), 0, length);
            }
            at += length;
        }
        return Files.write(folder.resolve("healthy.pcap"), out.toByteArray());
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
