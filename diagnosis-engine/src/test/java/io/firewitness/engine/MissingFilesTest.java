package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Dialogue.Packet;
import io.firewitness.engine.document.Diagnosis;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked for must fit where the cut was recorded, whichever other files lie beside it. */
class MissingFilesTest {
    @Test
    void theOtherSideOfTheCutIsAskedForWhateverWasGivenFirst() throws IOException {
        Tap other = new Tap("other.pcap", 0, 3);
        Dialogue ended = new Dialogue(other);
        ended.connection(40001, 443).handshake().upload(20).close();
        Tap atServer = new Tap("server.pcap", 3, 0);
        Dialogue cut = new Dialogue(atServer);
        cut.connection(50001, 2500).handshake().upload(400).pause(0.1);
        cut.client(Packet.RST | Packet.ACK).send();
        Diagnosis told = Engine.diagnose(
                List.of(other.artifact("a1"), atServer.artifact("a2")), RulePack.builtIn(), Progress.NONE);
        assertThat(told.notEvaluated().getFirst().recipe()).isEqualTo("capture-at-sender");
    }
}
