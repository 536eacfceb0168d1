package io.firewitness.analysis.job;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Rows are limited by the running transaction's scope. */
@ApplicationScoped
class AnalysisRepository implements PanacheRepositoryBase<AnalysisEntity, UUID> {
    /** Runs of a tenant that are not over. */
    long waiting(UUID tenantId) {
        return count("tenantId = ?1 and state in (?2, ?3)", tenantId, Analysis.State.QUEUED, Analysis.State.RUNNING);
    }

    /** The run that counts: the last one that was queued. */
    Optional<AnalysisEntity> latest(UUID caseId) {
        return find("caseId = ?1 order by sequence desc", caseId).firstResultOptional();
    }
}
