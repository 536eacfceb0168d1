package io.firewitness.engine;

import static io.firewitness.engine.Innocents.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Dialogue.Packet;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Devices that end a connection when it has lasted or carried enough: always at one place, never for what passes there. */
class InnocentLimitsTest {
    private static void cut(Dialogue t) {
        t.data()
                .pause(0.002)
                .server(Packet.RST | Packet.ACK)
                .ttl(64)
                .window(0)
                .mayFragment()
                .send();
    }

    @Test
    void aLimitOfTimeAtAnEvenPaceEndsAtOnePlaceForNoByte() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    t.handshake().upload(100).pause(3.99 + 0.004 * i);
                    t.upload(1);
                    cut(t);
                }))
                .isEqualTo(VerdictClass.MIDDLEBOX_RESET);
    }

    @Test
    void aLimitOfVolumeEndsAtOnePlaceWhateverIsThere() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    t.seed = 10 + i;
                    t.handshake().upload(100 + 7 * i).upload(100 - 7 * i);
                    t.pause(0.3 * i);
                    cut(t);
                }))
                .isEqualTo(VerdictClass.MIDDLEBOX_RESET);
    }

    /** The count runs out at one byte; how much of what was under way had been acknowledged by then differs. */
    @Test
    void aLimitOfVolumeIsSeenWhateverWasUnderWay() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    t.seed = 40 + i;
                    int acked = 100 - 9 * i;
                    t.handshake().upload(acked).pause(0.3 * i);
                    int from = t.client.seq;
                    for (int n = acked; n < 106; n++) {
                        t.data();
                    }
                    t.pause(0.002)
                            .server(Packet.RST)
                            .ackOf(from)
                            .ttl(253)
                            .window(0)
                            .send();
                }))
                .isEqualTo(VerdictClass.MIDDLEBOX_RESET);
    }

    @Test
    void aLimitOfVolumeIsSeenWhereTwoObjectsAreTriedInTurn() throws IOException {
        Dialogue d = Dialogue.atClient();
        for (int i = 0; i < 4; i++) {
            d.connection(50001 + i, 2500);
            d.seed = 30 + i % 2;
            d.handshake().upload(600 + 7 * i).upload(200 - 7 * i);
            d.pause(0.3 * i).data().pause(0.002);
            d.server(Packet.RST).ttl(253).window(0).mayFragment().send();
            d.pause(5);
        }
        assertThat(Innocents.judged(Retries.diagnose(d))).isEqualTo(VerdictClass.MIDDLEBOX_RESET);
    }

    @Test
    void aQuotaThatDropsEndsAtOnePlaceWhateverIsThere() throws IOException {
        Dialogue d = Dialogue.atClient();
        assertThat(told(d, (t, i) -> {
                    t.seed = 20 + i;
                    t.handshake().upload(200).pause(0.1 * i).data().ladder(6);
                }))
                .isEqualTo(VerdictClass.INSUFFICIENT);
    }
}
