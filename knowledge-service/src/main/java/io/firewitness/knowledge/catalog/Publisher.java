package io.firewitness.knowledge.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firewitness.knowledge.content.Article;
import io.firewitness.knowledge.content.Component;
import io.firewitness.knowledge.content.Content;
import io.firewitness.knowledge.content.ContentReader;
import io.firewitness.knowledge.content.ContentRules;
import io.firewitness.knowledge.content.Contradiction;
import io.firewitness.knowledge.content.ErrorText;
import io.firewitness.knowledge.content.Guide;
import io.firewitness.knowledge.content.Port;
import io.firewitness.knowledge.content.Product;
import io.firewitness.knowledge.content.Recipe;
import io.firewitness.knowledge.content.Source;
import io.firewitness.knowledge.content.Vendor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Brings the content files of this build into the database and reads the release back. A version is written once, by the
 * first pod that carries it; later starts find it. Releases of other builds stay untouched, so pods of two versions can
 * run side by side.
 */
@ApplicationScoped
class Publisher {
    private final ReleaseRepository releases;
    private final ItemRepository items;
    private final ObjectMapper json;

    Publisher(ReleaseRepository releases, ItemRepository items, ObjectMapper json) {
        this.releases = releases;
        this.items = items;
        this.json = json;
    }

    /** @throws IllegalStateException where the content breaks a rule, naming each */
    @Transactional
    ContentReader.Release publish() {
        ContentReader.Release bundled = ContentReader.read();
        List<String> violations = ContentRules.violations(bundled.content());
        if (!violations.isEmpty()) {
            throw new IllegalStateException("content is broken: " + String.join("; ", violations));
        }
        releases.lockPublishing();
        if (releases.findById(bundled.version()) == null) {
            write(bundled);
        }
        return new ContentReader.Release(bundled.version(), read(bundled.version()));
    }

    private void write(ContentReader.Release release) {
        ReleaseEntity entity = new ReleaseEntity();
        entity.version = release.version();
        entity.loadedAt = Instant.now();
        releases.persist(entity);
        Content content = release.content();
        write(release.version(), content.sources(), Source::id);
        write(release.version(), content.components(), Component::id);
        write(release.version(), content.products(), Product::id);
        write(release.version(), content.ports(), Port::id);
        write(release.version(), content.errors(), ErrorText::id);
        write(release.version(), content.vendors(), Vendor::id);
        write(release.version(), content.articles(), Article::id);
        write(release.version(), content.guides(), Guide::id);
        write(release.version(), content.recipes(), Recipe::id);
        write(release.version(), content.contradictions(), Contradiction::id);
        items.flush();
    }

    private <T> void write(String release, List<T> values, Function<T, String> id) {
        int position = 0;
        for (T value : values) {
            ItemEntity item = new ItemEntity();
            item.key = new ItemEntity.Key(release, kind(value.getClass()), id.apply(value));
            item.position = position++;
            try {
                item.body = json.writeValueAsString(value);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
            items.persist(item);
        }
    }

    private Content read(String release) {
        return new Content(
                read(release, Source.class),
                read(release, Component.class),
                read(release, Product.class),
                read(release, Port.class),
                read(release, ErrorText.class),
                read(release, Vendor.class),
                read(release, Article.class),
                read(release, Guide.class),
                read(release, Recipe.class),
                read(release, Contradiction.class));
    }

    private <T> List<T> read(String release, Class<T> type) {
        List<T> values = new ArrayList<>();
        for (ItemEntity item : items.ofKind(release, kind(type))) {
            try {
                values.add(json.readValue(item.body, type));
            } catch (JsonProcessingException damaged) {
                throw new IllegalStateException("content_item " + item.key + " cannot be read", damaged);
            }
        }
        return values;
    }

    private static String kind(Class<?> type) {
        return type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
}
