package io.firewitness.knowledge.catalog;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "content_item")
class ItemEntity {
    @EmbeddedId
    Key key;

    /** Keeps the order of the content files. */
    int position;

    @JdbcTypeCode(SqlTypes.JSON)
    String body;

    @Embeddable
    record Key(String release, String kind, String id) {}
}
