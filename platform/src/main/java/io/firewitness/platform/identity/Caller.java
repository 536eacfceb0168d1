package io.firewitness.platform.identity;

import io.firewitness.platform.tenancy.Scope;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The person or machine behind a request, as the verified token says. Immutable.
 *
 * @param providerId the provider this caller belongs to, directly or through its tenant
 * @param tenantId the caller's tenant; empty for a provider's own people, who reach all tenants of their provider
 * @param organizationName the name to show for the caller's own organization
 * @param subject the token's {@code sub}: stable, not for display
 * @param displayName the name to show in histories
 * @param roles realm roles, see {@link Role}
 */
public record Caller(
        UUID providerId,
        Optional<UUID> tenantId,
        String organizationName,
        String subject,
        String displayName,
        Set<String> roles) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** The rows this caller may reach. */
    public Scope scope() {
        return new Scope(providerId, tenantId);
    }

    public boolean isTenantUser() {
        return tenantId.isPresent();
    }
}
