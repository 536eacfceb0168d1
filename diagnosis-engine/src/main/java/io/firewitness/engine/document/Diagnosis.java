package io.firewitness.engine.document;

import java.util.List;

/**
 * The result for one case.
 *
 * @param schema {@link #SCHEMA}
 * @param engine version of the engine
 * @param rulePack version of the rule pack
 * @param verdict the case as a whole
 * @param artifacts every input, and every file found inside bundles
 * @param connections every TCP connection and UDP conversation, up to the rule pack's limit, gravest first where cut
 * @param transfers attempts that belong together, from logs and captures
 * @param signatures error texts found in logs
 * @param evidence facts that concern the case and no single connection
 * @param notEvaluated rules that lacked something
 * @param path who stands where; {@code null} where no capture tells
 * @param clocks clocks of the files
 * @param counts sums
 * @param endpoints addresses that logs name
 */
public record Diagnosis(
        String schema,
        String engine,
        String rulePack,
        Verdict verdict,
        List<ArtifactEntry> artifacts,
        List<Connection> connections,
        List<Transfer> transfers,
        List<Signature> signatures,
        List<Evidence> evidence,
        List<NotEvaluated> notEvaluated,
        PathView path,
        List<Clock> clocks,
        Counts counts,
        List<LogEndpoint> endpoints) {
    /** Name and version of the document's schema. */
    public static final String SCHEMA = "firewitness.diagnosis/1";

    public Diagnosis {
        artifacts = List.copyOf(artifacts);
        connections = List.copyOf(connections);
        transfers = List.copyOf(transfers);
        signatures = List.copyOf(signatures);
        evidence = List.copyOf(evidence);
        notEvaluated = List.copyOf(notEvaluated);
        clocks = List.copyOf(clocks);
        endpoints = List.copyOf(endpoints);
    }
}
