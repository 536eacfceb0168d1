package io.firewitness.knowledge.content;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

@Entity
@Table(name = "content_entry")
@IdClass(ContentEntryEntity.Key.class)
class ContentEntryEntity {
    @Id
    String kind;

    @Id
    String id;

    @Column(name = "position")
    int position;

    String document;

    /** Kind and id together. */
    record Key(String kind, String id) implements Serializable {}
}
