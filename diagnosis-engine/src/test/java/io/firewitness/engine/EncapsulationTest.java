package io.firewitness.engine;

import static io.firewitness.engine.Encapsulations.ethernet;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Encapsulations.Sample;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever carries the connection, the innermost TCP header is found, and its payload has its exact length. */
class EncapsulationTest {
    private static final int ETHERNET = 14;

    @TempDir
    Path directory;

    static Stream<Sample> samples() {
        return Encapsulations.all().stream();
    }

    private static Diagnosis read(byte[] bytes) throws IOException {
        return Engine.diagnose(List.of(CaptureBuilder.artifact("x", bytes)), RulePack.builtIn(), Progress.NONE);
    }

    /** The connection of {@link Encapsulations#PLAIN}, whatever carried it. */
    private static Connection connection(Diagnosis d) {
        assertThat(d.artifacts().getFirst().status()).isEqualTo("analysed");
        assertThat(d.counts().packetsIgnored()).isZero();
        assertThat(d.connections()).hasSize(1);
        Connection c = d.connections().getFirst();
        assertThat(c.client().address() + ":" + c.client().port()).isEqualTo("10.0.1.10:50001");
        assertThat(c.server().address() + ":" + c.server().port()).isEqualTo("10.0.2.20:2500");
        assertThat(c.payloadBytes().clientToServer()).isEqualTo(4L * CaptureBuilder.SEGMENT);
        assertThat(c.payloadBytes().serverToClient()).isZero();
        assertThat(c.kill().streamOffset()).isEqualTo(3L * CaptureBuilder.SEGMENT);
        return c;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theInnermostConnectionIsJudged(Sample sample) throws IOException {
        Connection c = connection(read(sample.pcap()));
        Connection plain = connection(read(Encapsulations.PLAIN.pcap(1)));
        assertThat(c.verdict()).isEqualTo(plain.verdict());
        assertThat(c.kill().packet()).isEqualTo(Encapsulations.PACKETS);
    }

    /** A file shows only the head of a packet at first. */
    @ParameterizedTest
    @MethodSource("samples")
    void aFileGivesWhatAStreamGives(Sample sample) throws IOException {
        Path file = Files.write(directory.resolve("x"), sample.pcap());
        Diagnosis ofFile = Engine.diagnose(List.of(Artifact.of("a1", file)), RulePack.builtIn(), Progress.NONE);
        assertThat(connection(ofFile).verdict())
                .isEqualTo(connection(read(sample.pcap())).verdict());
    }

    /** Cut inside of any header or payload: nothing is read beyond, and what has a whole TCP header keeps its length. */
    @ParameterizedTest
    @MethodSource("samples")
    void everySnapLengthIsRead(Sample sample) throws IOException {
        Frames frames = Encapsulations.PLAIN.wrapped(sample.layer());
        int headers = frames.list().getFirst().captured();
        for (int length = 1; length < headers; length++) {
            assertThat(read(frames.snapped(length).pcap(sample.link())).connections())
                    .noneMatch(c -> c.transport().equals("tcp"));
        }
        assertThat(connection(read(frames.snapped(headers).pcap(sample.link()))).verdict())
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anOffloadedPacketHasTheLengthOfItsFrame(Sample sample) throws IOException {
        Frames offloaded = Encapsulations.PLAIN.each(f -> {
            f[ETHERNET + 2] = 0;
            f[ETHERNET + 3] = 0;
            return f;
        });
        connection(read(offloaded.wrapped(sample.layer()).pcap(sample.link())));
    }

    @Test
    void whatIsNoTunnelStaysTheDatagramItIs() throws IOException {
        byte[] icmpInside = Encapsulations.hex(
                "0000080000006400" + "4500001c00010000400100000a0909090a090908" + "0800000000010001");
        byte[] datagram = Frames.joined(
                Encapsulations.u16(40000),
                Encapsulations.u16(6081),
                Encapsulations.u16(8 + icmpInside.length),
                Encapsulations.u16(0),
                icmpInside);
        Frames one = Encapsulations.PLAIN.split(f -> List.of(ethernet(datagram(f, datagram))));
        Connection c = read(one.pcap(1)).connections().getFirst();
        assertThat(c.client().address()).isIn("10.0.1.10", "10.0.2.20");
        assertThat(c.server().port()).isEqualTo(6081);
    }

    private static byte[] datagram(byte[] frame, byte[] content) {
        byte[] ip = Frames.joined(Arrays.copyOfRange(frame, ETHERNET, ETHERNET + 20), content);
        ip[9] = 17;
        ByteBuffer.wrap(ip).putShort(2, (short) ip.length);
        return ip;
    }

    @Test
    void fragmentsOfASegmentCountWithTheirBytes() throws IOException {
        for (int most : new int[] {24, 552, 1400}) {
            Frames pieces = Encapsulations.PLAIN.split(f -> {
                byte[] ip = Arrays.copyOfRange(f, ETHERNET, f.length);
                return Encapsulations.fragments(ip, most).stream()
                        .map(Encapsulations::ethernet)
                        .toList();
            });
            connection(read(pieces.pcap(1)));
        }
    }

    @Test
    void fragmentsOfIpv6SegmentsCountToo() throws IOException {
        int[] id = {0};
        Frames pieces = Encapsulations.PLAIN.split(f -> {
            byte[] tcp = Arrays.copyOfRange(f, ETHERNET + 20, f.length);
            boolean fromClient = f[ETHERNET + 15] == 10;
            byte[] ip = Encapsulations.ipv6(6, tcp);
            ip[fromClient ? 23 : 39] = 10;
            ip[fromClient ? 39 : 23] = 20;
            return Encapsulations.fragments6(ip, 552, id[0]++);
        });
        Connection c = read(pieces.pcap(101)).connections().getFirst();
        assertThat(c.client().address()).isEqualTo("2001:db8::a");
        assertThat(c.payloadBytes().clientToServer()).isEqualTo(4L * CaptureBuilder.SEGMENT);
        assertThat(c.kill().streamOffset()).isEqualTo(3L * CaptureBuilder.SEGMENT);
    }

    /** The end of the stream lies behind the last fragment, not behind the first. */
    @Test
    void aFinInFragmentsEndsTheWholeSegment() throws IOException {
        Frames frames = Frames.of(CaptureBuilder.capture()
                .connection(50001, 2500)
                .handshake()
                .upload(2)
                .close());
        Frames pieces = frames.split(f -> {
            byte[] ip = Arrays.copyOfRange(f, ETHERNET, f.length);
            return Encapsulations.fragments(ip, 800).stream()
                    .map(Encapsulations::ethernet)
                    .toList();
        });
        Connection c = read(pieces.pcap(1)).connections().getFirst();
        assertThat(c.verdict().verdictClass().wire()).isEqualTo("healthy");
        assertThat(c.payloadBytes().clientToServer()).isEqualTo(2L * CaptureBuilder.SEGMENT);
    }
}
