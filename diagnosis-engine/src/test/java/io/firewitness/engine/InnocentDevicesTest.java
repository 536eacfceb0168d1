package io.firewitness.engine;

import static io.firewitness.engine.Innocents.judged;
import static io.firewitness.engine.Innocents.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Dialogue.Packet;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Devices in the path that end connections for another reason than what is in them. */
class InnocentDevicesTest {
    @Test
    void aBalancersIdleTimeOutIsNoSignature() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(
                        d,
                        (t, i) -> t.handshake()
                                .upload(40)
                                .pause(350.4)
                                .data()
                                .pause(0.002)
                                .server(Packet.RST)
                                .ttl(251)
                                .window(0)
                                .send()))
                .isEqualTo(VerdictClass.IDLE_TIMEOUT_RESET);
    }

    @Test
    void aBalancerThatEndsTheConnectionItselfIsNoSignature() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    t.client(Packet.SYN).send();
                    t.client.seq++;
                    t.pause(0.005).server(Packet.SYN | Packet.ACK).ttl(250).send();
                    t.server.seq++;
                    t.pause(0.005).client(Packet.ACK).send();
                    t.upload(40)
                            .data()
                            .pause(0.006)
                            .server(Packet.RST | Packet.ACK)
                            .ttl(250)
                            .send();
                }))
                .isEqualTo(VerdictClass.MIDDLEBOX_RESET);
    }

    @Test
    void aPortChangedByANatIsUnknownToTheServer() throws IOException {
        Dialogue d = new Dialogue(new Tap("server.pcap", 2, 0));
        assertThat(told(d, (t, i) -> {
                    t.handshake().upload(40).pause(1);
                    t.client.port += 1000;
                    t.data()
                            .server(Packet.RST)
                            .seq(t.server.seq)
                            .ipId(0)
                            .window(0)
                            .send();
                }))
                .isEqualTo(VerdictClass.HOST_ABORT);
    }

    @Test
    void aSuspendedClientBehindANatFindsItsConnectionGone() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(
                        d,
                        (t, i) -> t.handshake()
                                .upload(40)
                                .data()
                                .pause(900)
                                .again()
                                .pause(0.001)
                                .server(Packet.RST)
                                .ttl(255)
                                .window(0)
                                .send()))
                .isIn(VerdictClass.IDLE_TIMEOUT_RESET, VerdictClass.MIDDLEBOX_RESET);
    }

    @Test
    void aLimitOfTimeIsNoSignature() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    long begin = t.micros;
                    t.handshake().upload(100 + 61 * i);
                    t.micros = begin + 60_000_000 - 14_000;
                    t.upload(1)
                            .data()
                            .pause(0.001)
                            .server(Packet.RST)
                            .ttl(200)
                            .window(0)
                            .send();
                }))
                .isIn(VerdictClass.MIDDLEBOX_RESET, VerdictClass.IDLE_TIMEOUT_RESET);
    }

    @Test
    void theSameBytesThatPassedOnceWereNotTheReason() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(
                        d,
                        (t, i) -> t.handshake()
                                .upload(i == 1 ? 80 : 40)
                                .data()
                                .pause(0.001)
                                .server(Packet.RST)
                                .ttl(200)
                                .window(0)
                                .send()))
                .isEqualTo(VerdictClass.MIDDLEBOX_RESET);
    }

    @Test
    void manyConnectionsResetAtOnceAreAnEvent() throws IOException {
        Dialogue d = Dialogue.atClient();
        int[] clientSeq = new int[4];
        int[] serverSeq = new int[4];
        for (int i = 0; i < 4; i++) {
            d.connection(50001 + i, 2500).handshake().upload(40);
            clientSeq[i] = d.client.seq;
            serverSeq[i] = d.server.seq;
        }
        for (int i = 0; i < 4; i++) {
            d.connection(50001 + i, 2500);
            d.client.seq = clientSeq[i];
            d.server.seq = serverSeq[i];
            d.data().pause(0.001).server(Packet.RST).ttl(200).window(0).send();
        }
        assertThat(judged(Retries.diagnose(d))).isEqualTo(VerdictClass.MIDDLEBOX_RESET);
    }
}
