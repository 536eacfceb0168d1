package io.firewitness.knowledge.rulepack;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class RulePackRepository implements PanacheRepositoryBase<RulePackEntity, String> {
    List<RulePackEntity> newestFirst() {
        return listAll(Sort.descending("importedAt", "version"));
    }
}
