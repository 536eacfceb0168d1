package io.firewitness.analysis.job;

import io.firewitness.analysis.diagnosis.Activities;
import io.firewitness.analysis.rules.RulePacks;
import io.firewitness.platform.identity.Caller;
import io.firewitness.platform.tenancy.Scope;
import io.firewitness.platform.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Judges the cases of a caller again that were judged with another rule pack than the one in use. */
@ApplicationScoped
class Rejudgement {
    /** Cases queued by one call: as much as a transaction should hold. */
    private static final int MOST = 500;

    private static final String OUTDATED = """
             from diagnosis d join case_view c on c.id = d.case_id
            where d.is_current and d.rule_pack <> :pack and c.status in ('judged', 'failed')
              and exists (select from case_artifact a where a.case_id = d.case_id and not a.is_deleted)""";

    private final TenantTransaction transactions;
    private final EntityManager entities;
    private final RulePacks packs;
    private final Analyses analyses;
    private final Activities activities;

    Rejudgement(
            TenantTransaction transactions,
            EntityManager entities,
            RulePacks packs,
            Analyses analyses,
            Activities activities) {
        this.transactions = transactions;
        this.entities = entities;
        this.packs = packs;
        this.analyses = analyses;
        this.activities = activities;
    }

    /**
     * How the caller's cases stand to the rule pack in use.
     *
     * @param rulePack the version in use
     * @param queued cases that this call has queued
     * @param outdated judged cases that were judged with another version and are not queued
     */
    record Standing(String rulePack, int queued, long outdated) {}

    Standing standing(Caller caller) {
        String version = packs.current().version();
        return transactions.call(caller.scope(), () -> new Standing(version, 0, outdated(version)));
    }

    /** Queues the cases that were changed last first; their raw files are read again, nothing of the verdict is carried over. */
    Standing start(Caller caller) {
        String version = packs.current().version();
        return transactions.call(caller.scope(), () -> {
            List<?> rows = query(
                            "select d.case_id, d.tenant_id, c.set_version" + OUTDATED + " order by c.updated_at desc",
                            version)
                    .setMaxResults(MOST)
                    .getResultList();
            for (Object entry : rows) {
                Object[] row = (Object[]) entry;
                UUID caseId = (UUID) row[0];
                Scope owner = Scope.tenant(caller.providerId(), (UUID) row[1]);
                activities.note(owner, caseId, "analysis-requested", Map.of("by", caller.displayName()));
                analyses.queue(owner, caseId, UUID.randomUUID(), ((Number) row[2]).longValue());
            }
            return new Standing(version, rows.size(), outdated(version));
        });
    }

    private long outdated(String version) {
        entities.flush();
        return ((Number) query("select count(*)" + OUTDATED, version).getSingleResult()).longValue();
    }

    private Query query(String sql, String version) {
        return entities.createNativeQuery(sql).setParameter("pack", version);
    }
}
