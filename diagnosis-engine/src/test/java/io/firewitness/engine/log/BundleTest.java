package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.DiagnosisJson;
import io.firewitness.engine.document.Signature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

/** Bundles of all shapes, good and hostile: the good part is read, the rest is named. */
class BundleTest {
    private static final String LINE =
            "[14.09.2021 22:04:31] <25> Error        An existing connection was forcibly closed\n"
                    .replace("closed\n", "closed by the remote host.\n");

    private static LogResult read(byte[] bytes) throws IOException {
        return LogEngine.read(
                List.of(new Artifact("a1", "upload", bytes.length, () -> new ByteArrayInputStream(bytes))),
                RulePack.builtIn(),
                (id, name, size, content) -> content.readAllBytes(),
                Progress.NONE);
    }

    private static byte[] zip(Object... namesAndContents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                ZipEntry entry = new ZipEntry((String) namesAndContents[i]);
                // The same bytes at every run: damage that is found must be found again.
                entry.setTimeLocal(LocalDateTime.of(2021, 9, 15, 8, 0));
                zip.putNextEntry(entry);
                zip.write(bytes(namesAndContents[i + 1]));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] tar(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return out.toByteArray();
    }

    private static byte[] bytes(Object content) {
        return content instanceof byte[] raw ? raw : ((String) content).getBytes(StandardCharsets.UTF_8);
    }

    private static ArtifactEntry entry(LogResult result, String name) {
        return result.artifacts().stream()
                .filter(a -> a.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> places(LogResult result) {
        return result.signatures().stream()
                .map(s -> s.artifact() + ":" + s.line())
                .toList();
    }

    @Test
    void archivesInArchivesAreReadAsOneTree() throws IOException {
        byte[] inner = gzip(tar("Endpoint/Job.A.Backup.log", bytes(LINE)));
        byte[] bundle = zip("HOST/Backup/x.tar.gz", inner, "HOST/Backup/Svc.1.log.gz", gzip(bytes("\n" + LINE)));
        assertThat(places(read(bundle)))
                .containsExactly(
                        "upload/HOST/Backup/x.tar.gz/Endpoint/Job.A.Backup.log:1", "upload/HOST/Backup/Svc.1.log.gz:2");
    }

    @Test
    void namesThatLeadOutAndNamesThatComeTwiceAreLeftOut() throws IOException {
        byte[] bundle = zip(
                "../../etc/cron.d/x.log",
                LINE,
                "/var/x.log",
                LINE,
                "C:\\x.log",
                LINE,
                "ok/CON.log",
                LINE,
                "a/b.log",
                LINE,
                "A/B.LOG",
                LINE);
        LogResult result = read(bundle);
        assertThat(places(result)).containsExactly("upload/a/b.log:1");
        assertThat(entry(result, "upload/../../etc/cron.d/x.log").reasonText().key())
                .isEqualTo("artifact.entry-name");
        assertThat(entry(result, "upload/A/B.LOG").reasonText().key()).isEqualTo("artifact.entry-twice");
        assertThat(entry(result, "upload").status()).isEqualTo("analysed-in-part");
    }

    @Test
    void nestingIsBounded() throws IOException {
        byte[] bundle = zip("deep.log", LINE);
        for (int i = 0; i < 12; i++) {
            bundle = zip("level" + i + ".zip", bundle, "beside" + i + ".log", LINE);
        }
        LogResult result = read(bundle);
        assertThat(places(result)).hasSize(3);
        assertThat(result.artifacts())
                .anyMatch(a -> a.reasonText() != null && a.reasonText().key().equals("artifact.nested-too-deep"));
    }

    @Test
    void aBombIsReadToItsLimitOnlyAndItsNeighboursWhole() throws IOException {
        byte[] page = new byte[1 << 20];
        Arrays.fill(page, (byte) 'x');
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("bomb.log"));
            for (int i = 0; i < 300; i++) {
                zip.write(page);
            }
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("good.log"));
            zip.write(bytes(LINE));
            zip.closeEntry();
        }
        LogResult result = read(out.toByteArray());
        assertThat(places(result)).containsExactly("upload/good.log:1");
        assertThat(entry(result, "upload/bomb.log").reasonText().key()).isEqualTo("artifact.entry-bomb");
    }

    @Test
    void aWrongChecksumIsNamedAndTheLinesAreUsed() throws IOException {
        byte[] bundle = zip("a.log", LINE);
        int header = indexOf(bundle, new byte[] {'P', 'K', 7, 8});
        bundle[header + 4] ^= 1;
        LogResult result = read(bundle);
        assertThat(places(result)).containsExactly("upload/a.log:1");
        assertThat(entry(result, "upload/a.log").reasonText().key()).isEqualTo("artifact.entry-crc");
    }

    @Test
    void everyTruncationOfEveryBundleGivesAResult() throws IOException {
        String text = (LINE + "[14.09.2021 22:04:32] <25> Info         Nothing\n").repeat(3);
        List<byte[]> bundles = List.of(
                zip("HOST/a.log", text, "HOST/b.log", text),
                gzip(tar("a.log", bytes(text))),
                gzip(bytes(text)),
                tar("a.log", bytes(text)),
                zip("x.tar.gz", gzip(tar("a.log", bytes(text)))));
        for (byte[] bundle : bundles) {
            for (int length = 0; length < bundle.length; length += bundle.length > 4000 ? 37 : 1) {
                LogResult result = read(Arrays.copyOf(bundle, length));
                assertThat(result.artifacts())
                        .as("first %d bytes", length)
                        .anySatisfy(a -> assertThat(a.id()).isEqualTo("a1"));
                assertThat(places(result)).isSubsetOf(places(read(bundle)));
            }
        }
    }

    @Test
    void damagedBytesNeverFailTheRun() throws IOException {
        byte[] bundle = zip("HOST/a.log", LINE.repeat(20), "HOST/x.tar.gz", gzip(tar("b.log", bytes(LINE))));
        for (int seed : new int[] {7, 11}) {
            Random random = new Random(seed);
            for (int round = 0; round < 2000; round++) {
                byte[] damaged = bundle.clone();
                for (int i = 0; i <= round % 5; i++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                String what = "seed " + seed + ", round " + round;
                assertThatCode(() -> read(damaged)).as(what).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void everyEncodingGivesTheSameLine() throws IOException {
        String japanese = "[14.09.2021 22:04:31] <25> Error        既存の接続はリモート ホストに強制的に切断されました。\r\n";
        for (String charset : List.of("UTF-8", "windows-31j", "UTF-16LE", "UTF-16BE")) {
            for (String mark : charset.startsWith("U") ? List.of("", "\uFEFF") : List.of("")) {
                byte[] log = (mark
                                + "[14.09.2021 22:04:30] <25> Info         Nothing\r\n".repeat(9)
                                + japanese.repeat(2))
                        .getBytes(Charset.forName(charset));
                List<Signature> found = read(log).signatures();
                assertThat(found).as(charset + mark.length()).hasSize(2);
                assertThat(found.getLast().text()).endsWith("既存の接続はリモート ホストに強制的に切断されました。");
            }
        }
        String russian =
                "[14.09.2021 22:04:31] <25> Error        Удаленный хост принудительно разорвал существующее подключение";
        assertThat(read(russian.getBytes(Charset.forName("windows-1251"))).signatures())
                .singleElement()
                .satisfies(s -> assertThat(s.text()).endsWith("существующее подключение"));
    }

    @Test
    void aLineOf200MegabytesIsPassedOver() throws IOException {
        byte[] page = new byte[1 << 20];
        Arrays.fill(page, (byte) 'x');
        InputStream[] parts = new InputStream[202];
        parts[0] = new ByteArrayInputStream(bytes("[14.09.2021 22:04:30] <25> Info         begins\n"));
        for (int i = 1; i <= 200; i++) {
            parts[i] = new ByteArrayInputStream(page);
        }
        parts[201] = new ByteArrayInputStream(bytes("\n" + LINE));
        LogResult result = LogEngine.read(
                List.of(new Artifact(
                        "a1",
                        "long.log",
                        -1,
                        () -> new SequenceInputStream(java.util.Collections.enumeration(Arrays.asList(parts))) {
                            @Override
                            public void close() {
                                // The parts are in memory; they are needed only once.
                            }
                        })),
                RulePack.builtIn(),
                (id, name, size, content) -> {},
                Progress.NONE);
        assertThat(places(result)).containsExactly("long.log:3");
        assertThat(entry(result, "long.log").status()).isEqualTo("analysed-in-part");
    }

    @Test
    void plantedSecretsAreFoundNowhere() throws IOException {
        String marker = "MARKER-7f3a9c";
        String log = """
                [14.09.2021 22:04:30] <25> Error        VC session cookie is '"%1$s"', forcibly closed by the remote host
                [14.09.2021 22:04:31] <25> Error        password=%1$s, forcibly closed by the remote host
                [14.09.2021 22:04:32] <25> Error        Login failed for user '%1$s'.
                [14.09.2021 22:04:33] <25> Error        Authorization: Bearer %1$s: forcibly closed by the remote host
                [14.09.2021 22:04:34] <25> Error        https://me:%1$s@host/ forcibly closed by the remote host
                [14.09.2021 22:04:35] <25> Error        DOMAIN\\%1$s (Veeam.Backup.Common.CStopSessionException)
                nonsense token: %1$s
                """.formatted(marker);
        LogResult result = read(bytes(log));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DiagnosisJson.writeValue(result.signatures(), out);
        DiagnosisJson.writeValue(result.artifacts(), out);
        DiagnosisJson.writeValue(result.transfers(), out);
        DiagnosisJson.writeValue(result.evidence(), out);
        assertThat(result.signatures()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(marker);
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }
}
