package io.firewitness.knowledge.search;

import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.catalog.Page;
import io.firewitness.knowledge.content.Entries;
import io.firewitness.knowledge.content.Entry;
import io.firewitness.knowledge.content.Status;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds statements of the served release. A question may be in either language, whatever the reader's is. */
@Startup
@ApplicationScoped
class Search {
    /** A question of more words is answered by its first ones; it is no longer a question. */
    private static final int MAX_TERMS = 24;

    private final Catalog catalog;
    private final SearchTable table;
    private Map<String, Entry> entries;

    Search(Catalog catalog, SearchTable table) {
        this.catalog = catalog;
        this.table = table;
    }

    @PostConstruct
    void open() {
        List<Entry> all = Entries.of(catalog.content());
        entries = all.stream().collect(Collectors.toUnmodifiableMap(Entry::id, Function.identity()));
        table.write(catalog.version(), all);
    }

    /**
     * A statement that was found.
     *
     * @param kind of the page it stands on
     * @param page id of that page
     * @param title in the reader's language
     * @param language of {@code excerpt}: the reader's where it was found in it, else the other
     * @param excerpt the text around the hit, in parts
     * @param score from PostgreSQL's {@code ts_rank}; to be compared within one answer only
     */
    record Found(
            String kind,
            String page,
            String id,
            String title,
            String language,
            List<Highlighter.Part> excerpt,
            double score,
            Status status,
            List<Catalog.SourceView> references) {}

    /** @param kind null for all */
    Page<Found> find(String question, String kind, Locale language, int limit, int offset) {
        List<Words.Term> terms = Words.of(question).stream().limit(MAX_TERMS).toList();
        if (terms.isEmpty()) {
            return new Page<>(List.of(), 0, offset);
        }
        List<String> stems = table.stems(terms.stream()
                .filter(term -> !term.wide())
                .map(Words.Term::text)
                .toList());
        Highlighter highlighter = new Highlighter(terms, stems);
        List<SearchTable.Hit> hits = table.find(
                catalog.version(),
                Vector.query(terms, stems),
                kind == null ? "" : kind,
                language.getLanguage(),
                limit,
                offset);
        long total = hits.isEmpty() ? 0 : hits.getFirst().total();
        return new Page<>(
                hits.stream().map(hit -> found(hit, highlighter, language)).toList(), total, offset);
    }

    private Found found(SearchTable.Hit hit, Highlighter highlighter, Locale language) {
        Entry entry = entries.get(hit.id());
        Locale shown = Locale.of(hit.language());
        return new Found(
                entry.kind(),
                entry.page(),
                entry.id(),
                entry.title().in(language),
                hit.language(),
                excerpt(entry, highlighter, shown),
                hit.score(),
                entry.status(),
                catalog.sources(entry.sources()));
    }

    /** The text, or where only a name or a wording was hit, that one. */
    private static List<Highlighter.Part> excerpt(Entry entry, Highlighter highlighter, Locale language) {
        List<Highlighter.Part> text = highlighter.excerpt(entry.text().in(language));
        return Stream.concat(Stream.of(text), entry.words().stream().map(highlighter::excerpt))
                .filter(parts -> parts.stream().anyMatch(Highlighter.Part::hit))
                .findFirst()
                .orElse(text);
    }
}
