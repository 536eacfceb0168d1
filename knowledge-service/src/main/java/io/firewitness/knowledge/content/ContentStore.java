package io.firewitness.knowledge.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Loads the content of this release into the database at start, where it is not there yet, and reads it from there. */
@ApplicationScoped
public class ContentStore {
    private final ContentRepository entries;
    private final ObjectMapper json;
    private final Content content = ContentFiles.read();

    ContentStore(ContentRepository entries, ObjectMapper json) {
        this.entries = entries;
        this.json = json;
    }

    void onStart(@Observes StartupEvent event) {
        List<String> findings = ContentRules.findings(content);
        if (!findings.isEmpty()) {
            throw new IllegalStateException("the content is not fit to be served: " + findings);
        }
        QuarkusTransaction.requiringNew().run(this::load);
    }

    /** The content as a whole, for reasoning over it. */
    public Content content() {
        return content;
    }

    /** All entries of a kind, in the order of their file. */
    public <T> List<T> all(String kind, Class<T> type) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> entries.ofKind(kind).stream()
                        .map(entry -> read(entry.document, type))
                        .toList());
    }

    private void load() {
        entries.lock();
        if (content.version().equals(entries.version())) {
            return;
        }
        entries.deleteAll();
        write("product", content.products());
        write("port", content.ports());
        write("error", content.errors());
        write("vendor", content.vendors());
        write("step", List.copyOf(content.steps().values()));
        entries.writeVersion(content.version());
    }

    private void write(String kind, List<? extends Statement> statements) {
        int position = 0;
        for (Statement statement : statements) {
            ContentEntryEntity entity = new ContentEntryEntity();
            entity.kind = kind;
            entity.id = statement.id();
            entity.position = position++;
            try {
                entity.document = json.writeValueAsString(statement);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
            entries.persist(entity);
        }
    }

    private <T> T read(String document, Class<T> type) {
        try {
            return json.readValue(document, type);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a stored content entry cannot be read", damaged);
        }
    }
}
