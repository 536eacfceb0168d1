package io.firewitness.engine;

import static io.firewitness.engine.Innocents.judged;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Dialogue.Packet;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.VerdictClass;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RSTs that end nothing, or what something else has ended before; and an outage that ends by itself. */
class InnocentResetsTest {
    private static List<String> rules(Diagnosis d) {
        return d.connections().getFirst().evidence().stream()
                .map(Evidence::rule)
                .toList();
    }

    /** A client that asks three times after a silence, four seconds apart, and then gives up. */
    private static Diagnosis probed(boolean isAnswered) throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500).handshake().upload(40).pause(20);
        for (int i = 0; i < 3; i++) {
            d.client(Packet.ACK).seq(d.client.seq - 1).send();
            if (isAnswered) {
                d.pause(0.01).ack();
            }
            d.pause(4);
        }
        d.client(Packet.RST | Packet.ACK).send();
        return Retries.diagnose(d);
    }

    @Test
    void whoGetsNoAnswerToItsProbesIsNotTheReason() throws IOException {
        Diagnosis d = probed(false);
        assertThat(judged(d)).isEqualTo(VerdictClass.INSUFFICIENT);
        assertThat(rules(d)).containsExactly("unanswered-probes");
        assertThat(d.connections().getFirst().kill()).isNull();
    }

    @Test
    void whoGetsAnswersEndsTheConnectionItself() throws IOException {
        assertThat(judged(probed(true))).isEqualTo(VerdictClass.HOST_ABORT);
    }

    /** Its number lies behind what had arrived by then, so the receiver dropped it. */
    @Test
    void aResetThatTheStreamOutlivesCutsNothing() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500).handshake().upload(20);
        d.server(Packet.RST).seq(d.server.seq - 5000).ttl(200).window(0).send();
        Diagnosis diagnosis = Retries.diagnose(d.pause(0.01).upload(20).close());
        assertThat(judged(diagnosis)).isEqualTo(VerdictClass.HEALTHY);
        assertThat(rules(diagnosis)).contains("ignored-reset");
    }

    @Test
    void aPathThatIsDarkForAWhileAndComesBackWasDown() throws IOException {
        Dialogue d = Dialogue.atClient();
        d.connection(50001, 2500).handshake().upload(40).data().ladder(4).pause(0.01);
        assertThat(judged(Retries.diagnose(d.ack().upload(20).close()))).isEqualTo(VerdictClass.PATH_OUTAGE);
    }
}
