package io.firewitness.engine.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetiredFlowsTest {
    private static final int ACK = Packet.ACK;
    private static final int RAW_IP = 101;
    private static final long SECOND = 1_000_000_000L;

    private final Tracker tracker = new Tracker(100);
    private final Packet p = new Packet();
    private long time = 1000 * SECOND;

    private void packet(int port, boolean fromClient, int flags, int sequence, int acknowledgement, int length) {
        p.isFound = true;
        p.link = RAW_IP;
        p.time = time += SECOND / 100;
        p.sourceLow = fromClient ? 1 : 2;
        p.targetLow = fromClient ? 2 : 1;
        p.sourcePort = fromClient ? port : 2500;
        p.targetPort = fromClient ? 2500 : port;
        p.protocol = Decoder.TCP;
        p.flags = flags;
        p.sequence = sequence;
        p.acknowledgement = acknowledgement;
        p.ttl = fromClient ? 128 : 63;
        p.window = 1000;
        p.payloadLength = length;
        p.ipLength = 40 + length;
        tracker.track(p);
    }

    private void begin(int port, int length) {
        packet(port, true, Packet.SYN, 0, 0, 0);
        packet(port, false, Packet.SYN | ACK, 0, 1, 0);
        packet(port, true, ACK, 1, 1, length);
        packet(port, false, ACK, 1, 1 + length, 0);
        packet(port, true, ACK, 1 + length, 1, length);
        packet(port, false, ACK, 1, 1 + 2 * length, 10);
        packet(port, true, ACK, 1 + 2 * length, 11, 0);
    }

    private void close(int port, int length) {
        packet(port, true, Packet.FIN | ACK, 1 + 2 * length, 11, 0);
        packet(port, false, Packet.FIN | ACK, 11, 2 + 2 * length, 0);
        packet(port, true, ACK, 2 + 2 * length, 12, 0);
        time += SECOND;
    }

    @Test
    void whatEndedWellMakesRoomAndIsCounted() {
        begin(1, 500);
        packet(1, false, Packet.RST | ACK, 11, 1001, 0);
        for (int port = 2; port <= 5000; port++) {
            begin(port, port == 2 ? 700 : 400);
            close(port, port == 2 ? 700 : 400);
        }
        assertThat(tracker.untracked).isZero();
        assertThat(tracker.packets).isEqualTo(8 + 4999 * 10);
        assertThat(tracker.flows()).hasSizeLessThanOrEqualTo(100);
        assertThat(tracker.retired().count() + tracker.flows().size()).isEqualTo(5000);
        assertThat(tracker.flows().getFirst().resetCount()).isOne();
        RetiredFlows.OfPair pair =
                tracker.retired().pairs().get(tracker.flows().getFirst().pair());
        assertThat(pair.largest()).isEqualTo(1400);
        assertThat(pair.bytes()).isEqualTo(1400 + (tracker.retired().count() - 1) * 800.0);
        assertThat(pair.pastExchange()).isEqualTo((int) tracker.retired().count());
        assertThat(pair.clientTtls().mode()).isEqualTo(128);
        assertThat(pair.serverTtls().mode()).isEqualTo(63);
    }

    @Test
    void whatIsNotOverIsKeptAndWhatFindsNoRoomIsReported() {
        for (int port = 1; port <= 150; port++) {
            begin(port, 500);
        }
        assertThat(tracker.flows()).hasSize(100);
        assertThat(tracker.retired().count()).isZero();
        assertThat(tracker.untracked).isEqualTo(50 * 7);
    }

    @Test
    void whatClosedJustNowMayStillGetLateSegments() {
        for (int port = 1; port <= 100; port++) {
            begin(port, 500);
        }
        close(100, 500);
        begin(101, 500);
        assertThat(tracker.retired().count()).isZero();
        assertThat(tracker.untracked).isEqualTo(7);
    }
}
