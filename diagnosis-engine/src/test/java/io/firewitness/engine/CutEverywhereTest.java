package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Diagnosis;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cut at any byte, a capture gives a result, and what it says about its end is true. */
class CutEverywhereTest {
    static Stream<byte[]> captures() {
        return Stream.of(CaptureSeeds.pcap(), CaptureSeeds.pcapng(), CaptureSeeds.snoop(), CaptureSeeds.packed())
                .flatMap(List::stream)
                .filter(c -> c.length < 4000);
    }

    private static ArtifactEntry read(byte[] bytes) throws IOException {
        Diagnosis d = Engine.diagnose(List.of(CaptureBuilder.artifact("x", bytes)), RulePack.builtIn(), Progress.NONE);
        return d.artifacts().getFirst();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void everyCutIsTold(byte[] whole) throws IOException {
        ArtifactEntry all = read(whole);
        assertThat(all.status()).isEqualTo("analysed");
        long before = 0;
        for (int length = 24; length < whole.length; length++) {
            ArtifactEntry entry = read(Arrays.copyOf(whole, length));
            if (!entry.kind().equals("capture")) {
                continue;
            }
            assertThat(entry.packets()).isBetween(before, all.packets());
            before = entry.packets();
            if (entry.status().equals("analysed")) {
                assertThat(entry.brokenAtByte()).isNull();
            } else {
                assertThat(entry.brokenAtByte()).isNotNegative();
                assertThat(entry.reasonText().key())
                        .isIn("artifact.cut-inside-record", "artifact.damaged-compression", "artifact.damaged-header");
            }
        }
        // A block of zstd gives out nothing before it is whole, and these captures are one block.
        if (!all.format().endsWith("+zstd")) {
            assertThat(before).isGreaterThanOrEqualTo(all.packets() - 1);
        }
    }
}
