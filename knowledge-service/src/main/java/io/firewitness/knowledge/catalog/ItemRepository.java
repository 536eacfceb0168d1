package io.firewitness.knowledge.catalog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class ItemRepository implements PanacheRepositoryBase<ItemEntity, ItemEntity.Key> {
    /** All items of one kind of one release, in file order; a release has some hundred items in all. */
    List<ItemEntity> ofKind(String release, String kind) {
        return list("key.release = ?1 and key.kind = ?2 order by position", release, kind);
    }
}
