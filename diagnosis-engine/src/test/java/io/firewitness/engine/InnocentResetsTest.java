package io.firewitness.engine;

import static io.firewitness.engine.Innocents.judged;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Dialogue.Packet;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RSTs that end nothing, or what something else has ended before; and an outage that ends by itself. */
class InnocentResetsTest {
    private static List<String> rules(Diagnosis d) {
        return d.connections().getFirst().evidence().stream()
                .map(Evidence::rule)
                .toList();
    }

    /** A client that asks three times after a silence, four seconds apart, and then gives up. */
    private static Diagnosis probed(boolean isAnswered) throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500).handshake().upload(40).pause(20);
        for (int i = 0; i < 3; i++) {
            d.client(Packet.ACK).seq(d.client.seq - 1).send();
            if (isAnswered) {
                d.pause(0.01).ack();
            }
            d.pause(4);
        }
        d.client(Packet.RST | Packet.ACK).send();
        return Retries.diagnose(d);
    }

    @Test
    void whoGetsNoAnswerToItsProbesIsNotTheReason() throws IOException {
        Diagnosis d = probed(false);
        assertThat(judged(d)).isEqualTo(VerdictClass.INSUFFICIENT);
        assertThat(rules(d)).containsExactly("unanswered-probes");
        assertThat(d.connections().getFirst().kill()).isNull();
    }

    @Test
    void whoGetsAnswersEndsTheConnectionItself() throws IOException {
        assertThat(judged(probed(true))).isEqualTo(VerdictClass.HOST_ABORT);
    }

    /** Its number lies behind what had arrived by then, so the receiver dropped it. */
    @Test
    void aResetThatTheStreamOutlivesCutsNothing() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500).handshake().upload(20);
        d.server(Packet.RST).seq(d.server.seq - 5000).ttl(200).window(0).send();
        Diagnosis diagnosis = Retries.diagnose(d.pause(0.01).upload(20).close());
        assertThat(judged(diagnosis)).isEqualTo(VerdictClass.HEALTHY);
        assertThat(rules(diagnosis)).contains("ignored-reset");
    }

    @Test
    void aPathThatIsDarkForAWhileAndComesBackWasDown() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500).handshake().upload(40).data().ladder(4).pause(0.01);
        assertThat(judged(Retries.diagnose(d.ack().upload(20).close()))).isEqualTo(VerdictClass.PATH_OUTAGE);
    }

    /**
     * A device has reset the client, whose kernel answers for the socket it no longer has. A moment ago this host was sending; none
     * restarts so soon, and a program that ends leaves a FIN, or a RST that acknowledges.
     */
    @Test
    void whoWasSendingAMomentAgoHasNotRestarted() throws IOException {
        Dialogue d = new Dialogue(new Tap("server.pcap", 2, 0));
        d.connection(50001, 2500).handshake().upload(40);
        d.server(Packet.PSH | Packet.ACK).length(12).send().pause(0.21);
        d.server(Packet.PSH | Packet.ACK).length(12).send().pause(0.02);
        d.client(Packet.RST).ipId(0).window(0).send();
        Diagnosis diagnosis = Retries.diagnose(d);
        assertThat(judged(diagnosis)).isEqualTo(VerdictClass.INSUFFICIENT);
        assertThat(rules(diagnosis)).contains("bare-reset", "silence-before-reset");
    }

    @Test
    void whoIsHeardAgainAfterSecondsMayHaveRestarted() throws IOException {
        Dialogue d = new Dialogue(new Tap("server.pcap", 2, 0));
        d.connection(50001, 2500).handshake().upload(40).pause(2);
        d.server(Packet.PSH | Packet.ACK).length(12).send().pause(0.21);
        d.server(Packet.PSH | Packet.ACK).length(12).send().pause(0.02);
        d.client(Packet.RST).ipId(0).window(0).send();
        Diagnosis diagnosis = Retries.diagnose(d);
        assertThat(judged(diagnosis)).isEqualTo(VerdictClass.HOST_ABORT);
        assertThat(rules(diagnosis)).contains("silence-before-reset").doesNotContain("bare-reset");
    }

    /** The server's program is killed in the middle of an upload, all read so far: a FIN, and RSTs for what is sent on. */
    private static void killed(Dialogue d) {
        d.connection(50001, 2500).handshake().upload(40);
        d.server(Packet.FIN | Packet.ACK).send();
        d.server.seq++;
        d.pause(0.01).client(Packet.ACK).send();
        for (int i = 0; i < 8; i++) {
            d.data();
        }
        for (int i = 0; i < 8; i++) {
            d.pause(0.0001).server(Packet.RST).ipId(0).window(0).send();
        }
    }

    @Test
    void aProgramThatIsKilledWasEndedByItsHostAsItsOwnCaptureShows() throws IOException {
        Dialogue d = new Dialogue(new Tap("server.pcap", 2, 0));
        killed(d);
        Diagnosis diagnosis = Retries.diagnose(d);
        assertThat(judged(diagnosis)).isEqualTo(VerdictClass.HOST_ABORT);
        assertThat(rules(diagnosis)).contains("closed-unread");
        assertThat(diagnosis.connections().getFirst().verdict().confidence()).isEqualTo(0.90);
        assertThat(diagnosis.connections().getFirst().close().actor()).isEqualTo("server");
    }

    /** From afar a device with the host's TTL looks the same. */
    @Test
    void aProgramThatIsKilledIsNotToldFromADeviceAfar() throws IOException {
        Dialogue d = new Dialogue(new Tap("client.pcap", 0, 2));
        killed(d);
        Diagnosis diagnosis = Retries.diagnose(d);
        assertThat(judged(diagnosis)).isEqualTo(VerdictClass.INSUFFICIENT);
        assertThat(rules(diagnosis)).doesNotContain("closed-unread");
    }

    @Test
    void aProgramThatIsKilledIsKnownAfarFromTheCaptureAtItsHost() throws IOException {
        Dialogue d = new Dialogue(new Tap("client.pcap", 0, 2), new Tap("server.pcap", 2, 0));
        killed(d);
        Diagnosis diagnosis = Retries.diagnose(d);
        assertThat(diagnosis.connections())
                .extracting(c -> c.verdict().verdictClass())
                .containsExactly(VerdictClass.HOST_ABORT, VerdictClass.HOST_ABORT);
        assertThat(diagnosis.connections().getFirst().evidence())
                .extracting(e -> e.text().key())
                .contains("evidence.closed-unread.elsewhere");
    }

    /** The device resets the server first: what that sends then is no end of its own. */
    @Test
    void aServerThatIsResetBeforeItClosesIsNotBlamed() throws IOException {
        Dialogue d = new Dialogue(new Tap("server.pcap", 2, 0));
        d.connection(50001, 2500).handshake().upload(40);
        d.client(Packet.RST).ipId(0).window(0).send();
        d.server(Packet.FIN | Packet.ACK).send();
        d.server.seq++;
        for (int i = 0; i < 8; i++) {
            d.data().pause(0.0001).server(Packet.RST).ipId(0).window(0).send();
        }
        Diagnosis diagnosis = Retries.diagnose(d);
        assertThat(judged(diagnosis)).isNotEqualTo(VerdictClass.HOST_ABORT);
        assertThat(rules(diagnosis)).doesNotContain("closed-unread");
    }

    /** The server closes what was idle; the client has known for seconds when it uses the connection again. */
    @Test
    void whoWritesLongAfterAnEndInOrderWasNotCutOff() throws IOException {
        Dialogue d = new Dialogue(new Tap("server.pcap", 2, 0));
        d.connection(50001, 2500).handshake().upload(40).pause(4);
        d.server(Packet.FIN | Packet.ACK).send();
        d.server.seq++;
        d.pause(0.01).client(Packet.ACK).send().pause(3);
        for (int i = 0; i < 8; i++) {
            d.data().pause(0.0001).server(Packet.RST).ipId(0).window(0).send();
        }
        Diagnosis diagnosis = Retries.diagnose(d);
        assertThat(judged(diagnosis)).isEqualTo(VerdictClass.INSUFFICIENT);
        assertThat(rules(diagnosis)).doesNotContain("closed-unread");
    }
}
