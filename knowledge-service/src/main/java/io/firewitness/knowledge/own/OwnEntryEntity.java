package io.firewitness.knowledge.own;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "own_entry")
class OwnEntryEntity {
    @Id
    UUID id;

    @Column(name = "provider_id")
    UUID providerId;

    /** Who may see the row, see {@link Audience}. */
    @Column(name = "tenant_id")
    UUID tenantId;

    UUID concerns;

    String kind;

    @JdbcTypeCode(SqlTypes.JSON)
    String fact;

    int version;

    boolean deleted;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "changed_by")
    String changedBy;
}
