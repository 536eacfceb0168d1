package io.firewitness.knowledge.own;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Rows are limited by the running transaction's scope. */
@ApplicationScoped
class OwnChangeRepository implements PanacheRepositoryBase<OwnChangeEntity, OwnChangeEntity.Key> {
    /** The newest first, beginning below {@code version}. */
    List<OwnChangeEntity> below(UUID entry, int version, int limit) {
        return find("key.entryId = ?1 and key.version < ?2 order by key.version desc", entry, version)
                .page(0, limit)
                .list();
    }
}
