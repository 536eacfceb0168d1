package io.firewitness.analysis.cases;

import io.firewitness.platform.identity.Caller;
import io.firewitness.platform.paging.Cursor;
import io.firewitness.platform.problem.CommonProblem;
import io.firewitness.platform.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps and finds cases. Methods without a caller run in the transaction of whoever calls them. */
@ApplicationScoped
public class Cases {
    private final TenantTransaction transactions;
    private final CaseRepository cases;
    private final Clock clock;

    Cases(TenantTransaction transactions, CaseRepository cases, Clock clock) {
        this.transactions = transactions;
        this.cases = cases;
        this.clock = clock;
    }

    /** A page of cases, the counts for each facet, and how many there are in all. */
    record Page(List<CaseItem> items, String next, long total, Map<String, Map<String, Long>> facets) {}

    /** Where the analysis of a case stands, as the list shows it. */
    public enum Status {
        EMPTY,
        QUEUED,
        ANALYSING,
        JUDGED,
        FAILED;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The verdict in the form the list needs. */
    public record Summary(
            String verdictClass,
            double confidence,
            String band,
            Integer sameAttempts,
            Integer sameOf,
            String waitingFor) {}

    Page page(Caller caller, CaseFilter filter, Optional<Cursor> after, int limit) {
        return transactions.call(caller.scope(), () -> {
            List<CaseEntity> found = cases.page(filter, after, limit + 1);
            boolean isMore = found.size() > limit;
            List<CaseItem> items =
                    found.stream().limit(limit).map(CaseEntity::toItem).toList();
            String next = isMore
                    ? new Cursor(items.getLast().updatedAt(), items.getLast().id()).encode()
                    : null;
            return new Page(items, next, cases.count(filter), cases.facets(filter));
        });
    }

    /** A case in the running transaction's scope. */
    public CaseItem find(UUID caseId) {
        return cases.findByIdOptional(caseId).map(CaseEntity::toItem).orElseThrow(CommonProblem.NOT_FOUND::exception);
    }

    /** Fails as an unknown case does where the running transaction's scope does not hold it. */
    public void requireKnown(UUID caseId) {
        if (!isKnown(caseId)) {
            throw CommonProblem.NOT_FOUND.exception();
        }
    }

    /** The number of the case's present artifact set. */
    public long setVersion(UUID caseId) {
        return locked(caseId).setVersion;
    }

    /** True where the running transaction's scope holds the case. */
    public boolean isKnown(UUID caseId) {
        return cases.findByIdOptional(caseId).isPresent();
    }

    /** Notes a new case; a second announcement changes nothing. */
    public void open(UUID providerId, CaseItem opened) {
        if (isKnown(opened.id())) {
            return;
        }
        CaseEntity fresh = new CaseEntity();
        fresh.id = opened.id();
        fresh.providerId = providerId;
        fresh.tenantId = opened.tenant().id();
        fresh.tenantName = opened.tenant().name();
        fresh.number = opened.number();
        fresh.title = opened.title();
        fresh.createdAt = opened.createdAt();
        fresh.createdBy = opened.createdBy();
        fresh.updatedAt = Instant.now(clock);
        fresh.status = Status.EMPTY.id();
        cases.persist(fresh);
    }

    /** Locks the case and notes a number of its artifact set; the greatest one noted so far, as events may come out of order. */
    public long advanceTo(UUID caseId, long setVersion) {
        CaseEntity entity = locked(caseId);
        entity.setVersion = Math.max(entity.setVersion, setVersion);
        return entity.setVersion;
    }

    /** Changes what the list shows of the analysis. */
    public void mark(UUID caseId, Status status) {
        CaseEntity entity = locked(caseId);
        entity.status = status.id();
        entity.updatedAt = Instant.now(clock);
    }

    /** Notes the verdict; null takes it away, for a case without files. Returns the verdict class it had before, or null. */
    public String judge(UUID caseId, Summary summary) {
        CaseEntity entity = locked(caseId);
        String earlier = entity.verdictClass;
        entity.verdictClass = summary == null ? null : summary.verdictClass();
        entity.confidence = summary == null ? null : summary.confidence();
        entity.band = summary == null ? null : summary.band();
        entity.sameAttempts = summary == null ? null : summary.sameAttempts();
        entity.sameOf = summary == null ? null : summary.sameOf();
        entity.waitingFor = summary == null ? null : summary.waitingFor();
        entity.status = summary == null ? Status.EMPTY.id() : Status.JUDGED.id();
        entity.updatedAt = Instant.now(clock);
        return earlier;
    }

    private CaseEntity locked(UUID caseId) {
        return cases.findByIdOptional(caseId, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(CommonProblem.NOT_FOUND::exception);
    }
}
