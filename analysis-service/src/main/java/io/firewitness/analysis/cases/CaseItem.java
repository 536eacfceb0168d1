package io.firewitness.analysis.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/**
 * A case in a list.
 *
 * @param status empty, queued, analysing, judged or failed
 * @param waitingFor the file that would settle it, as a message key; null for none
 */
public record CaseItem(
        UUID id,
        String number,
        String title,
        Tenant tenant,
        String status,
        Verdict verdict,
        SameOffset sameOffset,
        String waitingFor,
        Instant updatedAt,
        Instant createdAt,
        String createdBy) {

    /** Whose case it is. */
    public record Tenant(UUID id, String name) {}

    /** The verdict in short. */
    public record Verdict(@JsonProperty("class") String verdictClass, Double confidence, String band) {}

    /** {@code attempts} of {@code of} attempts ended at one place. */
    public record SameOffset(Integer attempts, Integer of) {}
}
