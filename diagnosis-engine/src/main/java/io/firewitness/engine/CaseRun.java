package io.firewitness.engine;

import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Counts;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.Verdict;
import io.firewitness.engine.document.VerdictClass;
import io.firewitness.engine.log.LogEngine;
import io.firewitness.engine.log.LogResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run over the inputs of one case. */
final class CaseRun {
    private final RulePack pack;
    private final Progress progress;

    CaseRun(RulePack pack, Progress progress) {
        this.pack = pack;
        this.progress = progress;
    }

    Diagnosis run(List<Artifact> inputs) throws IOException {
        List<Artifact> others = new ArrayList<>();
        List<ArtifactEntry> entries = new ArrayList<>();
        for (Artifact input : inputs) {
            ContentType type;
            try (InputStream in = input.open().open()) {
                type = ContentType.detect(in.readNBytes(ContentType.HEAD_BYTES));
            }
            if (type.kind() != ContentType.Kind.CAPTURE) {
                others.add(input);
            }
        }
        LogResult logs = LogEngine.read(others, pack, (id, name, bytes, content) -> {}, progress);
        entries.addAll(logs.artifacts());
        progress.update("done", null, 0, 0);
        Verdict verdict = new Verdict(
                VerdictClass.INSUFFICIENT,
                0,
                "low",
                Messages.english(Text.of("verdict.insufficient.low")),
                Text.of("verdict.insufficient.low"),
                null,
                null,
                null,
                List.of());
        return new Diagnosis(
                Diagnosis.SCHEMA,
                Engine.VERSION,
                pack.version(),
                verdict,
                entries,
                List.of(),
                logs.transfers(),
                logs.signatures(),
                logs.evidence(),
                logs.notEvaluated(),
                null,
                logs.clocks(),
                new Counts(0, 0, 0, 0, 0, Map.of()));
    }
}
