package io.firewitness.knowledge.own;

import io.firewitness.platform.paging.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Rows are limited by the running transaction's scope; nothing here filters by provider or audience for safety. */
@ApplicationScoped
class OwnEntryRepository implements PanacheRepositoryBase<OwnEntryEntity, UUID> {
    /**
     * What a list is limited to; null means no limit.
     *
     * @param tenant entries about this tenant
     */
    record Filter(String kind, UUID tenant, boolean deleted) {}

    /** Last changed first. */
    List<OwnEntryEntity> page(Filter filter, Optional<Cursor> after, int limit) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        StringBuilder query = new StringBuilder("select e from OwnEntryEntity e where e.deleted = :deleted");
        parameters.put("deleted", filter.deleted());
        if (filter.kind() != null) {
            query.append(" and e.kind = :kind");
            parameters.put("kind", filter.kind());
        }
        if (filter.tenant() != null) {
            query.append(" and e.concerns = :tenant");
            parameters.put("tenant", filter.tenant());
        }
        after.ifPresent(cursor -> {
            query.append(" and (e.changedAt < :at or (e.changedAt = :at and e.id < :id))");
            parameters.put("at", cursor.at());
            parameters.put("id", cursor.id());
        });
        query.append(" order by e.changedAt desc, e.id desc");
        TypedQuery<OwnEntryEntity> typed = getEntityManager().createQuery(query.toString(), OwnEntryEntity.class);
        parameters.forEach(typed::setParameter);
        return typed.setMaxResults(limit).getResultList();
    }

    /** Everything that joins the guidance for a tenant, oldest first; the number of a provider's entries is limited. */
    List<OwnEntryEntity> concerning(UUID tenant) {
        return list("not deleted and (concerns is null or concerns = ?1) order by createdAt, id", tenant);
    }

    long countKept() {
        return count("not deleted");
    }

    boolean hasOverride(UUID tenant, UUID besides) {
        return count("not deleted and kind = 'override' and concerns = ?1 and id <> ?2", tenant, besides) > 0;
    }

    Optional<OwnEntryEntity> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Two creations of one provider at the same time wait for each other; what is counted then holds. */
    void lockProvider(UUID provider) {
        getEntityManager()
                .createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended(:provider, 0)) as text)")
                .setParameter("provider", "own-knowledge " + provider)
                .getSingleResult();
    }
}
