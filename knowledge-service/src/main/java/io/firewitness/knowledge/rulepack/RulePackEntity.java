package io.firewitness.knowledge.rulepack;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "rule_pack")
class RulePackEntity {
    @Id
    String version;

    String document;

    String sha256;

    @Column(name = "key_id")
    String keyId;

    @Column(name = "imported_at")
    Instant importedAt;

    @Column(name = "imported_by")
    String importedBy;
}
