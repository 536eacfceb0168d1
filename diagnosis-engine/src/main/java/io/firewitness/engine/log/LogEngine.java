package io.firewitness.engine.log;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** Reads the logs and bundles of one case. */
public final class LogEngine {
    /** Compiled once for each rule pack in use. */
    private static final Map<RulePack, Grammar> GRAMMARS = Collections.synchronizedMap(new WeakHashMap<>());

    private LogEngine() {}

    /**
     * Reads logs and bundles; captures inside bundles go to the sink. Memory does not grow with the size of the input: lines that
     * say nothing leave nothing behind.
     *
     * @param inputs artifacts that are logs, bundles or of unknown kind
     * @param pack wording, signatures and weights
     * @param captures takes captures found inside bundles
     * @param progress hears how far it is
     * @throws IOException where an input cannot be opened or read; damage inside a file is a result, not an exception
     */
    public static LogResult read(List<Artifact> inputs, RulePack pack, CaptureSink captures, Progress progress)
            throws IOException {
        return inputs.isEmpty()
                ? LogResult.EMPTY
                : new LogRun(pack, GRAMMARS.computeIfAbsent(pack, Grammar::new), captures, progress).run(inputs);
    }
}
