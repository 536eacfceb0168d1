package io.firewitness.knowledge.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "content_release")
class ReleaseEntity {
    @Id
    String version;

    @Column(name = "loaded_at")
    Instant loadedAt;
}
