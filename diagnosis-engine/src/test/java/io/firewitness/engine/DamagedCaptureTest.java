package io.firewitness.engine;

import static io.firewitness.engine.CaptureBuilder.capture;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Diagnosis;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class DamagedCaptureTest {
    private static final byte[] WHOLE = capture()
            .connection(50001, 2500)
            .handshake()
            .upload(3)
            .data()
            .foreignReset(64)
            .pcap();

    private static ArtifactEntry read(byte[] bytes) throws IOException {
        Diagnosis d = Engine.diagnose(List.of(CaptureBuilder.artifact("x", bytes)), RulePack.builtIn(), Progress.NONE);
        return d.artifacts().isEmpty() ? null : d.artifacts().getFirst();
    }

    @Test
    void everyTruncationGivesTheResultUpToTheBreakAndItsByte() throws IOException {
        int wholeRecords = 0;
        for (int length = 24; length < WHOLE.length; length++) {
            ArtifactEntry entry = read(Arrays.copyOf(WHOLE, length));
            if (entry.status().equals("analysed")) {
                wholeRecords++;
                assertThat(entry.brokenAtByte()).isNull();
            } else {
                assertThat(entry.brokenAtByte()).isBetween(24L, (long) length);
                assertThat(entry.reason()).isNotBlank();
            }
        }
        assertThat(wholeRecords).isEqualTo(11);
    }

    @Test
    void aCutGzipIsUsedUpToTheCut() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
            gz.write(WHOLE);
        }
        byte[] cut = Arrays.copyOf(out.toByteArray(), out.size() - 600);
        ArtifactEntry entry = read(cut);
        assertThat(entry.status()).isEqualTo("analysed-in-part");
        assertThat(entry.reasonText().key()).isEqualTo("artifact.damaged-compression");
        assertThat(entry.packets()).isPositive();
    }

    @Test
    void anImpossibleLengthStopsWithItsByte() throws IOException {
        byte[] bad = WHOLE.clone();
        bad[24 + 8] = 0x7F;
        ArtifactEntry entry = read(bad);
        assertThat(entry.status()).isEqualTo("refused");
        assertThat(entry.brokenAtByte()).isEqualTo(24);
        assertThat(entry.reasonText().key()).isEqualTo("artifact.impossible-length");
    }

    @Test
    void anEmptyFileAndAForeignOneAreRefusedWithAReason() throws IOException {
        assertThat(read(new byte[0]).reasonText().key()).isEqualTo("artifact.empty");
        assertThat(read(new byte[] {0, 1, 2, 3, 4, 5, 6, 7}).status()).isEqualTo("refused");
    }

    @Test
    void randomDamageNeverThrows() throws IOException {
        Random random = new Random(42);
        for (int round = 0; round < 3000; round++) {
            byte[] bad = WHOLE.clone();
            for (int i = 0; i < 1 + round % 8; i++) {
                bad[24 + random.nextInt(bad.length - 24)] = (byte) random.nextInt();
            }
            assertThat(read(bad)).isNotNull();
        }
    }
}
