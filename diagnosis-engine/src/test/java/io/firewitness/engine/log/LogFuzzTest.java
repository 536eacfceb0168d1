package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.firewitness.engine.Artifact;
import io.firewitness.engine.Engine;
import io.firewitness.engine.Mutations;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.DiagnosisJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is uploaded, the engine comes to the same document each time. How to let it search longer: the module's README. */
class LogFuzzTest {
    static Stream<byte[]> seeds() {
        return LogSeeds.all().stream();
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyUpload(byte[] content) throws IOException {
        Diagnosis diagnosis = diagnose(content);
        assertThat(diagnosis.artifacts()).extracting(ArtifactEntry::id).contains("f1");
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        DiagnosisJson.write(diagnosis, document);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        DiagnosisJson.write(diagnose(content), again);
        assertThat(again.toByteArray()).isEqualTo(document.toByteArray());
    }

    @Test
    void damagedUploads() {
        Mutations.of(LogSeeds.all(), 600, this::anyUpload);
    }

    private static Diagnosis diagnose(byte[] content) throws IOException {
        return Engine.diagnose(
                List.of(new Artifact("f1", "upload", content.length, () -> new ByteArrayInputStream(content))),
                RulePack.builtIn(),
                Progress.NONE);
    }
}
