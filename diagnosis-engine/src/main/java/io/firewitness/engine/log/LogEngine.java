package io.firewitness.engine.log;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.ContentType;
import io.firewitness.engine.Messages;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Text;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads the logs and bundles of one case. */
public final class LogEngine {
    private LogEngine() {}

    /**
     * Reads logs and bundles; captures inside bundles go to the sink.
     *
     * @param inputs artifacts that are logs, bundles or of unknown kind
     * @param pack signatures and weights
     * @param captures takes captures found inside bundles
     * @param progress hears how far it is
     * @throws IOException where an input cannot be opened or read; damage inside a file is a result, not an exception
     */
    public static LogResult read(List<Artifact> inputs, RulePack pack, CaptureSink captures, Progress progress)
            throws IOException {
        List<ArtifactEntry> entries = new ArrayList<>();
        for (Artifact input : inputs) {
            ContentType type;
            try (InputStream in = input.open().open()) {
                type = ContentType.detect(in.readNBytes(ContentType.HEAD_BYTES));
            }
            entries.add(refused(input, type));
        }
        return new LogResult(entries, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** Says openly that nothing was read, rather than passing over a file in silence. */
    private static ArtifactEntry refused(Artifact input, ContentType type) {
        Text reason = Text.of("artifact.not-read");
        return new ArtifactEntry(
                input.id(),
                input.name(),
                type.kind().wire(),
                type.format(),
                "refused",
                input.bytes(),
                null,
                null,
                null,
                Messages.english(reason),
                reason,
                "unknown",
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
