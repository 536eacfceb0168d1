package io.firewitness.knowledge.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.firewitness.platform.problem.CommonProblem;
import io.firewitness.platform.problem.ProblemTexts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Builds answers that depend on nothing but address, language and release, so the release is their ETag. */
@ApplicationScoped
public class Answers {
    private static final long MOST_BYTES = 8L * 1024 * 1024;
    /** What a kept answer costs beside its body. */
    private static final int OVERHEAD = 512;

    /** Published content only, the same for every caller; the release of a process never changes, so nothing here ages. */
    private final Cache<Question, byte[]> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Question question, byte[] body) -> body.length + OVERHEAD)
            .build();

    private final Catalog catalog;
    private final ObjectMapper json;

    Answers(Catalog catalog, ObjectMapper json) {
        this.catalog = catalog;
        this.json = json;
    }

    private record Question(Record filter, Locale language) {}

    /**
     * The language of an answer: {@code lang} where it is {@code en} or {@code ja}, else the best of the header.
     *
     * @param lang query parameter; null for none
     */
    public static Locale language(String lang, HttpHeaders headers) {
        return ProblemTexts.LANGUAGES.stream()
                .filter(language -> language.getLanguage().equals(lang))
                .findFirst()
                .orElseGet(() -> ProblemTexts.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    /** A list answer; every list here is a bounded part of the content, so it is one page. */
    public Response list(Request request, Locale language, Supplier<? extends List<?>> items) {
        return page(request, language, () -> {
            List<?> whole = items.get();
            return new Page<>(whole, whole.size(), 0);
        });
    }

    /**
     * A list answer that many ask for: rendered once per filter and language.
     *
     * @param filter all that the items depend on, beside the release; nothing of the caller
     */
    public Response list(Request request, Locale language, Record filter, Supplier<? extends List<?>> items) {
        return tagged(
                request,
                language,
                () -> kept.get(new Question(filter, language), question -> {
                    List<?> whole = items.get();
                    return written(body(new Page<>(whole, whole.size(), 0), language));
                }));
    }

    /** A page of a longer list. */
    public Response page(Request request, Locale language, Supplier<? extends Page<?>> items) {
        return tagged(request, language, () -> body(items.get(), language));
    }

    private ObjectNode body(Page<?> page, Locale language) {
        ObjectNode body = json.createObjectNode();
        body.set("items", catalog.render(page.items(), language));
        body.put("next", page.next());
        body.put("total", page.total());
        body.put("knowledgeVersion", catalog.version());
        return body;
    }

    private byte[] written(JsonNode body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One thing, or 404. */
    public Response one(Request request, Locale language, Optional<?> item) {
        Object found = item.orElseThrow(CommonProblem.NOT_FOUND::exception);
        return tagged(request, language, () -> catalog.render(found, language));
    }

    private Response tagged(Request request, Locale language, Supplier<?> body) {
        EntityTag tag = new EntityTag(catalog.version() + "-" + language.getLanguage());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged == null) {
            // A proxy that compresses makes the tag a weak one, which stands for the same answer.
            unchanged = request.evaluatePreconditions(new EntityTag(tag.getValue(), true));
        }
        Response.ResponseBuilder response =
                unchanged != null ? unchanged : Response.ok(body.get(), MediaType.APPLICATION_JSON_TYPE);
        return response.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                .build();
    }
}
