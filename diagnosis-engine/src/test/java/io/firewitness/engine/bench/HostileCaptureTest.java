package io.firewitness.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link HostileBench} does with millions of packets, with a hundred thousand: it ends, counts all, accuses nobody. */
class HostileCaptureTest {
    private static final int PACKETS = 100_000;

    @ParameterizedTest
    @EnumSource(HostileCapture.Kind.class)
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void itEnds(HostileCapture.Kind kind) throws IOException {
        Diagnosis d = HostileBench.diagnose(kind, PACKETS);
        assertThat(d.artifacts().getFirst().status()).isEqualTo("analysed");
        assertThat(d.artifacts().getFirst().packets()).isEqualTo(PACKETS);
        assertThat(d.connections()).noneMatch(c -> c.verdict().verdictClass().accusesFirewall());
        long expected = switch (kind) {
            case ONE_PACKET_CONNECTIONS -> PACKETS;
            case ONE_CONNECTION -> 1;
            case OVERLAPPING_SEGMENTS -> 16;
            case RESETS -> 1000;
            // The even ones are first fragments.
            case FRAGMENTS -> 0x8000;
            case TUNNELS -> 256;
            case DATAGRAMS -> 0x800;
        };
        assertThat(d.counts().connections() + d.counts().connectionsOmitted()).isEqualTo(expected);
        assertThat(d.verdict().verdictClass()).isNotEqualTo(VerdictClass.FIREWALL_SIGNATURE_RESET);
    }
}
