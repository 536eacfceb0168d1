package io.firewitness.engine.cli;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Engine;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.DiagnosisJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Entry point of {@code diagnose}. */
public final class Diagnose {
    private Diagnose() {}

    /** Runs and exits with 0, 2 or 3. */
    public static void main(String[] args) throws IOException {
        List<Artifact> inputs = new ArrayList<>();
        for (String arg : args) {
            inputs.add(Artifact.of(arg, Path.of(arg)));
        }
        DiagnosisJson.write(Engine.diagnose(inputs, RulePack.builtIn(), Progress.NONE), System.out);
    }
}
