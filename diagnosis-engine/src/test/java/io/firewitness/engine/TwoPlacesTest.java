package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.firewitness.engine.Dialogue.Packet;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.Match;
import io.firewitness.engine.document.Pointer;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two captures of one connection whose handshake one of them missed, and of one UDP conversation. */
class TwoPlacesTest {
    private static final int NAT = 0xC6336401;

    private Tap atClient;
    private Tap atServer;
    private Dialogue talk;

    @BeforeEach
    void place() {
        atClient = new Tap("client.pcap", 0, 3);
        atServer = new Tap("server.pcap", 3, 0);
        talk = new Dialogue(atClient, atServer);
    }

    private static List<String> features(Connection c) {
        return c.evidence().stream().map(e -> e.text().key()).toList();
    }

    /** The server's capture begins in the middle; the client gets a RST the server never sent. */
    private Diagnosis cutInTheMiddle() throws IOException {
        for (int i = 0; i < 3; i++) {
            talk.connection(50001 + i, 2500);
            if (atServer.natAddress != 0) {
                atServer.nat(NAT, 61_000 + i);
            }
            atServer.open(false);
            talk.handshake().upload(10);
            atServer.open(true);
            talk.upload(30);
            talk.client(Packet.PSH | Packet.ACK)
                    .length(talk.segment)
                    .only(atClient)
                    .send();
            talk.pause(0.001)
                    .server(Packet.RST | Packet.ACK)
                    .window(0)
                    .ipId(0)
                    .only(atClient)
                    .send();
            talk.pause(0.5).client(Packet.RST).ttl(61).only(atServer).send();
            talk.pause(5);
        }
        return Retries.diagnose(talk);
    }

    @Test
    void aCaptureBegunInTheMiddleTestifies() throws IOException {
        Diagnosis d = cutInTheMiddle();
        Connection first = d.connections().getFirst();
        assertThat(features(first)).contains("evidence.two-sided-rst.forged");
        assertThat(first.matches()).hasSize(1);
        assertThat(d.verdict().who().band()).isEqualTo("proven");
        assertThat(d.verdict().verdictClass()).isEqualTo(VerdictClass.FIREWALL_SIGNATURE_RESET);
    }

    /** A busy server's recording loses packets unannounced: acknowledgements that reached the client are missing there, so may be the RST. */
    @Test
    void aCaptureThatLacksWhatItsHostSentDoesNotTestify() throws IOException {
        for (int i = 0; i < 3; i++) {
            talk.connection(50001 + i, 2500).handshake().upload(30);
            atServer.open(false);
            talk.upload(4);
            talk.client(Packet.PSH | Packet.ACK).length(talk.segment).send();
            talk.pause(0.02).server(Packet.RST | Packet.ACK).send();
            atServer.open(true);
            talk.pause(5);
        }
        Diagnosis d = Retries.diagnose(talk);
        assertThat(features(d.connections().getFirst()))
                .doesNotContain("evidence.two-sided-rst.forged", "evidence.names-undelivered");
        assertThat(d.connections())
                .extracting(c -> c.verdict().verdictClass())
                .containsOnly(VerdictClass.HOST_ABORT, VerdictClass.INSUFFICIENT)
                .doesNotContain(VerdictClass.FIREWALL_SIGNATURE_RESET);
    }

    /** The gap begins with the RST itself. What is left to tell is that the RST continues the host's own numbering. */
    @Test
    void aResetWithItsHostsOwnNumberWasSentWhateverIsMissing() throws IOException {
        for (int i = 0; i < 3; i++) {
            talk.connection(50001 + i, 2500).handshake().upload(30);
            talk.client(Packet.PSH | Packet.ACK)
                    .length(talk.segment)
                    .only(atClient)
                    .send();
            talk.pause(0.02).server(Packet.RST | Packet.ACK).only(atClient).send();
            talk.pause(5);
        }
        Diagnosis d = Retries.diagnose(talk);
        assertThat(features(d.connections().getFirst()))
                .contains("evidence.ip-id.continue")
                .doesNotContain("evidence.two-sided-rst.forged");
        assertThat(d.connections()).noneMatch(c -> c.verdict().verdictClass().accusesFirewall());
    }

    /**
     * The device resets the client alone. The client's kernel answers all that was under way, more often than is kept; only an answer
     * to what the server sends again gets through, which looks like a host that has restarted.
     */
    @Test
    void aHostThatADeviceResetIsNotBlamedForItsAnswersWhereTheyArrive() throws IOException {
        for (int i = 0; i < 3; i++) {
            talk.connection(50001 + i, 2500).handshake().upload(30 + 60 * i);
            talk.server(Packet.RST).window(0).ipId(0).ttl(40).only(atClient).send();
            for (int n = 0; n < 80; n++) {
                talk.pause(0.0001)
                        .client(Packet.RST)
                        .seq(talk.client.seq - 1 - n)
                        .window(0)
                        .ipId(0)
                        .only(atClient)
                        .send();
            }
            for (double wait = 0.3; wait < 5; wait *= 2) {
                talk.server(Packet.PSH | Packet.ACK)
                        .length(12)
                        .only(atServer)
                        .send()
                        .pause(wait);
            }
            talk.server(Packet.PSH | Packet.ACK).length(12).send().pause(0.02);
            talk.client(Packet.RST).window(0).ipId(0).send().pause(5);
        }
        Diagnosis d = Retries.diagnose(talk);
        assertThat(d.connections())
                .extracting(c -> c.verdict().verdictClass())
                .containsOnly(VerdictClass.MIDDLEBOX_RESET);
        assertThat(features(d.connections().getLast())).contains("evidence.cut-elsewhere");
    }

    @Test
    void behindANatItsPayloadNamesIt() throws IOException {
        atServer.nat(NAT, 61_000).clock(-40);
        Diagnosis d = cutInTheMiddle();
        assertThat(features(d.connections().getFirst())).contains("evidence.two-sided-rst.forged");
        assertThat(d.connections().getFirst().matches().getFirst().delayMs()).isEqualTo(-40_000, within(20.0));
        assertThat(d.verdict().who().band()).isEqualTo("proven");
    }

    @Test
    void behindANatNumbersAloneNameNothing() throws IOException {
        atServer.nat(NAT, 61_000).snapLength(80);
        Diagnosis d = cutInTheMiddle();
        assertThat(d.connections()).allSatisfy(c -> assertThat(c.matches()).isEmpty());
    }

    @Test
    void anotherConnectionOfTheSameEndsIsNotTheSame() throws IOException {
        talk.connection(50001, 2500);
        atServer.open(false);
        talk.handshake().upload(40).close().pause(60);
        atServer.open(true);
        atClient.open(false);
        talk.client.seq += 500_000_000;
        talk.server.seq += 400_000_000;
        talk.upload(40);
        assertThat(Retries.diagnose(talk).connections())
                .allSatisfy(c -> assertThat(c.matches()).isEmpty());
    }

    @Test
    void aPortUsedAgainIsMatchedByItsOwnHandshake() throws IOException {
        talk.connection(50001, 2500).handshake().upload(5).close().pause(10);
        talk.client.seq += 700_000_000;
        talk.server.seq += 600_000_000;
        talk.handshake().upload(5).close();
        Diagnosis d = Retries.diagnose(talk);
        assertThat(d.connections()).hasSize(4);
        assertThat(d.connections()).allSatisfy(c -> assertThat(c.matches()).hasSize(1));
    }

    /** The cut and a second forged RST lie in two files of a ring: both are told, each with the file that holds it. */
    @Test
    void resetsThatTheOtherPlaceLacksAreToldWithTheirFiles() throws IOException {
        int cut = 0;
        for (int i = 0; i < 3; i++) {
            talk.connection(50001 + i, 2500).handshake().upload(30).data().pause(0.001);
            talk.server(Packet.RST).window(0).ipId(0).ttl(40).only(atClient).send();
            cut = i == 0 ? atClient.packets() : cut;
            talk.pause(0.001);
            talk.server(Packet.RST).window(0).ipId(0).ttl(40).only(atClient).send();
            talk.pause(5);
        }
        List<Artifact> files = new ArrayList<>(atClient.ring("c0", "c1", cut));
        files.add(atServer.artifact("s"));
        Diagnosis d = Engine.diagnose(files, RulePack.builtIn(), Progress.NONE);
        Connection first = d.connections().getFirst();
        assertThat(first.artifactId()).isEqualTo("c0");
        assertThat(first.parts()).hasSize(2);
        Match match = first.matches().getFirst();
        assertThat(match.artifact()).isEqualTo("s");
        assertThat(match.unmatched()).containsExactly((long) cut);
        assertThat(match.pointers()).containsExactly(Pointer.packet("c0", cut), Pointer.packet("c1", 1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** One request is lost five times on the way out, or its answer on the way back, while another conversation goes on. */
    private Diagnosis conversation(boolean isRequestLost) throws IOException {
        talk.connection(50001, 6180);
        for (int n = 0; n < 5; n++) {
            talk.datagram(true, bytes("request " + n), atClient, atServer).pause(0.01);
            talk.datagram(false, bytes("answer " + n), atClient, atServer).pause(0.01);
        }
        for (int n = 0; n < 5; n++) {
            talk.connection(50001, 6180);
            if (isRequestLost) {
                talk.datagram(true, bytes("the one"), atClient);
            } else {
                talk.datagram(true, bytes("the one"), atClient, atServer).pause(0.01);
                talk.datagram(false, bytes("its answer"), atServer);
            }
            talk.pause(1).connection(50002, 6180);
            talk.datagram(true, bytes("other " + n), atClient, atServer).pause(0.01);
            talk.datagram(false, bytes("well " + n), atClient, atServer);
        }
        return Retries.diagnose(talk);
    }

    @Test
    void aDatagramThatNeverArrivedWasDiscardedOnTheWay() throws IOException {
        Connection c = conversation(true).connections().getFirst();
        assertThat(c.verdict().verdictClass()).isEqualTo(VerdictClass.FIREWALL_SILENT_DROP);
        assertThat(c.evidence())
                .extracting(Evidence::statement)
                .contains(
                        "The datagram was sent 4 more times and never arrived: server.pcap, recorded beyond, lacks it");
        assertThat(c.matches()).hasSize(1);
    }

    @Test
    void anAnswerThatNeverCameBackWasDiscardedOnTheWay() throws IOException {
        Connection c = conversation(false).connections().getFirst();
        assertThat(c.verdict().verdictClass()).isEqualTo(VerdictClass.FIREWALL_SILENT_DROP);
        assertThat(features(c)).contains("evidence.datagram-undelivered.answer");
    }

    @Test
    void aServerThatDoesNotAnswerDroppedNothingOnTheWay() throws IOException {
        talk.connection(50001, 6180);
        talk.datagram(true, bytes("request"), atClient, atServer).pause(0.01);
        talk.datagram(false, bytes("answer"), atClient, atServer).pause(0.01);
        for (int n = 0; n < 5; n++) {
            talk.datagram(true, bytes("the one"), atClient, atServer).pause(1);
        }
        assertThat(Retries.diagnose(talk).connections())
                .noneMatch(c -> c.verdict().verdictClass().accusesFirewall());
    }
}
