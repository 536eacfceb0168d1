package io.firewitness.engine;

import static io.firewitness.engine.Retries.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Dialogue.Packet;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules about the sender beyond TTL and identification: where each speaks, where it is silent, and what only looks like it. */
class SenderEvidenceTest {
    private static final long FORTINET = 0x00090F000001L;
    private static final byte[] ALERT = {21, 3, 3, 0, 2, 2, 40};

    private static List<String> statements(Diagnosis d, String rule) {
        return d.connections().getFirst().evidence().stream()
                .filter(e -> e.rule().equals(rule))
                .map(Evidence::statement)
                .toList();
    }

    private static VerdictClass of(Diagnosis d) {
        return d.verdict().verdictClass();
    }

    @Test
    void aResetFromAnotherStationOfTheSegmentNamesItsMaker() throws IOException {
        Diagnosis d = told(
                Dialogue.atClient(),
                (t, i) -> t.handshake()
                        .upload(40)
                        .data()
                        .pause(0.006)
                        .server(Packet.RST)
                        .mac(FORTINET)
                        .window(0)
                        .send());
        assertThat(statements(d, "rst-station"))
                .containsExactly("The RST from 10.0.2.20 came onto the captured segment from station 00:09:0f:00:00:01,"
                        + " made by Fortinet; all its other packets come from 02:00:00:00:00:01");
        assertThat(of(d)).isEqualTo(VerdictClass.FIREWALL_SIGNATURE_RESET);
    }

    @Test
    void aResetFromTheUsualGatewayTellsNoStation() throws IOException {
        Diagnosis d = told(
                Dialogue.atClient(),
                (t, i) -> t.handshake()
                        .upload(40)
                        .data()
                        .pause(0.006)
                        .server(Packet.RST)
                        .window(0)
                        .send());
        assertThat(statements(d, "rst-station")).isEmpty();
    }

    @Test
    void aResetThroughTheSecondGatewayAccusesNobody() throws IOException {
        Dialogue talk = Dialogue.atClient();
        long first = talk.server.mac;
        long second = first + 1;
        talk.connection(49_000, 2500);
        talk.server.mac = second;
        talk.handshake().upload(40).close();
        talk.server.mac = first;
        Diagnosis d = told(
                talk,
                (t, i) -> t.handshake()
                        .upload(40)
                        .data()
                        .pause(0.006)
                        .server(Packet.RST)
                        .mac(second)
                        .window(0)
                        .send());
        assertThat(d.connections().get(1).evidence())
                .filteredOn(e -> e.rule().equals("rst-station"))
                .extracting(Evidence::logOdds)
                .allSatisfy(w -> assertThat(Math.abs(w)).isLessThanOrEqualTo(0.3));
        assertThat(d.connections()).noneMatch(c -> c.verdict().verdictClass().accusesFirewall());
    }

    @Test
    void anEndBehindWhichItsSenderGoesOnIsForged() throws IOException {
        Diagnosis d = told(Dialogue.atClient(), (t, i) -> {
            t.handshake().upload(40).data().pause(0.001);
            t.server(Packet.FIN | Packet.ACK).ttl(200).send();
            t.pause(0.005).ack().pause(0.005);
            t.client(Packet.FIN | Packet.ACK).send();
        });
        assertThat(statements(d, "injected-segment"))
                .containsExactly(
                        "10.0.2.20 went on after this end of its stream, which has TTL 200 while its own packets"
                                + " have 63: a device in the path closed in its name");
        assertThat(of(d)).isEqualTo(VerdictClass.FIREWALL_SIGNATURE_RESET);
        Connection first = d.connections().getFirst();
        assertThat(first.close().type()).isEqualTo("fin");
        assertThat(first.close().actor()).isEqualTo("device");
        assertThat(first.kill().streamOffset()).isEqualTo(41L * Dialogue.SEGMENT);
    }

    @Test
    void anEndThatIsFirstOnANewRouteIsTheSendersOwn() throws IOException {
        Diagnosis d = told(Dialogue.atClient(), (t, i) -> {
            t.server.detour = 0;
            t.handshake().upload(40);
            t.server.detour = 12;
            t.close();
            t.ack();
        });
        assertThat(statements(d, "injected-segment")).isEmpty();
        assertThat(of(d)).isEqualTo(VerdictClass.HEALTHY);
    }

    @Test
    void anEndThatOvertookDataOnAnotherRouteIsTheSendersOwn() throws IOException {
        Diagnosis d = told(Dialogue.atClient(), (t, i) -> {
            t.handshake().upload(40);
            int behind = t.client.seq;
            t.client.seq += t.segment;
            t.client(Packet.FIN | Packet.ACK).ttl(200).send();
            t.client.seq = behind;
            t.pause(0.02).data().client.seq++;
            t.pause(0.005).ack().pause(0.005).server(Packet.FIN | Packet.ACK).send();
            t.server.seq++;
            t.pause(0.005).client(Packet.ACK).send();
        });
        assertThat(statements(d, "injected-segment")).isEmpty();
        assertThat(of(d)).isEqualTo(VerdictClass.HEALTHY);
    }

    @Test
    void aKeepAliveBehindTheEndIsNoDataOverIt() throws IOException {
        Diagnosis d = told(Dialogue.atClient(), (t, i) -> {
            t.handshake().upload(40).client(Packet.FIN | Packet.ACK).send();
            t.client.seq++;
            t.pause(0.005).ack().pause(8);
            t.client(Packet.ACK).seq(t.client.seq - 1).length(1).send();
            t.pause(0.005).ack();
            t.server(Packet.FIN | Packet.ACK).send();
            t.server.seq++;
            t.pause(0.005).client(Packet.ACK).send();
        });
        assertThat(statements(d, "injected-segment")).isEmpty();
        assertThat(of(d)).isEqualTo(VerdictClass.HEALTHY);
    }

    @Test
    void aWebPageInsideTlsIsADevicesBlockPage() throws IOException {
        byte[] page = "HTTP/1.1 403 Forbidden\r\n\r\nblocked".getBytes(StandardCharsets.US_ASCII);
        Diagnosis d = told(Dialogue.atClient(), (t, i) -> {
            greeting(t.handshake());
            t.ack().pause(0.001);
            t.server(Packet.PSH | Packet.ACK).payload(page).ttl(200).send();
            t.server(Packet.RST | Packet.ACK)
                    .seq(t.server.seq + page.length)
                    .ttl(200)
                    .send();
        });
        assertThat(statements(d, "injected-segment"))
                .containsExactly(
                        "A web page stands inside a stream that is none; it has TTL 200, the packets of 10.0.2.20"
                                + " have 63: a device's block page");
        assertThat(of(d)).isEqualTo(VerdictClass.KEY_EXCHANGE_BLOCKED);
    }

    @Test
    void aServerThatSpeaksInClearIsNoBlockPage() throws IOException {
        byte[] page = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        Diagnosis d = told(Dialogue.atClient(), (t, i) -> {
            greeting(t.handshake());
            t.ack().pause(0.005);
            t.server(Packet.PSH | Packet.ACK).payload(page).send();
            t.server.seq += page.length;
            t.close();
        });
        assertThat(statements(d, "injected-segment")).isEmpty();
        assertThat(d.connections()).noneMatch(c -> c.verdict().verdictClass().accusesFirewall());
    }

    @Test
    void anAlertOfAnotherTtlIsADevicesRefusal() throws IOException {
        Diagnosis d = told(Dialogue.atClient(), (t, i) -> {
            greeting(t.handshake());
            t.ack().pause(0.001);
            t.server(Packet.PSH | Packet.ACK).payload(ALERT).ttl(200).send();
            t.server(Packet.FIN | Packet.ACK).seq(t.server.seq + 7).ttl(200).send();
        });
        assertThat(of(d)).isEqualTo(VerdictClass.KEY_EXCHANGE_BLOCKED);
        assertThat(statements(d, "server-alert")).isEmpty();
    }

    @Test
    void aServersOwnAlertIsItsOwnRefusal() throws IOException {
        Diagnosis d = told(Dialogue.atClient(), (t, i) -> {
            greeting(t.handshake());
            t.ack().pause(0.005);
            t.server(Packet.PSH | Packet.ACK).payload(ALERT).send();
            t.server.seq += 7;
            t.close();
        });
        assertThat(of(d)).isEqualTo(VerdictClass.HOST_ABORT);
        assertThat(statements(d, "server-alert"))
                .containsExactly("10.0.2.20 refused the key exchange itself, with an alert");
    }

    private static void greeting(Dialogue t) {
        byte[] hello = new byte[300];
        System.arraycopy(new byte[] {22, 3, 1, 1, 39, 1}, 0, hello, 0, 6);
        t.client(Packet.PSH | Packet.ACK).payload(hello).send();
        t.client.seq += hello.length;
        t.pause(0.005);
    }

    @Test
    void aResetThatAcknowledgesWhatNeverArrivedIsProvenForged() throws IOException {
        Tap atClient = new Tap("client.pcap", 0, 2);
        Tap atServer = new Tap("server.pcap", 2, 0);
        Dialogue talk = new Dialogue(atClient, atServer);
        Diagnosis d = told(talk, (t, i) -> {
            t.handshake().upload(40);
            t.client(Packet.PSH | Packet.ACK).length(t.segment).only(atClient).send();
            t.client.seq += t.segment;
            t.pause(0.001)
                    .server(Packet.RST | Packet.ACK)
                    .ipId(0)
                    .only(atClient)
                    .send();
            t.pause(0.2)
                    .client(Packet.RST)
                    .ttl(63)
                    .seq(t.client.seq - t.segment)
                    .only(atServer)
                    .send();
        });
        assertThat(statements(d, "names-undelivered"))
                .containsExactly(
                        "The RST acknowledges 1,400 bytes that never came to 10.0.2.20: server.pcap ends before"
                                + " them. Whoever made it read them on their way");
        assertThat(d.verdict().who().band()).isEqualTo("proven");
    }

    @Test
    void aResetOfAHostThatGotTheDataIsNoProof() throws IOException {
        Tap atClient = new Tap("client.pcap", 0, 2);
        Tap atServer = new Tap("server.pcap", 2, 0);
        Diagnosis d = told(
                new Dialogue(atClient, atServer),
                (t, i) -> t.handshake()
                        .upload(40)
                        .data()
                        .pause(0.005)
                        .server(Packet.RST | Packet.ACK)
                        .send());
        assertThat(statements(d, "names-undelivered")).isEmpty();
        assertThat(of(d)).isEqualTo(VerdictClass.HOST_ABORT);
    }

    @Test
    void aClockSetBackTakesTimesOutOfTheEvidence() throws IOException {
        Tap tap = new Tap("client.pcap", 0, 1);
        Diagnosis d = told(new Dialogue(tap), (t, i) -> {
            t.handshake().upload(40);
            tap.clock(-3);
            t.upload(5)
                    .data()
                    .pause(0.001)
                    .server(Packet.RST)
                    .ttl(200)
                    .window(0)
                    .send();
        });
        assertThat(statements(d, "clock-step"))
                .containsExactly("The clock of this capture was set back by 3 s near the end of the connection: what"
                        + " rests on times is not counted");
        assertThat(statements(d, "busy")).isEmpty();
        assertThat(of(d)).isEqualTo(VerdictClass.FIREWALL_SIGNATURE_RESET);
    }

    @Test
    void smallPiecesThatDieAsWellRefuteASizeLimit() throws IOException {
        Diagnosis d = told(Dialogue.atClient(), (t, i) -> {
            t.segment = Dialogue.SEGMENT;
            t.handshake().upload(40).data();
            t.client.seq -= t.segment;
            t.segment = 500;
            t.pause(0.3).data().ladder(5);
        });
        assertThat(statements(d, "re-cut"))
                .containsExactly(
                        "The same bytes were sent in pieces down to 540 bytes, and none got through: size is not"
                                + " the reason");
        assertThat(of(d)).isEqualTo(VerdictClass.FIREWALL_SILENT_DROP);
    }
}
