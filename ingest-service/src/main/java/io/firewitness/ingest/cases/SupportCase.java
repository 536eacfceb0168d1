package io.firewitness.ingest.cases;

import java.time.Instant;
import java.util.UUID;

/**
 * One problem of one tenant.
 *
 * @param number what people call it, {@code FW-} and five characters; random, because a counter would tell one tenant
 *     how many cases others have
 * @param createdBy display name of who opened it
 */
public record SupportCase(
        UUID id,
        String number,
        String title,
        UUID providerId,
        UUID tenantId,
        String tenantName,
        Instant createdAt,
        String createdBy) {}
