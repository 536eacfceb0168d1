package io.firewitness.knowledge.rulepack;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class RulePackChoiceRepository implements PanacheRepository<RulePackChoiceEntity> {
    /** The last choice; empty where none was ever made. */
    Optional<RulePackChoiceEntity> last() {
        return findAll(Sort.descending("id")).firstResultOptional();
    }

    /** The last choices, newest first. */
    List<RulePackChoiceEntity> recent(int limit) {
        return findAll(Sort.descending("id")).page(0, limit).list();
    }
}
