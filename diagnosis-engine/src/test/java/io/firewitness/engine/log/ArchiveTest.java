package io.firewitness.engine.log;

import static io.firewitness.engine.log.Packed.zip;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.ArtifactEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives that cannot be read whole: what can be is used, the rest is named with what to do about it. */
class ArchiveTest {
    private static final String LINE =
            "[14.09.2021 22:04:31] <25> Error        An existing connection was forcibly closed by the remote host.\n";

    private static LogResult read(byte[] bytes) throws IOException {
        return read(bytes.length, new ByteArrayInputStream(bytes));
    }

    private static LogResult read(long bytes, InputStream in) throws IOException {
        return LogEngine.read(
                List.of(new Artifact("a1", "upload", bytes, () -> in)),
                RulePack.builtIn(),
                (id, name, size, content) -> content.readAllBytes(),
                Progress.NONE);
    }

    private static List<String> places(LogResult result) {
        return result.signatures().stream()
                .map(s -> s.artifact() + ":" + s.line())
                .toList();
    }

    private static String named(LogResult result, String name) {
        ArtifactEntry entry = result.artifacts().stream()
                .filter(a -> a.name().equals(name))
                .findFirst()
                .orElseThrow();
        return entry.status()
                + (entry.reasonText() == null ? "" : " " + entry.reasonText().key());
    }

    /** A local header and the content of a stored entry, as zip has them since 1989. */
    private static byte[] stored(String name, byte[] content, int flags, int method) {
        CRC32 crc = new CRC32();
        crc.update(content);
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(30 + path.length + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x04034B50)
                .putShort((short) 20)
                .putShort((short) flags)
                .putShort((short) method)
                .putInt(0)
                .putInt((int) crc.getValue())
                .putInt(content.length)
                .putInt(content.length)
                .putShort((short) path.length)
                .putShort((short) 0)
                .put(path)
                .put(content)
                .array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 8, artifact.entry-encrypted",
        "1, 99, artifact.entry-encrypted",
        "0, 93, artifact.entry-method",
        "0, 95, artifact.entry-method",
        "0, 14, artifact.entry-method"
    })
    void anEntryThatCannotBeReadIsNamedAndItsNeighboursAreUsed(int flags, int method, String reason)
            throws IOException {
        LogResult result = read(joined(
                stored("a.log", Packed.bytes(LINE), 0, 0),
                stored("locked.log", Packed.bytes(LINE.repeat(3)), flags, method),
                stored("b.log", Packed.bytes("\n" + LINE), 0, 0)));
        assertThat(places(result)).containsExactly("upload/a.log:1", "upload/b.log:2");
        assertThat(named(result, "upload/locked.log")).isEqualTo("refused " + reason);
        assertThat(named(result, "upload")).isEqualTo("analysed-in-part artifact.bundle-in-part");
    }

    @Test
    void ofASplitZipTheFilesThatStandWholeInThePartAreUsed() throws IOException {
        byte[] marker = {'P', 'K', 7, 8};
        byte[] second = stored("b.log", Packed.bytes(LINE.repeat(200)), 0, 0);
        byte[] part = joined(marker, stored("a.log", Packed.bytes(LINE), 0, 0), java.util.Arrays.copyOf(second, 500));
        LogResult result = read(part);
        assertThat(places(result)).startsWith("upload/a.log:1", "upload/b.log:1");
        assertThat(named(result, "upload")).isEqualTo("analysed-in-part artifact.zip-part");
        assertThat(named(result, "upload/a.log")).isEqualTo("analysed");
        assertThat(named(result, "upload/b.log")).isEqualTo("analysed-in-part artifact.log.cut");
    }

    @ParameterizedTest
    @CsvSource({"377ABCAF271C0004, 7z", "FD377A585A000004, xz", "28B52FFD04000000, zstd", "526172211A070100, rar"})
    void otherArchivesAreNamedWithWhatToDo(String head, String format) throws IOException {
        byte[] archive = joined(java.util.HexFormat.of().parseHex(head), new byte[64]);
        LogResult result = read(archive);
        assertThat(named(result, "upload")).isEqualTo("refused artifact.unsupported-archive");
        assertThat(result.artifacts().getFirst().reasonText().args()).isEqualTo(Map.of("format", format));
        LogResult inside = read(zip("x", archive, "a.log", LINE));
        assertThat(named(inside, "upload/x")).isEqualTo("refused artifact.unsupported-archive");
        assertThat(places(inside)).containsExactly("upload/a.log:1");
    }

    @Test
    void zip64IsReadLikeAnyOther() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            zip.setUseZip64(Zip64Mode.Always);
            for (String name : List.of("HOST/Backup/a.log", "HOST/Backup/b.log")) {
                zip.putArchiveEntry(new ZipArchiveEntry(name));
                zip.write(Packed.bytes(LINE));
                zip.closeArchiveEntry();
            }
        }
        LogResult result = read(out.toByteArray());
        assertThat(places(result)).containsExactly("upload/HOST/Backup/a.log:1", "upload/HOST/Backup/b.log:1");
        assertThat(named(result, "upload")).isEqualTo("analysed");
    }

    @Test
    void tenMillionEntriesAreNotRead() throws IOException {
        Entries entries = new Entries(10_000_000);
        LogResult result = read(-1, entries);
        assertThat(entries.made).isBetween(100_000, 120_000);
        assertThat(places(result)).containsExactly("upload/0.log:1");
        assertThat(named(result, "upload")).isEqualTo("analysed-in-part artifact.too-many-entries");
        assertThat(result.artifacts()).hasSizeLessThanOrEqualTo(5_001);
    }

    @Test
    void filesBeyondTheListAreReadAndCounted() throws IOException {
        List<byte[]> parts = new ArrayList<>();
        for (int i = 0; i < 6000; i++) {
            parts.add(
                    stored(i + ".log", Packed.bytes(i == 5999 ? LINE : "[14.09.2021 22:04:30] <25> Info  x\n"), 0, 0));
        }
        LogResult result = read(joined(parts.toArray(byte[][]::new)));
        assertThat(places(result)).containsExactly("upload/5999.log:1");
        assertThat(named(result, "upload")).isEqualTo("analysed-in-part artifact.more-files");
        ArtifactEntry upload = result.artifacts().getFirst();
        assertThat(upload.reasonText().args())
                .isEqualTo(Map.of("files", 6001L - result.artifacts().size()));
    }

    /** A zip without an end, made while it is read. */
    private static final class Entries extends InputStream {
        private final int most;
        private int made;
        private ByteArrayInputStream now = new ByteArrayInputStream(new byte[0]);

        Entries(int most) {
            this.most = most;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read in blocks");
        }

        @Override
        public int read(byte[] b, int from, int length) {
            if (now.available() == 0) {
                if (made == most) {
                    return -1;
                }
                now = new ByteArrayInputStream(stored(made + ".log", Packed.bytes(made == 0 ? LINE : ""), 0, 0));
                made++;
            }
            return now.read(b, from, length);
        }
    }
}
