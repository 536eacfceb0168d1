package io.firewitness.engine;

import static io.firewitness.engine.CaptureBuilder.capture;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind a damaged part reading goes on at the very next record, and never at one that only a payload holds. */
class ResumedReadingTest {
    private static final byte[] NONE = {};

    @TempDir
    Path directory;

    /** 3 packets of the handshake, 400 of data and acknowledgements, 1 of data, 1 RST. */
    private static final int PACKETS = 405;

    private static final Frames FRAMES = Frames.of(
            capture().connection(50001, 2500).handshake().upload(200).data().foreignReset(64));

    private static Diagnosis read(byte[] bytes) throws IOException {
        return Engine.diagnose(List.of(CaptureBuilder.artifact("x", bytes)), RulePack.builtIn(), Progress.NONE);
    }

    private static ArtifactEntry resumed(byte[] bytes, long brokenAt, long skipped, long packets) throws IOException {
        Diagnosis d = read(bytes);
        ArtifactEntry entry = d.artifacts().getFirst();
        assertThat(entry.status()).isEqualTo("analysed-in-part");
        assertThat(entry.reasonText().key()).isEqualTo("artifact.damaged-part-skipped");
        assertThat(entry.brokenAtByte()).isEqualTo(brokenAt);
        assertThat(entry.reasonText().args())
                .isEqualTo(Map.of("byte", brokenAt, "skipped", skipped, "packets", packets));
        assertThat(entry.packets()).isEqualTo(packets);
        Connection c = d.connections().getFirst();
        assertThat(c.payloadBytes().clientToServer()).isEqualTo(201L * CaptureBuilder.SEGMENT);
        assertThat(c.kill().packet()).isEqualTo(packets);
        return entry;
    }

    private static void stopped(byte[] bytes, String reason, long brokenAt, long packets) throws IOException {
        ArtifactEntry entry = read(bytes).artifacts().getFirst();
        assertThat(entry.reasonText().key()).isEqualTo(reason);
        assertThat(entry.brokenAtByte()).isEqualTo(brokenAt);
        assertThat(entry.packets()).isEqualTo(packets);
    }

    /** Offset of a record, counted from 0. */
    private static int record(int number) {
        int at = 24;
        for (int i = 0; i < number; i++) {
            at += 16 + FRAMES.list().get(i).captured();
        }
        return at;
    }

    @Test
    void aDamagedRecordOfPcapIsPassedOver() throws IOException {
        for (ByteOrder order : List.of(LITTLE_ENDIAN, BIG_ENDIAN)) {
            byte[] file = FRAMES.pcap(order, 0xA1B2C3D4, 2, 4, 1);
            Arrays.fill(file, record(100) + 8, record(100) + 12, (byte) -1);
            resumed(file, record(100), record(101) - record(100), PACKETS - 1);
        }
    }

    @Test
    void zerosOfACrashArePassedOver() throws IOException {
        byte[] file = FRAMES.pcap(1);
        Arrays.fill(file, record(100), record(150) + 7, (byte) 0);
        resumed(file, record(100), record(151) - record(100), PACKETS - 51);
    }

    @Test
    void aLengthBeyondTheEndOfTheFileIsDamageWhereRecordsFollow() throws IOException {
        byte[] file = FRAMES.pcap(1);
        ByteBuffer.wrap(file).order(LITTLE_ENDIAN).putInt(record(100) + 8, 900_000);
        resumed(file, record(100), record(101) - record(100), PACKETS - 1);
    }

    @Test
    void severalDamagedPartsAreAddedUp() throws IOException {
        byte[] file = FRAMES.pcap(1);
        Arrays.fill(file, record(100) + 8, record(100) + 12, (byte) -1);
        Arrays.fill(file, record(200) + 8, record(201) + 12, (byte) -1);
        long skipped = (long) record(101) - record(100) + record(202) - record(200);
        resumed(file, record(100), skipped, PACKETS - 3);
    }

    @Test
    void nearTheEndSixteenRecordsLongerThanAFrameSuffice() throws IOException {
        byte[] file = FRAMES.pcap(1);
        int damaged = PACKETS - 18;
        Arrays.fill(file, record(damaged) + 8, record(damaged) + 12, (byte) -1);
        resumed(file, record(damaged), record(damaged + 1) - record(damaged), PACKETS - 1);
        byte[] late = FRAMES.pcap(1);
        int tooLate = PACKETS - 16;
        Arrays.fill(late, record(tooLate) + 8, record(tooLate) + 12, (byte) -1);
        stopped(late, "artifact.impossible-length", record(tooLate), tooLate);
    }

    /** A backup may carry a capture; its records end with the frame they lie in. */
    @Test
    void recordsInsideOfAPayloadAreNotTaken() throws IOException {
        byte[] inner = Arrays.copyOfRange(FRAMES.snapped(54).pcap(1), 24, 24 + 18 * 70);
        Frames carrying = FRAMES.each(f -> {
            if (f.length > 60) {
                System.arraycopy(inner, 0, f, f.length - inner.length, inner.length);
            }
            return f;
        });
        byte[] file = carrying.pcap(1);
        Arrays.fill(file, record(100) + 8, record(100) + 12, (byte) -1);
        resumed(file, record(100), record(101) - record(100), PACKETS - 1);
        int last = PACKETS - 3;
        byte[] late = carrying.pcap(1);
        Arrays.fill(late, record(last) + 8, record(last) + 12, (byte) -1);
        byte[] ending = Arrays.copyOf(late, record(PACKETS - 1));
        stopped(ending, "artifact.impossible-length", record(last), last);
    }

    @Test
    void aDamagedBlockOfPcapngIsPassedOver() throws IOException {
        for (ByteOrder order : List.of(LITTLE_ENDIAN, BIG_ENDIAN)) {
            byte[] file = FRAMES.pcapng(order, 1, NONE, NONE);
            Arrays.fill(file, block(100) + 4, block(100) + 8, (byte) 0x77);
            resumed(file, block(100), block(101) - block(100), PACKETS - 1);
        }
    }

    private static int block(int number) {
        int at = 28 + 20;
        for (int i = 0; i < number; i++) {
            at += 32 + (FRAMES.list().get(i).captured() + 3 & ~3);
        }
        return at;
    }

    @Test
    void aTrailingLengthThatDiffersIsDamage() throws IOException {
        byte[] file = FRAMES.pcapng(LITTLE_ENDIAN, 1, NONE, NONE);
        file[block(101) - 3] = 0x77;
        resumed(file, block(100), block(101) - block(100), PACKETS - 1);
    }

    /** The damage may have swallowed the declaration of another interface. */
    @Test
    void beforeTheFirstPacketOfASectionNothingIsResumed() throws IOException {
        byte[] file = FRAMES.pcapng(LITTLE_ENDIAN, 1, NONE, NONE);
        file[28 + 4] = 0x77;
        stopped(file, "artifact.impossible-length", 28, 0);
    }

    @Test
    void aDamagedRecordOfSnoopIsPassedOver() throws IOException {
        byte[] file = FRAMES.snoop(4, 0);
        int at = 16;
        for (int i = 0; i < 100; i++) {
            at += 24 + (FRAMES.list().get(i).captured() + 3 & ~3);
        }
        int next = at + 24 + (FRAMES.list().get(100).captured() + 3 & ~3);
        Arrays.fill(file, at + 4, at + 8, (byte) -1);
        resumed(file, at, next - at, PACKETS - 1);
    }

    /** A large file is read in pieces by two threads; the answer is that of one, whatever is damaged or in fragments. */
    @Test
    void aLargeFileGivesWhatAStreamGives() throws IOException {
        Frames large = Frames.of(capture()
                .connection(50001, 2500)
                .handshake()
                .upload(12_000)
                .data()
                .foreignReset(64));
        Frames pieces = large.split(f -> Encapsulations.fragments(Arrays.copyOfRange(f, 14, f.length), 552).stream()
                .map(Encapsulations::ethernet)
                .toList());
        byte[] pcap = large.pcap(1);
        Arrays.fill(pcap, pcap.length / 2, pcap.length / 2 + 100_000, (byte) 0);
        byte[] lost = Frames.option(LITTLE_ENDIAN, 4, Frames.number(LITTLE_ENDIAN, 8, 1));
        byte[] pcapng = large.pcapng(LITTLE_ENDIAN, 1, NONE, lost);
        pcapng[pcapng.length / 2] ^= 0x55;
        Arrays.fill(pcapng, pcapng.length / 2, pcapng.length / 2 + 5000, (byte) 0x77);
        for (byte[] bytes : List.of(pcap, pcapng, pieces.pcap(1))) {
            Path file = Files.write(directory.resolve("x"), bytes);
            Diagnosis ofFile = Engine.diagnose(List.of(Artifact.of("a1", file)), RulePack.builtIn(), Progress.NONE);
            Diagnosis ofStream = read(bytes);
            ArtifactEntry entry = ofFile.artifacts().getFirst();
            ArtifactEntry expected = ofStream.artifacts().getFirst();
            assertThat(entry.packets()).isEqualTo(expected.packets());
            assertThat(entry.brokenAtByte()).isEqualTo(expected.brokenAtByte());
            assertThat(entry.reasonText()).isEqualTo(expected.reasonText());
            assertThat(entry.dropped()).isEqualTo(expected.dropped());
            Connection c = ofFile.connections().getFirst();
            assertThat(c.payloadBytes().clientToServer()).isEqualTo(12_001L * CaptureBuilder.SEGMENT);
            assertThat(c.verdict()).isEqualTo(ofStream.connections().getFirst().verdict());
            assertThat(c.kill().packet())
                    .isEqualTo(ofStream.connections().getFirst().kill().packet());
        }
    }

    /** What a file with a hole lacks may have stood in the hole: it is no witness that something was never sent. */
    @Test
    void aCaptureWithAHoleIsNoWitnessOfWhatItLacks() throws IOException {
        byte[] client = FRAMES.pcap(1);
        byte[] server = withoutReset().pcap(1);
        assertThat(features(client, server)).contains("two-sided-rst");
        Arrays.fill(server, record(100) + 8, record(100) + 12, (byte) -1);
        assertThat(features(client, server)).doesNotContain("two-sided-rst");
    }

    /** At the server, one router on. The RST is another connection's there, so that the capture goes on as long. */
    private static Frames withoutReset() {
        return FRAMES.each(f -> {
            boolean isFromClient = f[14 + 14] == 1;
            f[14 + 8] = (byte) (isFromClient ? 127 : 128);
            boolean isReset = f[14 + 33] == 4;
            f[14 + 23] ^= (byte) (isReset ? 1 : 0);
            return f;
        });
    }

    private static List<String> features(byte[] client, byte[] server) throws IOException {
        Artifact here =
                new Artifact("a1", "client.pcap", client.length, () -> new java.io.ByteArrayInputStream(client));
        Artifact there =
                new Artifact("a2", "server.pcap", server.length, () -> new java.io.ByteArrayInputStream(server));
        return Engine.diagnose(List.of(here, there), RulePack.builtIn(), Progress.NONE).connections().stream()
                .flatMap(c -> c.evidence().stream())
                .map(e -> e.rule())
                .toList();
    }
}
