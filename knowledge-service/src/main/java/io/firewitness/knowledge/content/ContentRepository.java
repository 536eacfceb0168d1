package io.firewitness.knowledge.content;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The loaded content entries. */
@ApplicationScoped
class ContentRepository implements PanacheRepositoryBase<ContentEntryEntity, ContentEntryEntity.Key> {
    List<ContentEntryEntity> ofKind(String kind) {
        return list("kind = ?1 order by position", kind);
    }

    String version() {
        List<?> versions = getEntityManager()
                .createNativeQuery("select version from content_version")
                .getResultList();
        return versions.isEmpty() ? null : (String) versions.getFirst();
    }

    /** Pods of one release may start together; the lock lets one of them load. */
    void lock() {
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(2140)")
                .getSingleResult();
    }

    void writeVersion(String version) {
        getEntityManager()
                .createNativeQuery("""
                        insert into content_version (version) values (:version)
                        on conflict (only_one) do update set version = excluded.version""")
                .setParameter("version", version)
                .executeUpdate();
    }
}
