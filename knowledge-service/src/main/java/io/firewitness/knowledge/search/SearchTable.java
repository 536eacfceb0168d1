package io.firewitness.knowledge.search;

import io.firewitness.knowledge.content.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words of the releases in PostgreSQL. */
@ApplicationScoped
class SearchTable {
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.JAPANESE);

    private static final String INSERT = """
            insert into content_search (release, tokens, language, id, kind, vector)
            values (:release, :tokens, :language, :id, :kind,
                    cast(:vector as tsvector)
                    || case :language when 'en' then setweight(to_tsvector('english', :title), 'A')
                                                     || to_tsvector('english', :body)
                                      else cast('' as tsvector) end)""";

    /** Where both languages say it, the reader's is shown. */
    private static final String SELECT = """
            with hit as (
                select id, language, ts_rank(vector, q, 1) as score
                from content_search, cast(:query as tsquery) q
                where release = :release and tokens = :tokens and vector @@ q and (:kind = '' or kind = :kind)),
            best as (
                select distinct on (id) id, language, score from hit order by id, (language = :language) desc)
            select id, language, score, count(*) over () as total
            from best order by score desc, id limit :limit offset :offset""";

    private final EntityManager entities;

    SearchTable(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * @param language of the text that was found
     * @param total number of all hits
     */
    record Hit(String id, String language, double score, long total) {}

    /** Writes the words of a release unless they are there; one pod writes, the others wait. */
    @Transactional
    void write(String release, List<Entry> entries) {
        // The number is this table's, chosen once.
        entities.createNativeQuery("select cast(pg_advisory_xact_lock(7203102) as text)")
                .getSingleResult();
        Number present = (Number) entities.createNativeQuery(
                        "select count(*) from content_search where release = :release and tokens = :tokens")
                .setParameter("release", release)
                .setParameter("tokens", Words.VERSION)
                .getSingleResult();
        if (present.longValue() > 0) {
            return;
        }
        for (Entry entry : entries) {
            for (Locale language : LANGUAGES) {
                String title = entry.title().in(language);
                String text = entry.text().in(language);
                entities.createNativeQuery(INSERT)
                        .setParameter("release", release)
                        .setParameter("tokens", Words.VERSION)
                        .setParameter("language", language.getLanguage())
                        .setParameter("id", entry.id())
                        .setParameter("kind", entry.kind())
                        .setParameter("vector", Vector.of(title, entry.words(), text))
                        .setParameter("title", title)
                        .setParameter("body", text)
                        .executeUpdate();
            }
        }
    }

    /** The English stem of each word, in order; a word without one, such as "the", stands for itself. */
    @Transactional
    List<String> stems(List<String> words) {
        if (words.isEmpty()) {
            return List.of();
        }
        List<?> stems = entities.createNativeQuery("""
                        select coalesce((ts_lexize('english_stem', word))[1], word)
                        from unnest(string_to_array(:words, ' ')) with ordinality as given (word, place)
                        order by place""", String.class)
                .setParameter("words", String.join(" ", words))
                .getResultList();
        return stems.stream().map(String::valueOf).collect(Collectors.toList());
    }

    /**
     * @param query in the notation of {@link Vector#query}
     * @param kind empty for all
     */
    @Transactional
    List<Hit> find(String release, String query, String kind, String language, int limit, int offset) {
        List<?> rows = entities.createNativeQuery(SELECT, Object[].class)
                .setParameter("release", release)
                .setParameter("tokens", Words.VERSION)
                .setParameter("query", query)
                .setParameter("kind", kind)
                .setParameter("language", language)
                .setParameter("limit", limit)
                .setParameter("offset", offset)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Hit(
                        (String) row[0],
                        (String) row[1],
                        ((Number) row[2]).doubleValue(),
                        ((Number) row[3]).longValue()))
                .toList();
    }
}
