package io.firewitness.platform.test;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A tenant's row, as any service has. */
@Entity
@Table(name = "note")
class NoteEntity {
    @Id
    UUID id;

    @Column(name = "provider_id")
    UUID providerId;

    @Column(name = "tenant_id")
    UUID tenantId;

    String text;
}
