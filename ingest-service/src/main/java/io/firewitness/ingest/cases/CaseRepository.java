package io.firewitness.ingest.cases;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

/** Rows are limited by the running transaction's scope; nothing here filters by tenant. */
@ApplicationScoped
class CaseRepository implements PanacheRepositoryBase<CaseEntity, UUID> {
    Optional<CaseEntity> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }
}
