package io.firewitness.engine;

import static io.firewitness.engine.document.VerdictClass.FIREWALL_SIGNATURE_RESET;
import static io.firewitness.engine.document.VerdictClass.HOST_ABORT;
import static io.firewitness.engine.document.VerdictClass.INSUFFICIENT;
import static io.firewitness.engine.document.VerdictClass.MIDDLEBOX_RESET;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Dialogue.Packet;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Connections that never began: who refused, as far as the host's other ports tell. */
class ClosedPortTest {
    private static Dialogue open() {
        Dialogue d = Dialogue.atClient();
        d.connection(49_000, 6180).handshake().upload(20).close();
        return d.pause(1);
    }

    private static Dialogue syn(Dialogue d, int from, int to) {
        d.connection(from, to).client(Packet.SYN).send();
        d.client.seq++;
        return d;
    }

    private static Packet refusal(Dialogue d) {
        return d.server(Packet.RST | Packet.ACK).seq(0).ipId(0).window(0);
    }

    private static Connection last(Diagnosis d) {
        return d.connections().getLast();
    }

    @Test
    void aStackWithAnotherInitialTtlForRefusalsIsNoDevice() throws IOException {
        Dialogue d = open();
        refusal(syn(d, 50_000, 2500).pause(0.01)).ttl(254).send();
        Connection c = last(Retries.diagnose(d));
        assertThat(c.verdict().verdictClass()).isEqualTo(INSUFFICIENT);
        assertThat(c.verdict().next().key()).isEqualTo("next.closed-port.unknown");
    }

    @Test
    void aRefusalFromAnotherDistanceIsAnotherDevices() throws IOException {
        Dialogue d = open();
        refusal(syn(d, 50_000, 2500).pause(0.01)).ttl(250).send();
        Connection c = last(Retries.diagnose(d));
        assertThat(c.verdict().verdictClass()).isEqualTo(MIDDLEBOX_RESET);
        assertThat(c.verdict().next().key()).isEqualTo("next.closed-port.device");
    }

    @Test
    void aRefusalSoonerThanAnyAnswerAndFromAnotherTtlIsANearerDevices() throws IOException {
        Dialogue d = open();
        Packet refusal = refusal(syn(d, 50_000, 2500).pause(0.0005));
        refusal.ttl(61).send();
        Connection c = last(Retries.diagnose(d));
        assertThat(c.verdict().verdictClass()).isEqualTo(MIDDLEBOX_RESET);
        assertThat(c.verdict().next().key()).isEqualTo("next.closed-port.hasty");
    }

    /** Either a device that copies the TTL, or a line that was busy while the host's other answers were measured. */
    @Test
    void aRefusalSoonerThanAnyAnswerWithTheHostsOwnTtlIsLeftOpen() throws IOException {
        Dialogue d = open();
        refusal(syn(d, 50_000, 2500).pause(0.0005)).send();
        Connection c = last(Retries.diagnose(d));
        assertThat(c.verdict().verdictClass()).isEqualTo(INSUFFICIENT);
        assertThat(c.verdict().next().key()).isEqualTo("next.closed-port.unknown");
    }

    @Test
    void aBrowsersResetDoesNotHideRefusedBackupPorts() throws IOException {
        Dialogue d = open();
        d.connection(48_000, 443).handshake().upload(40).data().pause(0.001);
        d.server(Packet.RST).ttl(200).window(0).send().pause(1);
        for (int i = 0; i < 3; i++) {
            refusal(syn(d, 51_000 + i, 2500).pause(0.006)).send().pause(5);
        }
        Diagnosis diagnosis = Retries.diagnose(d);
        assertThat(diagnosis.verdict().verdictClass()).isEqualTo(HOST_ABORT);
        assertThat(diagnosis.verdict().text().key()).isEqualTo("headline.closed-port.host");
    }

    @Test
    void aServiceThatWasDownForAWhileIsNoClosedPort() throws IOException {
        Dialogue d = open();
        refusal(syn(d, 50_000, 6180).pause(0.006)).send();
        Connection c = last(Retries.diagnose(d));
        assertThat(c.verdict().verdictClass()).isEqualTo(HOST_ABORT);
        assertThat(c.verdict().statement())
                .isEqualTo(
                        "10.0.2.20 itself refuses connections to TCP 6180: nothing listens there, or its own firewall"
                                + " refuses. TCP 6180 answered at another time of this capture.");
    }

    @Test
    void oneLostSynIsNoSilence() throws IOException {
        Dialogue d = open();
        syn(d, 50_000, 2500).pause(1);
        Connection c = last(Retries.diagnose(d));
        assertThat(c.verdict().verdictClass()).isEqualTo(INSUFFICIENT);
        assertThat(c.verdict().next().key()).isEqualTo("next.insufficient");
    }

    @Test
    void aCutTransferSpeaksBeforePortsThatWereNeverOpen() throws IOException {
        Dialogue d = Dialogue.atClient();
        for (int i = 0; i < 3; i++) {
            d.connection(50_001 + i, 2500).handshake().upload(40).data().pause(0.001);
            d.server(Packet.RST).ttl(200).window(0).send().pause(5);
        }
        refusal(syn(d, 51_000, 2501).pause(0.006)).send();
        assertThat(Retries.diagnose(d).verdict().verdictClass()).isEqualTo(FIREWALL_SIGNATURE_RESET);
    }
}
