package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Dialogue.Packet;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Everyday ends that look like a firewall's work. Most are told three times at one place: even that must accuse nobody. */
class InnocentsTest {
    private static VerdictClass told(Dialogue d, Retries.Try one) throws IOException {
        return judged(Retries.told(d, one));
    }

    private static VerdictClass judged(Diagnosis diagnosis) {
        assertThat(diagnosis.connections())
                .extracting(Connection::verdict)
                .allSatisfy(v -> assertThat(v.verdictClass().accusesFirewall())
                        .as("%s", v)
                        .isFalse());
        return diagnosis.verdict().verdictClass();
    }

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
    void aResetThatIsFirstOnANewRouteIsNotForeign() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    t.server.detour = 0;
                    t.handshake().upload(40).data();
                    t.server.detour = 2;
                    t.pause(0.006).server(Packet.RST | Packet.ACK).send();
                }))
                .isEqualTo(VerdictClass.HOST_ABORT);
    }

    @Test
    void packetsThatTakeTwoRoutesHaveTwoTtls() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    t.handshake();
                    for (int n = 0; n < 40; n++) {
                        t.server.detour = n % 2 * 9;
                        t.data().pause(0.005).ack().pause(0.005);
                    }
                    t.server.detour = 9;
                    t.data().pause(0.006).server(Packet.RST | Packet.ACK).send();
                }))
                .isEqualTo(VerdictClass.HOST_ABORT);
    }

    @Test
    void aCaptureOfOneWayOnlyAccusesNobody() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    for (int n = 0; n < 40; n++) {
                        t.data().pause(0.01);
                    }
                    t.client(Packet.RST).window(0).send();
                }))
                .isNotIn(VerdictClass.MIDDLEBOX_RESET);
    }

    @Test
    void aCaptureThatLosesPacketsAccusesNobody() throws IOException {
        Tap lossy = new Tap("client.pcap", 0, 1);
        Dialogue d = new Dialogue(lossy);
        assertThat(told(d, (t, i) -> {
                    t.handshake();
                    for (int n = 0; n < 60; n++) {
                        lossy.open(n % 7 != 3);
                        t.data();
                        lossy.open(n % 5 != 2);
                        t.pause(0.005).ack().pause(0.005);
                    }
                    lossy.open(true);
                    t.data().pause(0.006).server(Packet.RST | Packet.ACK).send();
                }))
                .isEqualTo(VerdictClass.HOST_ABORT);
    }

    @Test
    void aMirrorThatShowsPacketsBeforeAndBehindARouterHasNoSecondSender() throws IOException {
        Tap before = new Tap("mirror.pcap", 0, 1);
        Dialogue d = new Dialogue(before);
        assertThat(told(d, (t, i) -> {
                    t.handshake();
                    for (int n = 0; n < 40; n++) {
                        t.data().pause(0.005);
                        int id = t.server.ipId;
                        t.ack();
                        t.server.ipId = id;
                        t.server(Packet.ACK).ttl(62).send().pause(0.005);
                    }
                    t.data().pause(0.006);
                    int id = t.server.ipId;
                    t.server(Packet.RST | Packet.ACK).send();
                    t.server(Packet.RST | Packet.ACK).ipId(id).ttl(62).send();
                }))
                .isEqualTo(VerdictClass.HOST_ABORT);
    }

    @Test
    void segmentsAsTheCardTakesThemAreNoSizeRule() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.segment = 29_200;
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
    void segmentsOutOfOrderAreNoLoss() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    t.handshake();
                    for (int n = 0; n < 40; n++) {
                        int seq = t.client.seq;
                        t.client.seq = seq + t.segment;
                        t.data();
                        t.client.seq = seq;
                        t.data();
                        t.client.seq = seq + 2 * t.segment;
                        t.pause(0.005).ack().pause(0.005);
                    }
                    t.close();
                }))
                .isEqualTo(VerdictClass.HEALTHY);
    }

    @Test
    void keepAlivesKeepAConnectionHealthy() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    t.handshake().upload(20);
                    for (int n = 0; n < 5; n++) {
                        t.pause(75)
                                .client(Packet.ACK)
                                .seq(t.client.seq - 1)
                                .length(1)
                                .send();
                        t.pause(0.005).ack();
                    }
                    t.upload(20).close();
                }))
                .isEqualTo(VerdictClass.HEALTHY);
    }

    @Test
    void packetsTooLargeForThePathAreASizeLimit() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    t.segment = 600;
                    t.handshake().upload(10);
                    t.segment = 1460;
                    t.data().ladder(6);
                }))
                .isEqualTo(VerdictClass.PMTUD_BLACKHOLE);
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
    void aCongestedPathRecovers() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(
                        d,
                        (t, i) -> t.handshake()
                                .upload(40)
                                .data()
                                .ladder(4)
                                .pause(0.005)
                                .ack()
                                .upload(40)
                                .close()))
                .isIn(VerdictClass.PATH_OUTAGE, VerdictClass.PACKET_LOSS);
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
