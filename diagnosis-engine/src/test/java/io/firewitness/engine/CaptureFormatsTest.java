package io.firewitness.engine;

import static io.firewitness.engine.CaptureBuilder.capture;
import static io.firewitness.engine.Frames.joined;
import static io.firewitness.engine.Frames.option;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same packets in every format and variant give the same connection, packet by packet and nanosecond by nanosecond. */
class CaptureFormatsTest {
    private static final int PACKETS = 11;
    private static final byte[] NONE = {};
    private static final Frames FRAMES = Frames.of(
            capture().connection(50001, 2500).handshake().upload(3).data().foreignReset(64));

    private static Diagnosis read(byte[] bytes) throws IOException {
        return Engine.diagnose(List.of(CaptureBuilder.artifact("x", bytes)), RulePack.builtIn(), Progress.NONE);
    }

    /** Reads a whole capture of {@link #FRAMES} and returns its entry. */
    private static ArtifactEntry whole(byte[] bytes, String format) throws IOException {
        Diagnosis d = read(bytes);
        ArtifactEntry entry = d.artifacts().getFirst();
        assertThat(entry.format()).isEqualTo(format);
        assertThat(entry.status()).isEqualTo("analysed");
        assertThat(entry.packets()).isEqualTo(PACKETS);
        assertThat(entry.start()).isEqualTo(Instant.parse("2023-11-14T22:13:21Z"));
        assertThat(entry.end()).isEqualTo(Instant.parse("2023-11-14T22:13:21.041500Z"));
        assertThat(d.connections()).hasSize(1);
        Connection c = d.connections().getFirst();
        assertThat(c.client().address() + ":" + c.client().port()).isEqualTo("10.0.1.10:50001");
        assertThat(c.server().address() + ":" + c.server().port()).isEqualTo("10.0.2.20:2500");
        assertThat(c.payloadBytes().clientToServer()).isEqualTo(4L * CaptureBuilder.SEGMENT);
        assertThat(c.kill().streamOffset()).isEqualTo(3L * CaptureBuilder.SEGMENT);
        assertThat(c.kill().packet()).isEqualTo(PACKETS);
        return entry;
    }

    @Test
    void classicPcapOfEveryMagicAndByteOrder() throws IOException {
        for (ByteOrder order : List.of(LITTLE_ENDIAN, BIG_ENDIAN)) {
            for (int magic : new int[] {0xA1B2C3D4, 0xA1B23C4D, 0xA1B2CD34}) {
                whole(FRAMES.pcap(order, magic, 2, 4, 1), "pcap");
            }
        }
    }

    @Test
    void versionsBefore23HaveTheirLengthsTheOtherWayRound() throws IOException {
        Frames snapped = FRAMES.snapped(96);
        for (int[] version : new int[][] {{2, 0}, {2, 1}, {543, 0}}) {
            ArtifactEntry entry = whole(snapped.pcap(LITTLE_ENDIAN, 0xA1B2C3D4, version[0], version[1], 1), "pcap");
            assertThat(entry.headersOnly()).isTrue();
        }
    }

    @Test
    void version23HasItsLengthsAsTheyFit() throws IOException {
        byte[] today = FRAMES.snapped(96).pcap(LITTLE_ENDIAN, 0xA1B2C3D4, 2, 3, 1);
        byte[] old = FRAMES.snapped(96).pcap(LITTLE_ENDIAN, 0xA1B2C3D4, 2, 1, 1);
        old[6] = 3;
        whole(today, "pcap");
        whole(old, "pcap");
        assertThat(old).isNotEqualTo(today);
    }

    @Test
    void aixCountsNanosecondsAndNamesInterfacesItsOwnWay() throws IOException {
        whole(FRAMES.pcap(BIG_ENDIAN, 0xA1B2C3D4, 2, 2, 6), "pcap");
    }

    /** Without it, the last four bytes of an offloaded segment, whose IP length is zero, would be payload. */
    @Test
    void aFrameCheckSequenceIsNoPayload() throws IOException {
        Frames offloaded = FRAMES.each(f -> {
            f[16] = 0;
            f[17] = 0;
            return joined(f, new byte[] {1, 2, 3, 4});
        });
        whole(offloaded.pcap(LITTLE_ENDIAN, 0xA1B2C3D4, 2, 4, 0x2400_0001), "pcap");
        whole(offloaded.pcapng(LITTLE_ENDIAN, 1, option(LITTLE_ENDIAN, 13, (byte) 4), NONE), "pcapng");
        byte[] flags = option(BIG_ENDIAN, 2, (byte) 0, (byte) 0, (byte) 0, (byte) (4 << 5 | 1));
        whole(offloaded.pcapng(BIG_ENDIAN, 1, NONE, flags), "pcapng");
    }

    @Test
    void etherPaddingIsNoPayload() throws IOException {
        whole(FRAMES.each(f -> Arrays.copyOf(f, Math.max(60, f.length))).pcap(1), "pcap");
    }

    @Test
    void pcapngWithResolutionsAndOffsets() throws IOException {
        byte[] micros = joined(option(LITTLE_ENDIAN, 9, (byte) 6), option(LITTLE_ENDIAN, 0));
        whole(FRAMES.pcapng(LITTLE_ENDIAN, 1, micros, NONE), "pcapng");
        whole(FRAMES.pcapng(BIG_ENDIAN, 1, NONE, NONE), "pcapng");
        byte[] later = option(LITTLE_ENDIAN, 14, Frames.number(LITTLE_ENDIAN, 8, 3600));
        ArtifactEntry shifted =
                read(FRAMES.pcapng(LITTLE_ENDIAN, 1, later, NONE)).artifacts().getFirst();
        assertThat(shifted.start()).isEqualTo(Instant.parse("2023-11-14T23:13:21Z"));
    }

    @Test
    void lossesBeforePacketsAreAddedUp() throws IOException {
        byte[] lost = option(LITTLE_ENDIAN, 4, Frames.number(LITTLE_ENDIAN, 8, 3));
        assertThat(whole(FRAMES.pcapng(LITTLE_ENDIAN, 1, NONE, lost), "pcapng").dropped())
                .isEqualTo(3L * PACKETS);
        assertThat(whole(FRAMES.oldPcapng(2), "pcapng").dropped()).isEqualTo(2L * PACKETS);
        assertThat(whole(FRAMES.oldPcapng(0xFFFF), "pcapng").dropped()).isNull();
    }

    /** Counters of an interface go on counting; a second report does not add to the first. */
    @Test
    void theLastCountersOfAnInterfaceStand() throws IOException {
        byte[] file = FRAMES.pcapng(LITTLE_ENDIAN, 1, NONE, NONE);
        byte[] twice = joined(file, statistics(5, 1), statistics(7, 4));
        assertThat(whole(twice, "pcapng").dropped()).isEqualTo(11);
        assertThat(whole(joined(file, statistics(0, 0)), "pcapng").dropped()).isZero();
    }

    private static byte[] statistics(long byInterface, long bySystem) {
        byte[] options = joined(
                option(LITTLE_ENDIAN, 4, Frames.number(LITTLE_ENDIAN, 8, 1000)),
                option(LITTLE_ENDIAN, 5, Frames.number(LITTLE_ENDIAN, 8, byInterface)),
                option(LITTLE_ENDIAN, 7, Frames.number(LITTLE_ENDIAN, 8, bySystem)));
        int length = 24 + options.length;
        ByteBuffer out = ByteBuffer.allocate(length).order(LITTLE_ENDIAN);
        return out.putInt(5)
                .putInt(length)
                .putInt(0)
                .putLong(0)
                .put(options)
                .putInt(length)
                .array();
    }

    @Test
    void unknownBlocksAndImpossibleOptionsArePassedOver() throws IOException {
        byte[] file = FRAMES.pcapng(LITTLE_ENDIAN, 1, option(LITTLE_ENDIAN, 0x7777, new byte[9]), NONE);
        byte[] block = ByteBuffer.allocate(20)
                .order(LITTLE_ENDIAN)
                .putInt(0x80000123)
                .putInt(20)
                .putLong(-1)
                .putInt(20)
                .array();
        int first = 28 + 20 + 16;
        whole(joined(Arrays.copyOf(file, first), block, Arrays.copyOfRange(file, first, file.length)), "pcapng");
        byte[] lying = option(LITTLE_ENDIAN, 2, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
        lying[2] = (byte) 0xFF;
        lying[3] = (byte) 0xFF;
        whole(FRAMES.pcapng(LITTLE_ENDIAN, 1, NONE, lying), "pcapng");
    }

    @Test
    void aSectionOfAnUnknownVersionIsNotRead() throws IOException {
        byte[] file = FRAMES.pcapng(LITTLE_ENDIAN, 1, NONE, NONE);
        file[12] = 2;
        ArtifactEntry entry = read(file).artifacts().getFirst();
        assertThat(entry.status()).isEqualTo("refused");
        assertThat(entry.reasonText().key()).isEqualTo("artifact.damaged-header");
        assertThat(entry.brokenAtByte()).isZero();
    }

    @Test
    void snoopTellsItsLossesAndItsLinks() throws IOException {
        assertThat(whole(FRAMES.snoop(4, 17), "snoop").dropped()).isEqualTo(17);
        assertThat(whole(FRAMES.snoop(0, 0), "snoop").dropped()).isZero();
        whole(FRAMES.wrapped(ip -> joined(new byte[] {8, 0, 0, 0}, ip)).snoop(0x1A, 0), "snoop");
        whole(FRAMES.wrapped(ip -> ip).snoop(0x8000_0001, 0), "snoop");
        byte[] ipnet = {1, 2, 0, 4, 0, 0, 0, 24, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        whole(FRAMES.wrapped(ip -> joined(ipnet, ip)).snoop(0x8000_0005, 0), "snoop");
    }

    @Test
    void gzipOfSeveralMembersIsOneFile() throws IOException {
        byte[] file = FRAMES.pcap(1);
        byte[] head = Frames.gzip(Arrays.copyOf(file, 1000));
        byte[] tail = Frames.gzip(Arrays.copyOfRange(file, 1000, file.length));
        whole(joined(head, tail), "pcap+gzip");
        whole(joined(head, tail, new byte[512]), "pcap+gzip");
    }

    @Test
    void whatStandsBehindAGzipMemberIsNotPassedOverInSilence() throws IOException {
        byte[] file = FRAMES.pcap(1);
        int second = 24 + 16 + FRAMES.list().getFirst().captured();
        byte[] broken = Frames.gzip(Arrays.copyOfRange(file, second, file.length));
        broken[1] = 0;
        ArtifactEntry entry = read(joined(Frames.gzip(Arrays.copyOf(file, second)), broken))
                .artifacts()
                .getFirst();
        assertThat(entry.status()).isEqualTo("analysed-in-part");
        assertThat(entry.reasonText().key()).isEqualTo("artifact.damaged-compression");
        assertThat(entry.packets()).isEqualTo(1);
        assertThat(entry.brokenAtByte()).isEqualTo(second);
    }

    @Test
    void zstdAroundEachFormat() throws IOException {
        whole(Zstd.compress(FRAMES.pcap(1)), "pcap+zstd");
        whole(Zstd.compress(FRAMES.pcapng(LITTLE_ENDIAN, 1, NONE, NONE)), "pcapng+zstd");
        whole(Zstd.compress(FRAMES.snoop(4, 0)), "snoop+zstd");
        byte[] file = FRAMES.pcap(1);
        byte[] frames = joined(
                Zstd.compress(Arrays.copyOf(file, 999)), Zstd.compress(Arrays.copyOfRange(file, 999, file.length)));
        whole(frames, "pcap+zstd");
    }

    @Test
    void aCutZstdIsUsedUpToTheCut() throws IOException {
        byte[] file = FRAMES.pcap(1);
        byte[] packed = joined(
                Zstd.compress(Arrays.copyOf(file, 3000)), Zstd.compress(Arrays.copyOfRange(file, 3000, file.length)));
        ArtifactEntry entry =
                read(Arrays.copyOf(packed, packed.length - 5)).artifacts().getFirst();
        assertThat(entry.status()).isEqualTo("analysed-in-part");
        assertThat(entry.reasonText().key()).isEqualTo("artifact.damaged-compression");
        assertThat(entry.packets()).isEqualTo(5);
        assertThat(entry.brokenAtByte()).isEqualTo(3000);
    }

    /** A block of zstd may be longer than the first bytes that other formats are told by. */
    @Test
    void zstdIsRecognisedByItsFirstBlock() throws IOException {
        Frames many = Frames.of(
                capture().connection(50001, 2500).handshake().upload(200).close());
        byte[] packed = Zstd.compress(many.pcap(1));
        assertThat(packed.length).isGreaterThan(2 * ContentType.HEAD_BYTES);
        assertThat(read(packed).artifacts().getFirst().format()).isEqualTo("pcap+zstd");
    }

    @Test
    void zstdOfAnythingElseIsAnArchiveThatIsNotOpened() throws IOException {
        ArtifactEntry entry = read(Zstd.compress(new byte[] {'h', 'e', 'l', 'l', 'o'}))
                .artifacts()
                .getFirst();
        assertThat(entry.status()).isEqualTo("refused");
        assertThat(entry.reasonText().key()).isEqualTo("artifact.unsupported-archive");
    }
}
