package io.firewitness.knowledge.rulepack;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "rule_pack_choice")
class RulePackChoiceEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    /** Null for the pack that is built into the engine. */
    String version;

    @Column(name = "chosen_at")
    Instant chosenAt;

    @Column(name = "chosen_by")
    String chosenBy;
}
