package io.firewitness.engine;

import io.firewitness.engine.document.Diagnosis;
import java.io.IOException;
import java.util.List;

/** Judges the artifacts of one case together. Stateless; safe for use by several threads. */
public final class Engine {
    /** The engine's version, recorded in every diagnosis. */
    public static final String VERSION = "1.0.0";

    private Engine() {}

    /**
     * Reads every input once as a stream and judges them together.
     *
     * <p>Memory is bounded by the number of connections, not by the size of the inputs. Damaged or unknown input is a
     * result (artifact status {@code analysed-in-part} or {@code refused}), never an exception.
     *
     * @param inputs captures, logs and bundles of one case
     * @param pack the rule pack to judge with
     * @param progress hears how far the run is
     * @throws IOException where an input cannot be opened or its stream fails; the run can be tried again
     */
    public static Diagnosis diagnose(List<Artifact> inputs, RulePack pack, Progress progress) throws IOException {
        return new CaseRun(pack, progress).run(inputs);
    }
}
