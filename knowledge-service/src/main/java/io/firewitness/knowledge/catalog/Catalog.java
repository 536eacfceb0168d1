package io.firewitness.knowledge.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firewitness.knowledge.content.Content;
import io.firewitness.knowledge.content.ContentReader;
import io.firewitness.knowledge.content.Localized;
import io.firewitness.knowledge.content.Source;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The release that this process serves: read from the database once at start, then immutable and shared by all threads.
 * It holds nothing of any provider, so it is the same for every caller.
 */
@Startup
@ApplicationScoped
public class Catalog {
    private final Publisher publisher;
    private final ObjectMapper json;
    private ContentReader.Release release;
    private Map<String, Source> sources;
    private Map<String, Localized> components;
    private Renderer renderer;

    Catalog(Publisher publisher, ObjectMapper json) {
        this.publisher = publisher;
        this.json = json;
    }

    @PostConstruct
    void open() {
        release = publisher.publish();
        sources = new HashMap<>();
        release.content().sources().forEach(source -> sources.put(source.id(), source));
        components = new HashMap<>();
        release.content().components().forEach(component -> components.put(component.id(), component.name()));
        renderer = new Renderer(json, sources);
    }

    public String version() {
        return release.version();
    }

    public Content content() {
        return release.content();
    }

    /**
     * What an answer says about a source.
     *
     * @param date of its last review
     * @param changed when it was seen to have changed since; absent for not
     */
    public record SourceView(
            String id,
            String title,
            String url,
            LocalDate date,
            @JsonInclude(JsonInclude.Include.NON_NULL) LocalDate changed) {}

    /** The sources with these ids, in the same order. */
    public List<SourceView> sources(List<String> ids) {
        return ids.stream()
                .map(sources::get)
                .map(source ->
                        new SourceView(source.id(), source.title(), source.url(), source.reviewed(), source.changed()))
                .toList();
    }

    /** The name of a component for people. */
    public String component(String id, Locale language) {
        return components.get(id).in(language);
    }

    /** See {@link Renderer#render}. */
    public com.fasterxml.jackson.databind.JsonNode render(Object value, Locale language) {
        return renderer.render(value, language);
    }
}
