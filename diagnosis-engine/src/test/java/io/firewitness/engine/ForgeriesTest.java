package io.firewitness.engine;

import static io.firewitness.engine.Retries.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Dialogue.Packet;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Connections that a device in the path did cut, in as many ways as devices have. */
class ForgeriesTest {
    private static VerdictClass of(Diagnosis d) {
        return d.verdict().verdictClass();
    }

    @Test
    void aCopiedTtlGivesItselfAwayByItsIdentificationAndItsHaste() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.server.hasTimestamps = true;
        d.client.hasTimestamps = true;
        Diagnosis told = told(
                d,
                (t, i) -> t.handshake()
                        .upload(40)
                        .data()
                        .pause(0.0005)
                        .server(Packet.RST | Packet.ACK)
                        .ipId(54_321 + i)
                        .window(0)
                        .noTimestamp()
                        .mayFragment()
                        .send());
        assertThat(of(told)).isEqualTo(VerdictClass.FIREWALL_SIGNATURE_RESET);
    }

    @Test
    void aResetToTheServerOnlyIsProvenByBothCaptures() throws IOException {
        Tap atClient = new Tap("client.pcap", 0, 2);
        Tap atServer = new Tap("server.pcap", 2, 0);
        Dialogue d = new Dialogue(atClient, atServer);
        Diagnosis told = told(d, (t, i) -> {
            t.handshake().upload(40);
            t.client(Packet.PSH | Packet.ACK).length(t.segment).only(atClient).send();
            t.client(Packet.RST | Packet.ACK)
                    .ttl(63)
                    .ipId(7)
                    .window(0)
                    .only(atServer)
                    .send();
            t.pause(0.3).client.seq += t.segment;
            t.again().pause(0.005).server(Packet.RST).ipId(0).window(0).send();
        });
        assertThat(of(told)).isEqualTo(VerdictClass.FIREWALL_SIGNATURE_RESET);
        assertThat(told.verdict().who().band()).isEqualTo("proven");
    }

    @Test
    void aConnectionThatGoesDarkAtOnePlaceWhileNewOnesWorkIsASilentDrop() throws IOException {
        Dialogue d = Dialogue.atClient();
        Diagnosis told = told(d, (t, i) -> t.handshake().upload(40).data().ladder(6));
        assertThat(of(told)).isEqualTo(VerdictClass.FIREWALL_SILENT_DROP);
    }

    @Test
    void aHoleThatNeverFillsIsASilentDrop() throws IOException {
        Dialogue d = Dialogue.atClient();
        Diagnosis told = told(d, (t, i) -> {
            t.handshake().upload(40);
            int hole = t.client.seq;
            int server = t.server.seq;
            t.data();
            for (int n = 0; n < 4; n++) {
                t.data().pause(0.005);
                t.server(Packet.ACK)
                        .ackOf(hole)
                        .sack(hole + t.segment, t.client.seq)
                        .send();
            }
            int end = t.client.seq;
            for (int n = 0; n < 6; n++) {
                t.pause(0.3 * (1 << n));
                t.client.seq = hole;
                t.data();
                t.client.seq = end;
                t.pause(0.005)
                        .server(Packet.ACK)
                        .seq(server)
                        .ackOf(hole)
                        .sack(hole + t.segment, end)
                        .send();
            }
        });
        assertThat(of(told)).isEqualTo(VerdictClass.FIREWALL_SILENT_DROP);
    }

    @Test
    void hopLimitsTellAsTtlsDo() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.isIpv6 = true;
        Diagnosis told = told(
                d,
                (t, i) -> t.handshake()
                        .upload(40)
                        .data()
                        .pause(0.001)
                        .server(Packet.RST)
                        .ttl(255)
                        .window(0)
                        .send());
        assertThat(of(told)).isEqualTo(VerdictClass.FIREWALL_SIGNATURE_RESET);
    }

    @Test
    void insideATunnelTheInnerHeaderCounts() throws IOException {
        Dialogue d = new Dialogue(new Tap("tunnel.pcap", 0, 1).vxlan());
        Diagnosis told = told(
                d,
                (t, i) -> t.handshake()
                        .upload(40)
                        .data()
                        .pause(0.001)
                        .server(Packet.RST)
                        .ttl(200)
                        .window(0)
                        .send());
        assertThat(of(told)).isEqualTo(VerdictClass.FIREWALL_SIGNATURE_RESET);
    }

    @Test
    void aNatBetweenTwoCapturesHidesNothing() throws IOException {
        Tap atClient = new Tap("client.pcap", 0, 3);
        Tap atServer = new Tap("server.pcap", 3, 0).nat(0xC6336401, 61_000).clock(-7);
        Dialogue d = new Dialogue(atClient, atServer);
        Diagnosis told = told(d, (t, i) -> {
            atServer.nat(0xC6336401, 61_000 + i);
            t.handshake().upload(40);
            t.client(Packet.PSH | Packet.ACK).length(t.segment).only(atClient).send();
            t.pause(0.001)
                    .server(Packet.RST | Packet.ACK)
                    .window(0)
                    .ipId(0)
                    .only(atClient)
                    .send();
            t.pause(0.002)
                    .client(Packet.RST | Packet.ACK)
                    .ttl(64)
                    .only(atServer)
                    .send();
        });
        assertThat(of(told)).isEqualTo(VerdictClass.FIREWALL_SIGNATURE_RESET);
        assertThat(told.verdict().who().band()).isEqualTo("proven");
    }

    @Test
    void aResumedStreamDiesOnTheSameBytesBehindItsHeader() throws IOException {
        Dialogue d = Dialogue.atClient();
        Diagnosis told = told(d, (t, i) -> {
            t.header = i == 0 ? 0 : 211 + 17 * i;
            t.resumedAt = i == 0 ? 0 : 20L * t.segment;
            t.handshake()
                    .upload(i == 0 ? 40 : 20)
                    .data()
                    .pause(0.001)
                    .server(Packet.RST)
                    .ttl(200)
                    .window(0)
                    .send();
        });
        assertThat(of(told)).isEqualTo(VerdictClass.FIREWALL_SIGNATURE_RESET);
    }

    @Test
    void segmentsOfAnotherSizeAtEachRetryHideNoPlace() throws IOException {
        Dialogue d = Dialogue.atClient();
        int[] sizes = {1400, 1000, 700};
        Diagnosis told = told(d, (t, i) -> {
            t.segment = sizes[i];
            t.handshake()
                    .upload(140_000 / sizes[i])
                    .data()
                    .pause(0.001)
                    .server(Packet.RST)
                    .ttl(200)
                    .window(0)
                    .send();
        });
        assertThat(of(told)).isEqualTo(VerdictClass.FIREWALL_SIGNATURE_RESET);
    }

    @Test
    void aClockSetForwardInTheMiddleIsNoIdleTime() throws IOException {
        Tap tap = new Tap("client.pcap", 0, 1);
        Dialogue d = new Dialogue(tap);
        Diagnosis told = told(d, (t, i) -> {
            t.handshake().upload(39).data();
            tap.clock(600);
            t.pause(0.005)
                    .ack()
                    .pause(0.005)
                    .data()
                    .pause(0.001)
                    .server(Packet.RST)
                    .ttl(200)
                    .window(0)
                    .send();
        });
        assertThat(of(told)).isEqualTo(VerdictClass.FIREWALL_SIGNATURE_RESET);
    }
}
