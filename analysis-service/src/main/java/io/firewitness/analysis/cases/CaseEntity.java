package io.firewitness.analysis.cases;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "case_view")
class CaseEntity {
    @Id
    UUID id;

    @Column(name = "provider_id")
    UUID providerId;

    @Column(name = "tenant_id")
    UUID tenantId;

    @Column(name = "tenant_name")
    String tenantName;

    String number;

    String title;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "updated_at")
    Instant updatedAt;

    String status;

    @Column(name = "set_version")
    long setVersion;

    @Column(name = "verdict_class")
    String verdictClass;

    Double confidence;

    String band;

    @Column(name = "same_attempts")
    Integer sameAttempts;

    @Column(name = "same_of")
    Integer sameOf;

    @Column(name = "waiting_for")
    String waitingFor;

    CaseItem toItem() {
        return new CaseItem(
                id,
                number,
                title,
                new CaseItem.Tenant(tenantId, tenantName),
                status,
                verdictClass == null ? null : new CaseItem.Verdict(verdictClass, confidence, band),
                sameOf == null ? null : new CaseItem.SameOffset(sameAttempts, sameOf),
                waitingFor,
                updatedAt,
                createdAt,
                createdBy);
    }
}
