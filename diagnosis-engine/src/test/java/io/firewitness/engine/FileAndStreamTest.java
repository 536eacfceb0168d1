package io.firewitness.engine;

import static io.firewitness.engine.CaptureBuilder.capture;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.DiagnosisJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain file is read by its headers and its payload read again only around the cuts; a stream is read from the front, twice. */
class FileAndStreamTest {
    /** Three attempts that die in the same block, so that the second pass compares their contents. */
    private static byte[] retries(int segments) {
        CaptureBuilder builder = capture();
        for (int port = 50001; port <= 50003; port++) {
            builder.connection(port, 2500)
                    .handshake()
                    .upload(segments)
                    .data()
                    .foreignReset(64)
                    .pause(30);
        }
        return builder.pcap();
    }

    private static final byte[] RETRIES = retries(800);
    /** Read piecewise, by two threads. */
    private static final byte[] LARGE = retries(4000);

    @TempDir
    Path directory;

    private String asFile(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("x"), bytes);
        return json(Artifact.of("a1", file));
    }

    private static String asStream(byte[] bytes) throws IOException {
        return json(new Artifact("a1", "x", bytes.length, () -> new ByteArrayInputStream(bytes)));
    }

    private static String json(Artifact artifact) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DiagnosisJson.write(Engine.diagnose(List.of(artifact), RulePack.builtIn(), Progress.NONE), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The same packets in two sections of two interfaces each, the second of other byte order. */
    private static byte[] pcapng(byte[] pcap) {
        ByteBuffer in = ByteBuffer.wrap(pcap).position(24);
        ByteBuffer out = ByteBuffer.allocate(pcap.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        section(out);
        boolean isSecond = false;
        while (in.hasRemaining()) {
            if (!isSecond && in.position() > pcap.length / 2) {
                isSecond = true;
                out.order(ByteOrder.BIG_ENDIAN);
                section(out);
            }
            long micros = in.getInt() * 1_000_000L + in.getInt();
            int length = in.getInt(in.position());
            in.position(in.position() + 8);
            int padded = length + 3 & ~3;
            out.putInt(6)
                    .putInt(32 + padded)
                    .putInt(0)
                    .putInt((int) (micros >>> 32))
                    .putInt((int) micros);
            out.putInt(length).putInt(length).put(out.position(), in, in.position(), length);
            in.position(in.position() + length);
            out.position(out.position() + padded).putInt(32 + padded);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void section(ByteBuffer out) {
        out.putInt(0x0A0D0D0A)
                .putInt(28)
                .putInt(0x1A2B3C4D)
                .putInt(1)
                .putLong(-1)
                .putInt(28);
        for (int i = 0; i < 2; i++) {
            out.putInt(1).putInt(20).putInt(1).putInt(262144).putInt(20);
        }
    }

    @Test
    void theTransferIsFoundByItsContentWhereverTheBytesLie() throws IOException {
        Path file = Files.write(directory.resolve("x"), RETRIES);
        Diagnosis d = Engine.diagnose(List.of(Artifact.of("a1", file)), RulePack.builtIn(), Progress.NONE);
        assertThat(d.transfers()).hasSize(1);
        assertThat(d.connections()).hasSize(3);
        assertThat(d.connections())
                .allSatisfy(c -> assertThat(c.kill().streamOffset()).isEqualTo(800L * CaptureBuilder.SEGMENT));
    }

    @Test
    void aPcapFileGivesTheDocumentOfTheStream() throws IOException {
        assertThat(asFile(RETRIES)).isEqualTo(asStream(RETRIES));
    }

    @Test
    void aPcapngFileOfSeveralSectionsGivesTheDocumentOfTheStream() throws IOException {
        byte[] bytes = pcapng(RETRIES);
        assertThat(asFile(bytes)).isEqualTo(asStream(bytes)).contains("\"pcapng\"");
    }

    @Test
    void aFileMayEndAnywhere() throws IOException {
        for (byte[] whole : List.of(RETRIES, pcapng(RETRIES))) {
            for (int cut = 1; cut < 400; cut += 13) {
                byte[] bytes = Arrays.copyOf(whole, whole.length - cut);
                assertThat(asFile(bytes)).isEqualTo(asStream(bytes));
            }
        }
    }

    @Test
    void damageInsideOfAFileIsFoundAtTheSameByte() throws IOException {
        byte[] bytes = RETRIES.clone();
        int record = 24 + (16 + 54) * 2;
        bytes[record + 8] = 0x7F;
        assertThat(asFile(bytes)).isEqualTo(asStream(bytes)).contains("\"brokenAtByte\":" + record);
    }

    @Test
    void aLargeFileReadInPiecesGivesTheDocumentOfTheStream() throws IOException {
        assertThat(LARGE.length).isGreaterThan(16 << 20);
        assertThat(asFile(LARGE)).isEqualTo(asStream(LARGE)).contains("\"streamOffset\":5600000");
        byte[] blocks = pcapng(LARGE);
        assertThat(asFile(blocks)).isEqualTo(asStream(blocks)).contains("\"pcapng\"");
    }

    @Test
    void aLargeFileCutOrDamagedGivesTheDocumentOfTheStream() throws IOException {
        for (byte[] whole : List.of(LARGE, pcapng(LARGE))) {
            byte[] cut = Arrays.copyOf(whole, whole.length - 1700);
            assertThat(asFile(cut)).isEqualTo(asStream(cut));
            byte[] damaged = whole.clone();
            Arrays.fill(damaged, whole.length / 2, whole.length / 2 + 5000, (byte) 0x55);
            assertThat(asFile(damaged)).isEqualTo(asStream(damaged));
        }
    }

    /** Whoever backs up captures sends bytes that look like records; guesses then go wrong, and are found out. */
    @Test
    void recordsInsideOfThePayloadAreNotTakenForThoseOfTheFile() throws IOException {
        byte[] small = new byte[16 + 54];
        ByteBuffer.wrap(small).putInt(1_700_000_000).putInt(1).putInt(54).putInt(54);
        byte[] bytes = LARGE.clone();
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int at = 24;
        while (at < bytes.length) {
            int length = file.getInt(at + 8);
            for (int to = at + 70; to + small.length <= at + 16 + length; to += small.length) {
                file.put(to, small);
            }
            at += 16 + length;
        }
        assertThat(asFile(bytes)).isEqualTo(asStream(bytes)).contains("\"packets\":24015");
    }

    /** Unpacked by a thread of its own, also in the second pass. */
    @Test
    void aCompressedCaptureGivesTheConnectionsOfThePlainOne() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(packed)) {
            gz.write(LARGE);
        }
        byte[] bytes = packed.toByteArray();
        Diagnosis d = diagnose(new Artifact("a1", "x", bytes.length, () -> new ByteArrayInputStream(bytes)));
        Diagnosis plain = diagnose(new Artifact("a1", "x", LARGE.length, () -> new ByteArrayInputStream(LARGE)));
        assertThat(d.artifacts().getFirst().format()).isEqualTo("pcap+gzip");
        assertThat(d.connections()).isEqualTo(plain.connections());
        assertThat(d.transfers()).hasSize(1).isEqualTo(plain.transfers());
    }

    private static Diagnosis diagnose(Artifact artifact) throws IOException {
        return Engine.diagnose(List.of(artifact), RulePack.builtIn(), Progress.NONE);
    }
}
