package io.firewitness.platform.tenancy;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows a transaction may reach.
 *
 * @param providerId the provider; always set
 * @param tenantId one tenant of it, or empty for all of its tenants
 */
public record Scope(UUID providerId, Optional<UUID> tenantId) {
    public Scope {
        Objects.requireNonNull(providerId);
        Objects.requireNonNull(tenantId);
    }

    /** One tenant of one provider. */
    public static Scope tenant(UUID providerId, UUID tenantId) {
        return new Scope(providerId, Optional.of(tenantId));
    }
}
