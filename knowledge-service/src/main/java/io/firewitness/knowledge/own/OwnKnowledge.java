package io.firewitness.knowledge.own;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.firewitness.platform.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What joins the guidance of one case. Kept in memory for a moment, under provider and tenant and who may see it; a change made in this
 * process is seen at once, one made in another within {@link #KEPT}. Safe for several threads.
 */
@ApplicationScoped
public class OwnKnowledge {
    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final int MOST_KEPT = 2_000;
    /** Stands for "no tenant"; no organization has this id. */
    private static final UUID NONE = new UUID(0, 0);

    private final OwnEntries entries;
    private final Cache<Key, CaseEntries> recent =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST_KEPT).build();

    OwnKnowledge(OwnEntries entries) {
        this.entries = entries;
    }

    /** @param isTenant whether a tenant asks, who sees what is shared only */
    private record Key(UUID provider, UUID tenant, boolean isTenant) {}

    /**
     * The entries about a tenant and about the provider as a whole.
     *
     * @param tenant whose case it is; null for unknown. A tenant's own people always get what is about their own tenant
     */
    public CaseEntries concerning(Caller caller, UUID tenant) {
        UUID concerned = caller.tenantId().or(() -> Optional.ofNullable(tenant)).orElse(NONE);
        return recent.get(
                new Key(caller.providerId(), concerned, caller.isTenantUser()),
                key -> CaseEntries.of(entries.concerning(caller, concerned)));
    }

    /** A provider's entries were changed. */
    void forget(UUID provider) {
        recent.asMap().keySet().removeIf(key -> key.provider().equals(provider));
    }
}
