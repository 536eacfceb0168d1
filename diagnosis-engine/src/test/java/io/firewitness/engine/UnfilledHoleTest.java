package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Dialogue.Packet;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A receiver waits for a piece that is dropped before it, again and again, until one of the applications closes. */
class UnfilledHoleTest {
    private static VerdictClass atServer(double waited, boolean byClient) throws IOException {
        Dialogue d = new Dialogue(new Tap("server.pcap", 3, 0));
        return Retries.told(d, (t, i) -> {
                    t.handshake().upload(400);
                    int missing = t.client.seq;
                    t.client.seq += 1400;
                    int behind = t.client.seq;
                    for (int n = 0; n < 8; n++) {
                        t.data().pause(0.001);
                        t.server(Packet.ACK)
                                .ackOf(missing)
                                .sack(behind, t.client.seq)
                                .send();
                    }
                    t.pause(waited);
                    (byClient
                                    ? t.client(Packet.RST | Packet.ACK)
                                    : t.server(Packet.RST | Packet.ACK).ackOf(missing))
                            .send();
                })
                .verdict()
                .verdictClass();
    }

    @Test
    void theHostThatGivesUpIsNotTheCause() throws IOException {
        assertThat(atServer(9, true)).isEqualTo(VerdictClass.INSUFFICIENT);
        assertThat(atServer(9, false)).isEqualTo(VerdictClass.INSUFFICIENT);
    }

    @Test
    void aHostThatClosesWhileDataIsUnderWayIs() throws IOException {
        assertThat(atServer(0.4, true)).isEqualTo(VerdictClass.HOST_ABORT);
    }
}
