package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.DiagnosisJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a capture holds, the engine comes to a document. How to let it search longer: the module's README. */
class CaptureFuzzTest {
    static Stream<byte[]> seeds() {
        return CaptureSeeds.all().stream();
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyCapture(byte[] content) throws IOException {
        Diagnosis d =
                Engine.diagnose(List.of(CaptureBuilder.artifact("x", content)), RulePack.builtIn(), Progress.NONE);
        DiagnosisJson.write(d, new ByteArrayOutputStream());
        for (ArtifactEntry entry : d.artifacts()) {
            boolean isWhole = entry.status().equals("analysed");
            assertThat(entry.reason() == null).isEqualTo(isWhole);
            assertThat(entry.brokenAtByte() == null || entry.brokenAtByte() >= 0)
                    .isTrue();
            assertThat(entry.dropped() == null || entry.dropped() >= 0).isTrue();
        }
        for (Connection c : d.connections()) {
            assertThat(c.verdict().confidence()).isBetween(0.0, 1.0);
            assertThat(c.payloadBytes().clientToServer()).isNotNegative();
            assertThat(c.payloadBytes().serverToClient()).isNotNegative();
            assertThat(c.lastPacket()).isGreaterThanOrEqualTo(c.firstPacket());
        }
    }

    @Test
    void damagedCaptures() {
        Mutations.of(CaptureSeeds.all(), 1500, this::anyCapture);
    }
}
