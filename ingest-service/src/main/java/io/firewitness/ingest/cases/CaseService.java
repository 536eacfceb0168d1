package io.firewitness.ingest.cases;

import io.firewitness.ingest.IngestProblem;
import io.firewitness.ingest.event.AnalysisEvent;
import io.firewitness.ingest.event.Outbox;
import io.firewitness.ingest.tenants.Tenant;
import io.firewitness.ingest.tenants.TenantDirectory;
import io.firewitness.platform.idempotency.IdempotencyKeys;
import io.firewitness.platform.identity.Caller;
import io.firewitness.platform.problem.CommonProblem;
import io.firewitness.platform.tenancy.Scope;
import io.firewitness.platform.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Opens and finds cases. */
@ApplicationScoped
public class CaseService {
    /** Crockford's base 32: no letters that look like digits. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int NUMBER_LENGTH = 5;

    private final SecureRandom random = new SecureRandom();
    private final TenantTransaction transactions;
    private final CaseRepository cases;
    private final TenantDirectory tenants;
    private final IdempotencyKeys keys;
    private final Outbox outbox;
    private final Clock clock;

    CaseService(
            TenantTransaction transactions,
            CaseRepository cases,
            TenantDirectory tenants,
            IdempotencyKeys keys,
            Outbox outbox,
            Clock clock) {
        this.transactions = transactions;
        this.cases = cases;
        this.tenants = tenants;
        this.keys = keys;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Opens a case.
     *
     * @param tenantId for whom; a tenant's own people may leave it out
     * @param idempotencyKey a repeated call with the same key returns the first case; null for none
     */
    SupportCase open(Caller caller, String title, Optional<UUID> tenantId, String idempotencyKey) {
        UUID wanted = tenantId.or(caller::tenantId).orElseThrow(IngestProblem.TENANT_REQUIRED::exception);
        Tenant tenant = tenants.find(caller, wanted).orElseThrow(CommonProblem.NOT_FOUND::exception);
        Scope scope = Scope.tenant(caller.providerId(), tenant.id());
        return transactions.call(scope, () -> {
            UUID id = UUID.randomUUID();
            Optional<UUID> earlier = keys.claim(scope, caller, "openCase", idempotencyKey, List.of(title.strip()), id);
            if (earlier.isPresent()) {
                return inScope(earlier.get());
            }
            CaseEntity fresh = new CaseEntity();
            fresh.id = id;
            fresh.providerId = caller.providerId();
            fresh.tenantId = tenant.id();
            fresh.tenantName = tenant.name();
            fresh.number = randomNumber();
            fresh.title = title.strip();
            fresh.createdAt = Instant.now(clock);
            fresh.createdBy = caller.displayName();
            cases.persistAndFlush(fresh);
            SupportCase opened = fresh.toDomain();
            outbox.publish(AnalysisEvent.caseOpened(opened));
            return opened;
        });
    }

    /** A case in the caller's reach. */
    public SupportCase find(Caller caller, UUID caseId) {
        return transactions.call(
                caller.scope(),
                () -> cases.findByIdOptional(caseId)
                        .map(CaseEntity::toDomain)
                        .orElseThrow(CommonProblem.NOT_FOUND::exception));
    }

    /** A case in the running transaction's scope. */
    public SupportCase inScope(UUID caseId) {
        return cases.findByIdOptional(caseId).map(CaseEntity::toDomain).orElseThrow(CommonProblem.NOT_FOUND::exception);
    }

    /** The next number of the case's artifact set; call it in the transaction that changes the set. */
    public long nextSetVersion(UUID caseId) {
        CaseEntity entity = cases.locked(caseId).orElseThrow(CommonProblem.NOT_FOUND::exception);
        entity.setVersion++;
        return entity.setVersion;
    }

    private String randomNumber() {
        StringBuilder number = new StringBuilder("FW-");
        for (int i = 0; i < NUMBER_LENGTH; i++) {
            number.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return number.toString();
    }
}
