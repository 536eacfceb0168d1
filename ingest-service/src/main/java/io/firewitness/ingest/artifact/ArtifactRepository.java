package io.firewitness.ingest.artifact;

import io.firewitness.platform.paging.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows are limited by the running transaction's scope; nothing here filters by tenant for safety. */
@ApplicationScoped
class ArtifactRepository implements PanacheRepositoryBase<ArtifactEntity, UUID> {
    /** The files of a case behind {@code after}, oldest first. */
    List<ArtifactEntity> ofCase(UUID caseId, Optional<Cursor> after, int limit) {
        PanacheQuery<ArtifactEntity> query = after.map(cursor -> find(
                        "caseId = ?1 and (createdAt > ?2 or (createdAt = ?2 and id > ?3)) order by createdAt, id",
                        caseId,
                        cursor.at(),
                        cursor.id()))
                .orElseGet(() -> find("caseId = ?1 order by createdAt, id", caseId));
        return query.page(0, limit).list();
    }

    /** What the tenant's files occupy or will occupy, in bytes. */
    long usedBytes(UUID tenantId) {
        Long sum = getEntityManager()
                .createQuery(
                        "select sum(a.bytes) from ArtifactEntity a where a.tenantId = :tenant and a.state in :states",
                        Long.class)
                .setParameter("tenant", tenantId)
                .setParameter(
                        "states",
                        Arrays.stream(ArtifactState.values())
                                .filter(ArtifactState::keepsBytes)
                                .toList())
                .getSingleResult();
        return sum == null ? 0 : sum;
    }

    /** Files of the tenant that wait for their inspection. */
    long inspecting(UUID tenantId) {
        return count("tenantId = ?1 and state = ?2", tenantId, ArtifactState.INSPECTING);
    }

    Optional<ArtifactEntity> readyWith(UUID tenantId, String sha256) {
        return find("tenantId = ?1 and sha256 = ?2 and state = ?3", tenantId, sha256, ArtifactState.READY)
                .firstResultOptional();
    }

    /** Two creations of one tenant must not both take the last free bytes; the lock ends with the transaction. */
    void lockQuota(UUID tenantId) {
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(:key)")
                .setParameter("key", tenantId.getMostSignificantBits() ^ tenantId.getLeastSignificantBits())
                .getSingleResult();
    }
}
