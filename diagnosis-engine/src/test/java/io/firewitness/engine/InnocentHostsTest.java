package io.firewitness.engine;

import static io.firewitness.engine.Innocents.judged;
import static io.firewitness.engine.Innocents.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Dialogue.Packet;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Hosts that end their own connections, in ways that look like a firewall's work. */
class InnocentHostsTest {
    @Test
    void aServerThatRestartsAnswersWithAResetOfItsNewStack() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(
                        d,
                        (t, i) -> t.handshake()
                                .upload(40)
                                .data()
                                .ladder(5)
                                .pause(3)
                                .server(Packet.RST)
                                .seq(d.server.seq)
                                .ipId(0)
                                .window(0)
                                .ttl(254)
                                .send()))
                .isEqualTo(VerdictClass.INSUFFICIENT);
    }

    @Test
    void aServerThatRestartsKeepsItsTtl() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(
                        d,
                        (t, i) -> t.handshake()
                                .upload(40)
                                .data()
                                .ladder(5)
                                .pause(3)
                                .server(Packet.RST)
                                .ipId(0)
                                .window(0)
                                .send()))
                .isEqualTo(VerdictClass.HOST_ABORT);
    }

    @Test
    void aHalfOpenConnectionIsResetByTheClientItself() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500).handshake().upload(40);
        int old = d.client.seq;
        d.pause(60);
        d.client.seq = old + 777_777;
        d.client(Packet.SYN).send().pause(0.005);
        d.server(Packet.ACK).ackOf(old).send().pause(0.001);
        d.client(Packet.RST).seq(old).window(0).send();
        assertThat(judged(Retries.diagnose(d))).isEqualTo(VerdictClass.INSUFFICIENT);
    }

    @Test
    void aResetAfterTheServersFinIsAnApplicationThatReadNoMore() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    t.handshake().upload(40).server(Packet.FIN | Packet.ACK).send();
                    t.server.seq++;
                    t.data().pause(0.006).server(Packet.RST).window(0).send();
                }))
                .isNotIn(VerdictClass.MIDDLEBOX_RESET, VerdictClass.IDLE_TIMEOUT_RESET);
    }

    @Test
    void aKilledProcessIsTheHostsOwnEnd() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(
                        d,
                        (t, i) -> t.handshake()
                                .upload(40)
                                .data()
                                .pause(0.006)
                                .server(Packet.RST | Packet.ACK)
                                .send()))
                .isEqualTo(VerdictClass.HOST_ABORT);
    }

    @Test
    void aKilledProcessOnAStackWithoutCountersDoesNotTell() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.server.hasZeroIpId = true;
        assertThat(told(
                        d,
                        (t, i) -> t.handshake()
                                .upload(40)
                                .data()
                                .pause(0.006)
                                .server(Packet.RST)
                                .window(0)
                                .send()))
                .isEqualTo(VerdictClass.INSUFFICIENT);
    }

    @Test
    void aClientThatResetsInsteadOfClosingHarmsNobody() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(
                        d,
                        (t, i) -> t.handshake()
                                .upload(40)
                                .client(Packet.RST | Packet.ACK)
                                .window(0)
                                .send()))
                .isIn(VerdictClass.HOST_ABORT, VerdictClass.HEALTHY);
    }

    @Test
    void aReceiverWithAClosedWindowIsSlow() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    t.handshake().upload(40).data().pause(0.005);
                    t.server(Packet.ACK).window(0).send();
                    for (int n = 0; n < 6; n++) {
                        t.pause(1 << n).client(Packet.ACK).length(1).send();
                        t.pause(0.005).server(Packet.ACK).window(0).send();
                    }
                    t.client(Packet.RST | Packet.ACK).send();
                }))
                .isNotIn(VerdictClass.MIDDLEBOX_RESET, VerdictClass.IDLE_TIMEOUT_RESET);
    }

    @Test
    void aSuspendedClientFindsItsConnectionGone() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(
                        d,
                        (t, i) -> t.handshake()
                                .upload(40)
                                .data()
                                .pause(900)
                                .again()
                                .pause(0.005)
                                .server(Packet.RST)
                                .ipId(0)
                                .window(0)
                                .send()))
                .isIn(VerdictClass.INSUFFICIENT, VerdictClass.HOST_ABORT);
    }

    @Test
    void aRefusedConnectionIsRefusedByItsHost() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    t.client(Packet.SYN).send();
                    t.client.seq++;
                    t.pause(0.005)
                            .server(Packet.RST | Packet.ACK)
                            .seq(0)
                            .ipId(0)
                            .window(0)
                            .send();
                }))
                .isEqualTo(VerdictClass.HOST_ABORT);
    }

    @Test
    void aHostThatGivesItsResetsRandomIdentificationsIsNoDevice() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(
                        d,
                        (t, i) -> t.handshake()
                                .upload(40)
                                .data()
                                .pause(0.006)
                                .server(Packet.RST)
                                .ipId(31_000 + 9_000 * i)
                                .window(0)
                                .send()))
                .isEqualTo(VerdictClass.INSUFFICIENT);
    }

    @Test
    void aHostThatAbortsWithRandomIdentificationsIsNoDevice() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(
                        d,
                        (t, i) -> t.handshake()
                                .upload(40)
                                .data()
                                .pause(0.006)
                                .server(Packet.RST | Packet.ACK)
                                .ipId(31_000 + 9_000 * i)
                                .window(0)
                                .send()))
                .isEqualTo(VerdictClass.INSUFFICIENT);
    }

    @Test
    void aHostThatAcknowledgesLateAndAbortsIsNoDevice() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    t.handshake().upload(40).data().data().data().pause(0.006);
                    t.server(Packet.RST | Packet.ACK).window(0).mayFragment().send();
                }))
                .isIn(VerdictClass.INSUFFICIENT, VerdictClass.HOST_ABORT);
    }

    @Test
    void aFailedServerWhoseOtherConnectionsLiveIsNoDrop() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    // One process hangs with its kernel alive: everything is acknowledged, then the window closes.
                    t.handshake()
                            .upload(40)
                            .data()
                            .pause(0.005)
                            .server(Packet.ACK)
                            .window(0)
                            .send();
                    t.pause(30).client(Packet.RST | Packet.ACK).send();
                }))
                .isNotIn(VerdictClass.MIDDLEBOX_RESET, VerdictClass.IDLE_TIMEOUT_RESET);
    }

    @Test
    void aHostThatHappensToHaveTheOthersWindowIsNoDevice() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.server.window = 24_576;
        assertThat(told(
                        d,
                        (t, i) -> t.handshake()
                                .upload(40)
                                .data()
                                .pause(0.006)
                                .server(Packet.RST | Packet.ACK)
                                .window(d.client.window)
                                .ipId(31_000 + 9_000 * i)
                                .send()))
                .isEqualTo(VerdictClass.INSUFFICIENT);
    }

    @Test
    void acknowledgementsHeldBackMakeNoResetTooFast() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    for (int n = 0; n < 40; n++) {
                        t.data().pause(0.04).ack().pause(0.2);
                    }
                    t.data()
                            .pause(0.0005)
                            .server(Packet.RST | Packet.ACK)
                            .window(0)
                            .send();
                }))
                .isIn(VerdictClass.INSUFFICIENT, VerdictClass.HOST_ABORT);
    }
}
