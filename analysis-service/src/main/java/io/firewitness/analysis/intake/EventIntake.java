package io.firewitness.analysis.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.firewitness.analysis.AnalysisProblem;
import io.firewitness.analysis.cases.CaseItem;
import io.firewitness.analysis.cases.Cases;
import io.firewitness.analysis.diagnosis.Activities;
import io.firewitness.analysis.job.Analyses;
import io.firewitness.analysis.job.CaseArtifacts;
import io.firewitness.platform.tenancy.Scope;
import io.firewitness.platform.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Applies events in one transaction each: the note that it was taken, the change and the job that the change needs. The
 * service role is trusted to name the tenant; row-level security still limits the transaction to it.
 */
@ApplicationScoped
class EventIntake {
    /** An event that was taken, but whose answer was lost, is sent again within minutes; a sender that was away for weeks as well. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final TenantTransaction transactions;
    private final EntityManager entities;
    private final Cases cases;
    private final CaseArtifacts artifacts;
    private final Analyses analyses;
    private final Activities activities;
    private final Clock clock;

    EventIntake(
            TenantTransaction transactions,
            EntityManager entities,
            Cases cases,
            CaseArtifacts artifacts,
            Analyses analyses,
            Activities activities,
            Clock clock) {
        this.transactions = transactions;
        this.entities = entities;
        this.cases = cases;
        this.artifacts = artifacts;
        this.analyses = analyses;
        this.activities = activities;
        this.clock = clock;
    }

    void take(JsonNode event) {
        if (event == null) {
            throw AnalysisProblem.EVENT_INVALID.exception();
        }
        String id = text(event, "id");
        JsonNode data = event.path("data");
        switch (text(event, "type")) {
            case "io.firewitness.case.opened" -> {
                Scope scope = Scope.tenant(uuid(data.path("provider"), "id"), uuid(data.path("tenant"), "id"));
                once(id, scope, () -> open(scope, data));
            }
            case "io.firewitness.artifact.ready" -> {
                Scope scope = Scope.tenant(uuid(data, "providerId"), uuid(data, "tenantId"));
                once(id, scope, () -> ready(scope, data));
            }
            case "io.firewitness.artifact.deleted" -> {
                Scope scope = Scope.tenant(uuid(data, "providerId"), uuid(data, "tenantId"));
                once(id, scope, () -> deleted(scope, data));
            }
            default -> throw AnalysisProblem.EVENT_INVALID.exception();
        }
    }

    private void once(String eventId, Scope scope, Runnable change) {
        UUID tenant = scope.tenantId().orElseThrow();
        transactions.run(scope, () -> {
            Instant now = Instant.now(clock);
            int fresh = entities.createNativeQuery("""
                            insert into received_event (id, provider_id, tenant_id, received_at)
                            values (:id, :provider, :tenant, :at) on conflict do nothing""")
                    .setParameter("id", eventId)
                    .setParameter("provider", scope.providerId())
                    .setParameter("tenant", tenant)
                    .setParameter("at", now)
                    .executeUpdate();
            if (fresh == 1) {
                entities.createNativeQuery(
                                "delete from received_event where tenant_id = :tenant and received_at < :old")
                        .setParameter("tenant", tenant)
                        .setParameter("old", now.minus(REMEMBERED))
                        .executeUpdate();
                change.run();
            }
        });
    }

    private void open(Scope scope, JsonNode data) {
        UUID caseId = uuid(data, "caseId");
        String createdBy = text(data, "createdBy");
        cases.open(
                scope.providerId(),
                new CaseItem(
                        caseId,
                        text(data, "number"),
                        text(data, "title"),
                        new CaseItem.Tenant(scope.tenantId().orElseThrow(), text(data.path("tenant"), "name")),
                        null,
                        null,
                        null,
                        null,
                        null,
                        instant(data, "createdAt"),
                        createdBy));
        activities.note(scope, caseId, "case-opened", Map.of("by", createdBy));
    }

    private void ready(Scope scope, JsonNode data) {
        UUID caseId = knownCase(data);
        String name = text(data, "name");
        artifacts.add(
                scope,
                caseId,
                new CaseArtifacts.CaseArtifact(
                        uuid(data, "artifactId"),
                        name,
                        text(data, "kind"),
                        data.path("bytes").asLong()));
        activities.note(scope, caseId, "file-added", Map.of("name", name));
        queue(scope, caseId, data);
    }

    private void deleted(Scope scope, JsonNode data) {
        UUID caseId = knownCase(data);
        artifacts.remove(scope, caseId, uuid(data, "artifactId"));
        activities.note(scope, caseId, "file-deleted", Map.of("name", text(data, "name")));
        queue(scope, caseId, data);
    }

    /** Each event changes the files, also one that comes behind a later one: what was judged without it is judged again. */
    private void queue(Scope scope, UUID caseId, JsonNode data) {
        long setVersion = cases.advanceTo(caseId, data.path("setVersion").asLong());
        analyses.queue(scope, caseId, UUID.randomUUID(), setVersion);
    }

    private UUID knownCase(JsonNode data) {
        UUID caseId = uuid(data, "caseId");
        if (!cases.isKnown(caseId)) {
            throw AnalysisProblem.CASE_NOT_KNOWN_YET.exception();
        }
        return caseId;
    }

    private static String text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        if (!value.isTextual()) {
            throw AnalysisProblem.EVENT_INVALID.exception();
        }
        return value.textValue();
    }

    private static UUID uuid(JsonNode node, String member) {
        try {
            return UUID.fromString(text(node, member));
        } catch (IllegalArgumentException malformed) {
            throw AnalysisProblem.EVENT_INVALID.exception();
        }
    }

    private static Instant instant(JsonNode node, String member) {
        try {
            return Instant.parse(text(node, member));
        } catch (DateTimeException malformed) {
            throw AnalysisProblem.EVENT_INVALID.exception();
        }
    }
}
