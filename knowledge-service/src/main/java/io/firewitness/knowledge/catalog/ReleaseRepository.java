package io.firewitness.knowledge.catalog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ReleaseRepository implements PanacheRepositoryBase<ReleaseEntity, String> {
    /** Holds back other starting pods until this transaction ends; the number is this table's, chosen once. */
    void lockPublishing() {
        getEntityManager()
                .createNativeQuery("select cast(pg_advisory_xact_lock(7203101) as text)")
                .getSingleResult();
    }
}
