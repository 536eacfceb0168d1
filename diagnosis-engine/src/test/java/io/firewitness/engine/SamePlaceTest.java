package io.firewitness.engine;

import static io.firewitness.engine.Retries.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Dialogue.Packet;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.Kill;
import io.firewitness.engine.document.VerdictClass;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same content at other offsets, in other segments, inside TLS: recognised, and only there. */
class SamePlaceTest {
    private static List<String> rules(Diagnosis d) {
        return d.connections().getFirst().evidence().stream()
                .map(Evidence::rule)
                .toList();
    }

    private static List<String> digests(Diagnosis d) {
        return d.connections().stream()
                .map(Connection::kill)
                .map(Kill::segmentDigest)
                .toList();
    }

    private static void cut(Dialogue t) {
        t.data().pause(0.001).server(Packet.RST).ttl(200).window(0).send();
    }

    @Test
    void equalBytesHaveEqualDigestsWhateverTheSegmentsAre() throws IOException {
        int[] sizes = {1400, 1000, 700};
        Diagnosis d = told(Dialogue.atClient(), (t, i) -> {
            t.segment = sizes[i];
            t.handshake().upload(140_000 / sizes[i]);
            cut(t);
        });
        assertThat(digests(d)).allMatch(x -> x.matches("hmac-sha256:[0-9a-f]{64}"));
        assertThat(digests(d).stream().distinct()).hasSize(1);
    }

    @Test
    void aResumedStreamHasTheDigestOfTheFirstAttempt() throws IOException {
        Diagnosis d = told(Dialogue.atClient(), (t, i) -> {
            t.header = i == 0 ? 0 : 211;
            t.resumedAt = i == 0 ? 0 : 20L * t.segment;
            t.handshake().upload(i == 0 ? 40 : 20);
            cut(t);
        });
        assertThat(digests(d).stream().distinct()).hasSize(1);
    }

    /** From some moment on every connection is reset after its greeting and three segments, and each retry begins shortly before the place where the first one died. */
    private static Diagnosis cutAtOnce(boolean doesAnotherGoFurther) throws IOException {
        return told(Dialogue.atClient(), (t, i) -> {
            t.header = i == 0 ? 0 : 40;
            t.resumedAt = i == 0 ? 0 : 397L * t.segment;
            t.handshake();
            if (i > 0) {
                t.client(Packet.PSH | Packet.ACK).length(40).send();
                t.client.seq += 40;
                t.ack();
            }
            t.upload(i == 0 ? 400 : 3);
            cut(t);
            if (doesAnotherGoFurther) {
                t.header = 0;
                t.resumedAt = 0;
                t.pause(1).connection(50100 + i, 2500).handshake().upload(20).close();
            }
        });
    }

    private static List<VerdictClass> cut(Diagnosis d) {
        return d.connections().stream()
                .filter(c -> c.kill() != null)
                .map(c -> c.verdict().verdictClass())
                .toList();
    }

    @Test
    void newConnectionsThatDieAtOnceAreAtOnePlaceForNoBytesSake() throws IOException {
        assertThat(cut(cutAtOnce(false))).hasSize(3).containsOnly(VerdictClass.MIDDLEBOX_RESET);
    }

    @Test
    void theyAreThereForABytesSakeWhereOthersGoFurther() throws IOException {
        assertThat(cut(cutAtOnce(true))).hasSize(3).containsOnly(VerdictClass.FIREWALL_SIGNATURE_RESET);
    }

    /** However much was under way: who answers a packet of a connection that he does not keep acknowledges its last byte. */
    @Test
    void aResetNamesThePacketThatMetIt() throws IOException {
        Diagnosis d = told(Dialogue.atClient(), (t, i) -> {
            t.handshake().upload(150 + 60 * i);
            for (int sent = 150 + 60 * i; sent < 300; sent++) {
                t.data();
            }
            t.pause(0.001).server(Packet.RST | Packet.ACK).ttl(200).window(0).send();
        });
        assertThat(cut(d)).hasSize(3).containsOnly(VerdictClass.FIREWALL_SIGNATURE_RESET);
        assertThat(d.connections())
                .extracting(c -> c.kill().streamOffset())
                .containsExactly(150L * 1400, 210L * 1400, 270L * 1400);
        assertThat(digests(d).stream().distinct()).hasSize(1);
    }

    @Test
    void otherBytesHaveOtherDigests() throws IOException {
        Diagnosis d = told(Dialogue.atClient(), (t, i) -> {
            t.seed = i + 1;
            t.handshake().upload(40);
            cut(t);
        });
        assertThat(digests(d).stream().distinct()).hasSize(3);
    }

    @Test
    void headersAloneHaveNoDigest() throws IOException {
        Diagnosis d = told(new Dialogue(new Tap("headers.pcap", 0, 1).snapLength(96)), (t, i) -> {
            t.handshake().upload(40);
            cut(t);
        });
        assertThat(digests(d)).containsOnlyNulls();
    }

    /** A greeting, then blocks as records: full ones and a shorter last one, whose length is the block's own. */
    private static byte[] tls(int attempt, int firstBlock, long objectSeed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Random keys = new Random(attempt * 31L + 5);
        record(out, 22, 300 + 40 * attempt, keys);
        for (int block = firstBlock; block < 60; block++) {
            int length = 20_000 + new Random(objectSeed + block).nextInt(12_000);
            for (; length > 16_384; length -= 16_384) {
                record(out, 23, 16_384, keys);
            }
            record(out, 23, length, keys);
        }
        return out.toByteArray();
    }

    private static void record(ByteArrayOutputStream out, int type, int length, Random keys) {
        byte[] body = new byte[length];
        keys.nextBytes(body);
        if (type == 22) {
            body[0] = 1;
        }
        out.write(type);
        out.write(3);
        out.write(3);
        out.write(length >>> 8);
        out.write(length);
        out.writeBytes(body);
    }

    /** Stream offset of the object's place at which attempts die: inside block 40. */
    private static int place(byte[] stream, byte[] rest) {
        return stream.length - rest.length + 9_000;
    }

    private static Diagnosis inTls(int[] firstBlocks, long[] objects, int ttl) throws IOException {
        return told(Dialogue.atClient(), (t, i) -> {
            t.stream = tls(i, firstBlocks[i], objects[i]);
            byte[] rest = tls(i, 40, objects[i]);
            int greeting = 5 + 300 + 40 * i;
            int segments = (place(t.stream, rest) + greeting) / t.segment;
            t.handshake().upload(segments).data().pause(0.001);
            t.server(Packet.RST).ttl(ttl).window(0).send();
        });
    }

    @Test
    void insideTlsTheRecordsNameThePlace() throws IOException {
        Diagnosis d = inTls(new int[] {0, 12, 25}, new long[] {7, 7, 7}, 200);
        assertThat(rules(d)).contains("same-records");
        assertThat(d.transfers().getFirst().sameOffset().holds()).isTrue();
        assertThat(d.verdict().verdictClass()).isEqualTo(VerdictClass.FIREWALL_SIGNATURE_RESET);
        assertThat(digests(d).stream().distinct()).hasSize(3);
    }

    @Test
    void otherRecordsInsideTlsNameNoPlace() throws IOException {
        Diagnosis d = inTls(new int[] {0, 12, 25}, new long[] {7, 1007, 2007}, 200);
        assertThat(rules(d)).doesNotContain("same-records");
        assertThat(d.verdict().verdictClass()).isEqualTo(VerdictClass.MIDDLEBOX_RESET);
    }

    @Test
    void theSamePlaceInsideTlsWithTheHostsOwnTtlAccusesNobody() throws IOException {
        Diagnosis d = inTls(new int[] {0, 12, 25}, new long[] {7, 7, 7}, 63);
        assertThat(d.connections()).noneMatch(c -> c.verdict().verdictClass().accusesFirewall());
    }
}
