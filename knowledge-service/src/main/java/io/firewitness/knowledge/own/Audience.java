package io.firewitness.knowledge.own;

import io.firewitness.platform.identity.Caller;
import io.firewitness.platform.tenancy.Scope;
import java.util.List;
import java.util.UUID;

/**
 * Who may see an entry, as the {@code tenant_id} of its row: the row-level policy decides, no query has to. See the migration that
 * makes the table.
 */
final class Audience {
    /** Every tenant of the provider. No organization has this id; it is in no token. */
    static final UUID ALL_TENANTS = new UUID(0, 0);

    private Audience() {}

    static UUID of(UUID providerId, OwnState state) {
        if (!state.shared()) {
            return providerId;
        }
        return state.tenantId() == null ? ALL_TENANTS : state.tenantId();
    }

    static boolean isShared(OwnEntryEntity entity) {
        return !entity.tenantId.equals(entity.providerId);
    }

    /** What a caller reads: a provider's people everything, a tenant's what is shared with it and what is shared with all. */
    static List<Scope> readBy(Caller caller) {
        return caller.isTenantUser()
                ? List.of(caller.scope(), Scope.tenant(caller.providerId(), ALL_TENANTS))
                : List.of(caller.scope());
    }
}
