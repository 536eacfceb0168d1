package io.firewitness.engine;

import static io.firewitness.engine.Innocents.judged;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Dialogue.Packet;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Bytes that never arrive although no device looked at them: routes that take small packets only, losses, paths that forgot. */
class InnocentStallsTest {
    private static final int MOVERS = 3;

    @Test
    void aNewRouteThatTakesSmallPacketsOnlyLeavesNoHole() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500).handshake().upload(40);
        int lost = d.client.seq;
        d.data().data().data();
        int last = d.client.seq;
        d.client(Packet.PSH | Packet.ACK).length(300).send();
        d.client.seq += 300;
        for (double wait = 0.3; wait < 10; wait *= 2) {
            d.pause(0.01).server(Packet.ACK).ackOf(lost).sack(last, last + 300).send();
            d.pause(wait).client(Packet.PSH | Packet.ACK).seq(lost).length(1400).send();
        }
        assertThat(judged(Retries.diagnose(d))).isEqualTo(VerdictClass.INSUFFICIENT);
    }

    /** As a NAT does that forgot the connection while a job waited for its turn. */
    @Test
    void largeDataThatIsLostAfterASilenceIsNoMatterOfSize() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500).handshake();
        d.segment = 200;
        d.upload(3).pause(20);
        d.segment = 1400;
        d.data().ladder(6);
        Diagnosis diagnosis = Retries.diagnose(d);
        assertThat(judged(diagnosis)).isEqualTo(VerdictClass.INSUFFICIENT);
        assertThat(diagnosis.connections().getFirst().evidence())
                .extracting(Evidence::rule)
                .contains("idle")
                .doesNotContain("size-rule");
    }

    /** A path that carries less than every link of IPv6 must is a rarity; a device that drops the certificate is not. */
    @Test
    void aPacketThatEveryPathCarriesIsNotTooLarge() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500).handshake();
        d.segment = 200;
        d.upload(3);
        d.segment = 1200;
        d.data().ladder(6);
        assertThat(judged(Retries.diagnose(d))).isEqualTo(VerdictClass.INSUFFICIENT);
        d.segment = 1400;
        d.pause(20).connection(50002, 2500).handshake().data().ladder(6);
        assertThat(Retries.diagnose(d).connections().get(1).verdict().verdictClass())
                .isEqualTo(VerdictClass.PMTUD_BLACKHOLE);
    }

    @Test
    void aLineThatLosesAThirdLosesSomePieceSixTimes() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500).handshake();
        for (int i = 0; i < 90; i++) {
            d.data();
            if (i % 2 == 0) {
                d.pause(0.3).again();
            }
            d.pause(0.005).ack().pause(0.005);
        }
        int lost = d.client.seq;
        d.data().data().data();
        d.pause(0.01)
                .server(Packet.ACK)
                .ackOf(lost)
                .sack(lost + 1400, lost + 4200)
                .send();
        for (double wait = 0.3; wait < 10; wait *= 2) {
            d.pause(wait).client(Packet.PSH | Packet.ACK).seq(lost).length(1400).send();
        }
        judged(Retries.diagnose(d));
    }

    @Test
    void moversThatStopTogetherAtOnePlaceLostTheirPath() throws IOException {
        Dialogue d = Dialogue.atClient();
        int[][] seq = new int[MOVERS][2];
        for (int i = 0; i < MOVERS; i++) {
            d.connection(50001 + i, 2500).handshake();
            seq[i] = new int[] {d.client.seq, d.server.seq};
        }
        for (int n = 0; n < 100; n++) {
            for (int i = 0; i < MOVERS; i++) {
                on(d, i, seq).data().pause(0.005).ack().pause(0.005);
                seq[i][0] = d.client.seq;
            }
        }
        for (int i = 0; i < MOVERS; i++) {
            on(d, i, seq).data();
        }
        for (double wait = 0.3; wait < 10; wait *= 2) {
            d.pause(wait);
            for (int i = 0; i < MOVERS; i++) {
                on(d, i, seq).data();
            }
        }
        for (int i = 0; i < MOVERS; i++) {
            d.pause(0.5).connection(50011 + i, 2500).handshake().upload(40).close();
        }
        assertThat(judged(Retries.diagnose(d))).isEqualTo(VerdictClass.PATH_OUTAGE);
    }

    private static Dialogue on(Dialogue d, int mover, int[][] seq) {
        d.client.port = 50001 + mover;
        d.client.seq = seq[mover][0];
        d.server.seq = seq[mover][1];
        return d;
    }
}
