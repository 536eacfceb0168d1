package io.firewitness.knowledge.own;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "own_change")
class OwnChangeEntity {
    @EmbeddedId
    Key key;

    @Column(name = "provider_id")
    UUID providerId;

    @Column(name = "tenant_id")
    UUID tenantId;

    String act;

    Instant at;

    String by;

    @JdbcTypeCode(SqlTypes.JSON)
    String before;

    @Embeddable
    record Key(@Column(name = "entry_id") UUID entryId, int version) {}
}
