package io.firewitness.engine.log;

import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.LogEndpoint;
import io.firewitness.engine.document.NotEvaluated;
import io.firewitness.engine.document.Signature;
import io.firewitness.engine.document.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the logs of a case say.
 *
 * @param artifacts one entry for each log and bundle, and for each file in a bundle that is not a capture
 * @param transfers attempts grouped by object
 * @param signatures known error texts
 * @param evidence facts about the case with their weights, as {@code log-same-offset}
 * @param notEvaluated what could not be judged and what it would need
 * @param localCuts by attempt, the printed time of its error as if it were UTC, where no line tells the offset
 * @param endpoints addresses that logs name
 * @param summary what bounds a verdict from logs, and its sentence
 */
public record LogResult(
        List<ArtifactEntry> artifacts,
        List<Transfer> transfers,
        List<Signature> signatures,
        List<Evidence> evidence,
        List<NotEvaluated> notEvaluated,
        Map<String, Instant> localCuts,
        List<LogEndpoint> endpoints,
        LogSummary summary) {
    public LogResult {
        artifacts = List.copyOf(artifacts);
        transfers = List.copyOf(transfers);
        signatures = List.copyOf(signatures);
        evidence = List.copyOf(evidence);
        notEvaluated = List.copyOf(notEvaluated);
        localCuts = Map.copyOf(localCuts);
        endpoints = List.copyOf(endpoints);
    }

    /** Nothing said. */
    public static final LogResult EMPTY =
            new LogResult(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), List.of(), LogSummary.NONE);
}
