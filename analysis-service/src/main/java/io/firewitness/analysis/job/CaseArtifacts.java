package io.firewitness.analysis.job;

import io.firewitness.platform.tenancy.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;

/** Which files belong to a case. Works in the running transaction and its scope. */
@ApplicationScoped
public class CaseArtifacts {
    private final EntityManager entities;

    CaseArtifacts(EntityManager entities) {
        this.entities = entities;
    }

    /** One file of a case. */
    public record CaseArtifact(UUID id, String name, String kind, long bytes) {}

    /** Adds a file. An event that says it is gone may have come first; then it stays gone. */
    public void add(Scope scope, UUID caseId, CaseArtifact artifact) {
        insert(scope, caseId, artifact, false);
    }

    /** Notes that a file is gone. */
    public void remove(Scope scope, UUID caseId, UUID artifactId) {
        insert(scope, caseId, new CaseArtifact(artifactId, "", "unknown", 0), true);
        entities.createNativeQuery("update case_artifact set is_deleted = true where id = :id")
                .setParameter("id", artifactId)
                .executeUpdate();
    }

    /** The files of a case, in the order of their names. */
    public List<CaseArtifact> of(UUID caseId) {
        List<?> rows =
                entities.createNativeQuery("""
                        select id, name, kind, bytes from case_artifact
                        where case_id = :case and not is_deleted order by name, id""").setParameter("case", caseId).getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new CaseArtifact(
                        (UUID) row[0], (String) row[1], (String) row[2], ((Number) row[3]).longValue()))
                .toList();
    }

    private void insert(Scope scope, UUID caseId, CaseArtifact artifact, boolean isDeleted) {
        entities.createNativeQuery("""
                        insert into case_artifact (id, provider_id, tenant_id, case_id, name, kind, bytes, is_deleted)
                        values (:id, :provider, :tenant, :case, :name, :kind, :bytes, :deleted)
                        on conflict (id) do nothing""")
                .setParameter("id", artifact.id())
                .setParameter("provider", scope.providerId())
                .setParameter("tenant", scope.tenantId().orElseThrow())
                .setParameter("case", caseId)
                .setParameter("name", artifact.name())
                .setParameter("kind", artifact.kind())
                .setParameter("bytes", artifact.bytes())
                .setParameter("deleted", isDeleted)
                .executeUpdate();
    }
}
