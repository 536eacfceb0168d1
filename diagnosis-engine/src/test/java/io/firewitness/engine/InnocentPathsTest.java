package io.firewitness.engine;

import static io.firewitness.engine.Innocents.judged;
import static io.firewitness.engine.Innocents.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Dialogue.Packet;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Paths and captures that make an ordinary connection look cut: routes, losses, mirrors, sizes, order. */
class InnocentPathsTest {
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

    /** The line fails, comes back on a way with seven more routers, and the server has restarted meanwhile. */
    @Test
    void aResetAfterAnOutageMayHaveTakenAnotherWay() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    t.server.detour = 0;
                    t.handshake().upload(40 + 9 * i).data().ladder(5);
                    t.server.detour = 7;
                    t.pause(0.01).server(Packet.RST).window(0).ipId(0).send();
                }))
                .isNotIn(VerdictClass.MIDDLEBOX_RESET);
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

    /** All interfaces of a router in one file: what came in is aggregated, what leaves is cut and has one hop less. */
    @Test
    void piecesThatLeaveTheRouterAreNotSentAgain() throws IOException {
        Dialogue d = new Dialogue(new Tap("router.pcap", 1, 1));
        d.connection(50001, 2500).handshake();
        for (int n = 0; n < 40; n++) {
            int seq = d.client.seq;
            d.client(Packet.PSH | Packet.ACK).length(4200).send();
            for (int piece = 0; piece < 3; piece++) {
                d.client(Packet.ACK)
                        .seq(seq + 1400 * piece)
                        .length(1400)
                        .ttl(126)
                        .send();
            }
            d.client.seq = seq + 4200;
            d.pause(0.005).ack().pause(0.005);
        }
        assertThat(judged(Retries.diagnose(d.close()))).isEqualTo(VerdictClass.HEALTHY);
    }

    /** Each segment is longer than the last and its acknowledgement late; all the same long ones arrive. */
    @Test
    void growingSegmentsThatArriveAreNoSizeRule() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500).handshake();
        int lost = d.client.seq;
        for (int n = 0; n < 40; n++) {
            d.segment = 1000 + 10 * n;
            d.data().pause(0.01).server(Packet.ACK).ackOf(lost).send();
            lost = d.client.seq - d.segment;
        }
        lost -= 1380;
        for (double wait = 0.3; wait < 10; wait *= 2) {
            d.pause(wait).client(Packet.PSH | Packet.ACK).seq(lost).length(1000).send();
        }
        Diagnosis diagnosis = Retries.diagnose(d);
        assertThat(judged(diagnosis)).isEqualTo(VerdictClass.INSUFFICIENT);
        assertThat(diagnosis.connections().getFirst().evidence())
                .extracting(Evidence::rule)
                .contains("size-precedent")
                .doesNotContain("size-rule");
    }

    @Test
    void aGreetingThatNobodyAnsweredIsNoTransfer() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 6180).handshake();
        byte[] hello = new byte[300];
        hello[0] = 22;
        hello[1] = 3;
        hello[2] = 1;
        hello[3] = 1;
        hello[4] = 39;
        hello[5] = 1;
        d.client(Packet.PSH | Packet.ACK).payload(hello).send();
        d.client.seq += hello.length;
        d.pause(0.01).ack().pause(0.02);
        assertThat(judged(Retries.diagnose(d.close()))).isEqualTo(VerdictClass.INSUFFICIENT);
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
}
