package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Diagnosis;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** A zip in parts is read as one where all parts are there; else the missing one is named. */
class SplitZipTest {
    private static final String LINE =
            "[14.09.2021 22:04:31] <25> Error        An existing connection was forcibly closed by the remote host.\n";

    /** {@code logs.z01}, {@code logs.z02} and {@code logs.zip}; the log of interest lies across the first cut. */
    private static List<Artifact> parts() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'P', 'K', 7, 8});
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            byte[] noise = new byte[3000];
            new Random(7).nextBytes(noise);
            zip.putNextEntry(new ZipEntry("HOST/Backup/J/Job.J.Backup.log"));
            zip.write(LINE.getBytes(StandardCharsets.UTF_8));
            zip.write(java.util.HexFormat.of().formatHex(noise).getBytes(StandardCharsets.US_ASCII));
            zip.write(("\n" + LINE).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        byte[] whole = out.toByteArray();
        whole[whole.length - 18] = 2;
        int cut = whole.length / 3;
        return List.of(
                part("a1", "logs.z01", Arrays.copyOfRange(whole, 0, cut)),
                part("a2", "logs.z02", Arrays.copyOfRange(whole, cut, 2 * cut)),
                part("a3", "logs.zip", Arrays.copyOfRange(whole, 2 * cut, whole.length)));
    }

    private static Artifact part(String id, String name, byte[] bytes) {
        return new Artifact(id, name, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static Diagnosis diagnose(Integer... which) throws IOException {
        List<Artifact> parts = parts();
        List<Artifact> given = new ArrayList<>();
        for (int i : which) {
            given.add(parts.get(i));
        }
        return Engine.diagnose(given, RulePack.builtIn(), Progress.NONE);
    }

    private static String told(Diagnosis d, String id) {
        return d.artifacts().stream()
                .filter(a -> a.id().equals(id))
                .map(SplitZipTest::told)
                .findFirst()
                .orElse("no entry");
    }

    private static String told(ArtifactEntry a) {
        return a.status() + (a.reason() == null ? "" : ": " + a.reason());
    }

    @Test
    void allPartsInAnyOrderAreOneArchive() throws IOException {
        Diagnosis d = diagnose(2, 0, 1);
        assertThat(d.signatures())
                .extracting(s -> s.artifact() + ":" + s.line())
                .containsExactly(
                        "logs.z01/HOST/Backup/J/Job.J.Backup.log:1", "logs.z01/HOST/Backup/J/Job.J.Backup.log:3");
        assertThat(told(d, "a1")).isEqualTo("analysed");
        String together = "analysed: A part of a split zip; all parts were read together, as logs.z01";
        assertThat(told(d, "a2")).isEqualTo(together);
        assertThat(told(d, "a3")).isEqualTo(together);
    }

    @Test
    void theMissingPartIsNamed() throws IOException {
        String rest =
                " is missing: upload all parts together; of what is here, only files that stand whole in the first"
                        + " part were used";
        assertThat(told(diagnose(0, 2), "a1")).isEqualTo("analysed-in-part: A part of a split zip. logs.z02" + rest);
        assertThat(told(diagnose(0, 2), "a3")).isEqualTo("refused: A part of a split zip. logs.z02" + rest);
        assertThat(told(diagnose(0, 1), "a1")).isEqualTo("analysed-in-part: A part of a split zip. logs.zip" + rest);
        assertThat(told(diagnose(1, 2), "a2")).endsWith("A part of a split zip. logs.z01" + rest);
        assertThat(diagnose(0, 2).signatures()).hasSize(1);
    }
}
