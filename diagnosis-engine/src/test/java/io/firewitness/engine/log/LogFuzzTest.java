package io.firewitness.engine.log;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.firewitness.engine.Artifact;
import io.firewitness.engine.Engine;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** Whatever is uploaded, the engine comes to a result. How to let it search for longer: the module's README. */
class LogFuzzTest {
    @FuzzTest
    void anyUpload(byte[] content) throws IOException {
        Engine.diagnose(
                List.of(new Artifact("f1", "upload", content.length, () -> new ByteArrayInputStream(content))),
                RulePack.builtIn(),
                Progress.NONE);
    }
}
