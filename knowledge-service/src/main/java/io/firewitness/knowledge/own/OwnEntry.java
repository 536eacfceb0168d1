package io.firewitness.knowledge.own;

import java.time.Instant;
import java.util.UUID;

/**
 * One entry of a provider's own knowledge.
 *
 * @param tenantId the tenant it is about; null for the whole provider
 * @param shared whether that tenant, or every tenant of the provider, sees it too
 * @param version counts the changes; it is the ETag
 * @param createdBy null for a tenant's people, as is {@code changedBy}: what is shared is the fact
 */
public record OwnEntry(
        UUID id,
        UUID tenantId,
        boolean shared,
        OwnFact fact,
        int version,
        boolean deleted,
        Instant createdAt,
        String createdBy,
        Instant changedAt,
        String changedBy) {
    OwnEntry withoutNames() {
        return new OwnEntry(id, tenantId, shared, fact, version, deleted, createdAt, null, changedAt, null);
    }
}
