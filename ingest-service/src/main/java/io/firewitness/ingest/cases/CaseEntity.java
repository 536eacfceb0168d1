package io.firewitness.ingest.cases;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "support_case")
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

    @Column(name = "set_version")
    long setVersion;

    SupportCase toDomain() {
        return new SupportCase(id, number, title, providerId, tenantId, tenantName, createdAt, createdBy);
    }
}
