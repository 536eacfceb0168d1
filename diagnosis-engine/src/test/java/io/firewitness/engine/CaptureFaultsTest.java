package io.firewitness.engine;

import static io.firewitness.engine.document.VerdictClass.FIREWALL_SIGNATURE_RESET;
import static io.firewitness.engine.document.VerdictClass.HOST_ABORT;
import static io.firewitness.engine.document.VerdictClass.INSUFFICIENT;
import static io.firewitness.engine.document.VerdictClass.MIDDLEBOX_RESET;
import static io.firewitness.engine.document.VerdictClass.PMTUD_BLACKHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Dialogue.Packet;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a capture lacks, doubles or mixes must not become somebody's fault. */
class CaptureFaultsTest {
    private static List<VerdictClass> classes(Diagnosis d) {
        return d.connections().stream().map(c -> c.verdict().verdictClass()).toList();
    }

    private static List<String> features(Connection c) {
        return c.evidence().stream().map(e -> e.text().key()).toList();
    }

    /** One provider's gateway sees many tenants: what ends at theirs in the same second says nothing of this one. */
    @Test
    void resetsOfOtherHostsInTheSameSecondAreNoMassEvent() throws IOException {
        Dialogue d = Dialogue.atClient();
        for (int i = 0; i < 3; i++) {
            d.pause(60);
            long start = d.micros;
            for (int tenant = 0; tenant < 4; tenant++) {
                d.micros = start + tenant * 1000L;
                d.client.address = 0x0A000100 + tenant;
                d.server.address = 0x0A000200 + tenant;
                d.connection(50001 + i + 100 * tenant, 2500)
                        .handshake()
                        .upload(40)
                        .data()
                        .pause(0.001);
                d.server(Packet.RST).ttl(40).ipId(0).window(0).send();
            }
        }
        assertThat(classes(Retries.diagnose(d))).hasSize(12).containsOnly(FIREWALL_SIGNATURE_RESET);
    }

    @Test
    void resetsOfOneHostInTheSameSecondAreAMassEvent() throws IOException {
        Dialogue d = Dialogue.atClient();
        for (int i = 0; i < 3; i++) {
            d.pause(60);
            long start = d.micros;
            for (int other = 0; other < 4; other++) {
                d.micros = start + other * 1000L;
                d.server.address = 0x0A000200 + other;
                d.connection(50001 + i + 100 * other, 2500)
                        .handshake()
                        .upload(40)
                        .data()
                        .pause(0.001);
                d.server(Packet.RST).ttl(40).ipId(0).window(0).send();
            }
        }
        assertThat(classes(Retries.diagnose(d))).hasSize(12).containsOnly(MIDDLEBOX_RESET);
    }

    /** Another tenant's transfer that stops in the same second shares no host, and so says nothing of the path. */
    @Test
    void aStallOfOtherHostsIsNoOutageOfThisPath() throws IOException {
        Dialogue d = Dialogue.atClient();
        long start = d.micros;
        for (int tenant = 0; tenant < 3; tenant++) {
            d.micros = start + tenant * 1000L;
            d.client.address = 0x0A000100 + tenant;
            d.server.address = 0x0A000200 + tenant;
            d.connection(50001 + tenant, 2500).handshake().upload(40).data().ladder(6);
        }
        assertThat(classes(Retries.diagnose(d))).hasSize(3).containsOnly(INSUFFICIENT);
    }

    /** The clock of one place runs on during the connection: which RST came first is told by its own order. */
    @Test
    void theHostsAnswerToAForgedResetIsKnownByOrderNotByClocks() throws IOException {
        Tap atClient = new Tap("client.pcap", 0, 2);
        Tap atServer = new Tap("server.pcap", 2, 0);
        Dialogue d = new Dialogue(atClient, atServer);
        for (int i = 0; i < 3; i++) {
            d.connection(50001 + i, 2500).handshake().upload(40);
            d.data();
            d.pause(0.001).client(Packet.RST).ttl(40).only(atServer).send();
            atServer.clock(0.2);
            d.pause(0.001).server(Packet.RST).ipId(0).window(0).send();
            d.pause(5);
        }
        Diagnosis two = Retries.diagnose(d);
        assertThat(features(two.connections().getFirst())).contains("evidence.two-sided-rst.answer");
        assertThat(classes(two)).doesNotContain(HOST_ABORT);
    }

    /** A forged RST has the number that the host's own RST has, but not the TTL that its way would have left. */
    @Test
    void aResetOfTheSameNumberIsNotTheSameReset() throws IOException {
        Tap atClient = new Tap("client.pcap", 0, 2);
        Tap atServer = new Tap("server.pcap", 2, 0);
        Dialogue d = new Dialogue(atClient, atServer);
        for (int i = 0; i < 3; i++) {
            d.connection(50001 + i, 2500).handshake().upload(40).data();
            d.pause(0.001).server(Packet.RST).ttl(40).only(atClient).send();
            d.pause(0.001).server(Packet.RST).only(atServer).send().pause(5);
        }
        Diagnosis two = Retries.diagnose(d);
        assertThat(features(two.connections().getFirst())).doesNotContain("evidence.two-sided-rst.sent");
        assertThat(two.connections().getFirst().verdict().verdictClass()).isEqualTo(FIREWALL_SIGNATURE_RESET);
    }

    /** A box on the wire before the server, with the TTL of a kernel like the server's: nothing tells the two apart. */
    @Test
    void aTransparentBoxBesideTheHostIsNotTheHost() throws IOException {
        Dialogue d = new Dialogue(new Tap("switch.pcap", 3, 0));
        for (int i = 0; i < 3; i++) {
            d.connection(50001 + i, 2500).handshake().upload(40).data().pause(0.001);
            d.server(Packet.RST).ipId(0).window(0).send().pause(5);
        }
        assertThat(classes(Retries.diagnose(d))).containsOnly(INSUFFICIENT);
    }

    /** Without its handshake a connection was not refused: its client had got past that. */
    @Test
    void aResetAfterDataIsNoRefusal() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500);
        d.data().pause(0.001).server(Packet.RST).ttl(40).window(0).send();
        assertThat(classes(Retries.diagnose(d))).containsExactly(INSUFFICIENT);
    }

    @Test
    void aRefusalSeenTwiceIsARefusal() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500).client(Packet.SYN).send();
        d.client.seq++;
        for (int copy = 0; copy < 2; copy++) {
            d.server(Packet.RST | Packet.ACK).ipId(0).window(0).send();
        }
        assertThat(classes(Retries.diagnose(d))).containsExactly(HOST_ABORT);
    }

    /** Captures of several queues: the SYN is written behind its answer. */
    @Test
    void aSynBehindItsAnswerBeginsNoOtherConnection() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500);
        int first = d.client.seq++;
        d.server(Packet.SYN | Packet.ACK).send();
        d.server.seq++;
        d.client(Packet.ACK).send();
        d.client(Packet.SYN).seq(first).send();
        d.upload(40).close();
        Diagnosis one = Retries.diagnose(d);
        assertThat(classes(one)).containsExactly(VerdictClass.HEALTHY);
        assertThat(one.connections().getFirst().payloadBytes().clientToServer()).isEqualTo(40L * Dialogue.SEGMENT);
    }

    /** Two taps, one file: what the host sent before its RST is written behind it. */
    @Test
    void whatAResetOvertookDoesNotShowThatItsHostLives() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500).handshake().upload(40).data().data();
        int last = d.client.seq;
        d.server(Packet.RST | Packet.ACK).ipId(0).window(0).send();
        d.client.seq = last - Dialogue.SEGMENT;
        d.ack();
        d.client.seq = last;
        d.ack();
        assertThat(features(Retries.diagnose(d).connections().getFirst())).doesNotContain("evidence.acks-after-reset");
    }

    @Test
    void aHostsAnswerWrittenBeforeTheForgedResetIsAnAnswerAllTheSame() throws IOException {
        Dialogue d = Dialogue.atClient();
        for (int i = 0; i < 3; i++) {
            d.connection(50001 + i, 2500).handshake().upload(40).data().pause(0.001);
            d.client(Packet.RST).ipId(0).window(0).send();
            d.server(Packet.RST).ttl(40).ipId(0).window(0).send().pause(5);
        }
        assertThat(classes(Retries.diagnose(d))).containsOnly(FIREWALL_SIGNATURE_RESET);
    }

    /** Only the sender was recorded: it went on sending what nobody answered, and gave up. */
    @Test
    void whoGivesUpUnheardIsNotTheCause() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500).client(Packet.SYN).send();
        d.client.seq++;
        d.server.seq++;
        d.client(Packet.ACK).send();
        for (int i = 0; i < 40; i++) {
            d.data().pause(0.01);
        }
        d.ladder(4).pause(3).client(Packet.RST | Packet.ACK).send();
        assertThat(classes(Retries.diagnose(d))).containsExactly(INSUFFICIENT);
    }

    /** Nothing is known of what passed before the capture began. */
    @Test
    void aCaptureBegunInAStallShowsNoSizeLimit() throws IOException {
        Tap tap = new Tap("client.pcap", 0, 1).open(false);
        Dialogue d = new Dialogue(tap);
        for (int i = 0; i < 2; i++) {
            d.connection(50001 + i, 2500).handshake().upload(40);
            d.server.seq += 20;
            tap.open(true);
            d.ack().data().ladder(6).pause(3);
            tap.open(false);
        }
        assertThat(classes(Retries.diagnose(d))).doesNotContain(PMTUD_BLACKHOLE);
    }

    /** Every link carries IPv6 packets of 1280 bytes (RFC 8200, section 5). */
    @Test
    void aSmallPacketOfIpv6IsNotLostForItsSize() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.isIpv6 = true;
        d.segment = 700;
        for (int i = 0; i < 2; i++) {
            d.connection(50001 + i, 2500).handshake().data().ladder(6).pause(3);
        }
        assertThat(classes(Retries.diagnose(d))).doesNotContain(PMTUD_BLACKHOLE);
    }

    /** A host answers for a socket that it closed; the RST that closed it may be among the packets that were lost. */
    @Test
    void aLossyCaptureDoesNotShowWhyASocketWasGone() throws IOException {
        Tap tap = new Tap("client.pcap", 0, 1);
        Dialogue d = new Dialogue(tap);
        for (int i = 0; i < 3; i++) {
            d.connection(50001 + i, 2500).handshake().upload(30);
            tap.open(false);
            d.data();
            tap.open(true);
            d.pause(0.005).ack().upload(10);
            d.pause(0.1).client(Packet.RST).ipId(0).window(0).send().pause(5);
        }
        assertThat(classes(Retries.diagnose(d))).containsOnly(INSUFFICIENT);
    }

    /** Only SYN, FIN and RST were recorded: whether the data flowed in between is not known. */
    @Test
    void aFilterOnFlagsShowsNoHealthyTransfer() throws IOException {
        Tap tap = new Tap("client.pcap", 0, 1);
        Dialogue d = new Dialogue(tap);
        d.connection(50001, 2500).client(Packet.SYN).send();
        d.client.seq++;
        d.server(Packet.SYN | Packet.ACK).send();
        d.server.seq++;
        tap.open(false);
        d.upload(40);
        tap.open(true);
        d.close();
        assertThat(classes(Retries.diagnose(d))).containsExactly(INSUFFICIENT);
    }
}
