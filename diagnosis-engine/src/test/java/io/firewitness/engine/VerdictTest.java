package io.firewitness.engine;

import static io.firewitness.engine.CaptureBuilder.capture;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Kill;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static Diagnosis diagnose(CaptureBuilder capture) throws IOException {
        return Engine.diagnose(List.of(capture.artifact()), RulePack.builtIn(), Progress.NONE);
    }

    private static VerdictClass first(Diagnosis d) {
        return d.connections().getFirst().verdict().verdictClass();
    }

    @Test
    void retriesResetAtOnePlaceByAForeignTtlAreASignature() throws IOException {
        CaptureBuilder capture = capture();
        for (int i = 0; i < 3; i++) {
            capture.connection(50001 + i, 2500)
                    .handshake()
                    .upload(40)
                    .data()
                    .foreignReset(64)
                    .pause(5);
        }
        Diagnosis d = diagnose(capture);
        assertThat(d.verdict().verdictClass()).isEqualTo(VerdictClass.FIREWALL_SIGNATURE_RESET);
        assertThat(d.verdict().confidence()).isEqualTo(0.99);
        assertThat(d.verdict().who().value()).isEqualTo("device-in-path");
        Connection c = d.connections().getFirst();
        Kill kill = c.kill();
        assertThat(kill)
                .isEqualTo(new Kill("client-to-server", 40L * CaptureBuilder.SEGMENT, 85, kill.segmentDigest()));
        assertThat(d.connections())
                .extracting(Connection::kill)
                .extracting(Kill::segmentDigest)
                .containsOnly(kill.segmentDigest());
        assertThat(c.evidence())
                .anySatisfy(e -> assertThat(e.statement())
                        .isEqualTo("RST from 10.0.2.20 has TTL 64; its 40 other packets have TTL 127"));
        assertThat(d.transfers().getFirst().sameOffset().attempts()).isEqualTo(3);
        assertThat(d.artifacts().getFirst().vantagePoint()).isEqualTo("sender");
    }

    @Test
    void anAbortByTheHostItselfIsNoFirewallEvenAtOnePlaceEveryTime() throws IOException {
        CaptureBuilder capture = capture();
        for (int i = 0; i < 4; i++) {
            capture.connection(50001 + i, 2500)
                    .handshake()
                    .upload(40)
                    .data()
                    .serverAbort()
                    .pause(5);
        }
        Diagnosis d = diagnose(capture);
        assertThat(d.verdict().verdictClass()).isEqualTo(VerdictClass.HOST_ABORT);
        assertThat(d.verdict().who().value()).isEqualTo("server-host");
    }

    @Test
    void aResetAfterALongSilenceIsATimeoutWhateverItsTtl() throws IOException {
        Diagnosis d = diagnose(capture()
                .connection(50001, 2500)
                .handshake()
                .upload(40)
                .pause(350.5)
                .data()
                .foreignReset(64));
        assertThat(first(d)).isEqualTo(VerdictClass.IDLE_TIMEOUT_RESET);
    }

    @Test
    void aChangedRouteIsNoForeignReset() throws IOException {
        Diagnosis d = diagnose(capture()
                .connection(50001, 2500)
                .handshake()
                .upload(40)
                .serverTtl(125)
                .upload(10)
                .data()
                .serverAbort());
        assertThat(first(d)).isEqualTo(VerdictClass.HOST_ABORT);
    }

    @Test
    void aForeignResetElsewhereIsAMiddleboxWithoutACause() throws IOException {
        Diagnosis d = diagnose(
                capture().connection(50001, 8080).handshake().upload(40).data().foreignReset(64));
        assertThat(first(d)).isEqualTo(VerdictClass.MIDDLEBOX_RESET);
        assertThat(d.connections().getFirst().verdict().why().value()).isEqualTo("unknown");
    }

    @Test
    void oneStalledConnectionAloneDoesNotTell() throws IOException {
        CaptureBuilder capture =
                capture().connection(50001, 2500).handshake().upload(40).data();
        for (int i = 0; i < 6; i++) {
            capture.pause(0.3 * (1 << i)).again();
        }
        assertThat(first(diagnose(capture))).isEqualTo(VerdictClass.INSUFFICIENT);
    }

    @Test
    void aTransferThatEndsWellIsHealthy() throws IOException {
        Diagnosis d = diagnose(
                capture().connection(50001, 2500).handshake().upload(40).close());
        assertThat(d.verdict().verdictClass()).isEqualTo(VerdictClass.HEALTHY);
        assertThat(d.connections().getFirst().kill()).isNull();
        assertThat(d.connections().getFirst().payloadBytes().clientToServer()).isEqualTo(56_000);
    }

    @Test
    void aCaptureThatEndsTooEarlySaysSo() throws IOException {
        Diagnosis d = diagnose(capture().connection(50001, 2500).handshake().upload(40));
        assertThat(d.verdict().verdictClass()).isEqualTo(VerdictClass.INSUFFICIENT);
        assertThat(d.notEvaluated()).anySatisfy(n -> assertThat(n.rule()).isEqualTo("ending"));
    }
}
