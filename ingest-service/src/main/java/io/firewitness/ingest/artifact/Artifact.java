package io.firewitness.ingest.artifact;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One uploaded file.
 *
 * @param bytes its announced size
 * @param receivedBytes how much of it is stored and safe
 * @param kind capture, log, bundle or unknown, by content; unknown until inspected
 * @param format as {@code ContentType} names it; null until inspected
 * @param reason why it was refused, or what is remarkable about it; null for nothing
 */
public record Artifact(
        UUID id,
        UUID caseId,
        String name,
        long bytes,
        long receivedBytes,
        String sha256,
        String kind,
        String format,
        ArtifactState state,
        Reason reason,
        Duplicate duplicateOf,
        Instant createdAt,
        Instant expiresAt) {

    /** A message code and its arguments. */
    public record Reason(String code, Map<String, Object> args) {}

    /** The file of the same tenant that has the same bytes. */
    public record Duplicate(UUID caseId, UUID artifactId) {}
}
