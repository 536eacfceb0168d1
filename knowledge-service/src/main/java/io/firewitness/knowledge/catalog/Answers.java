package io.firewitness.knowledge.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firewitness.platform.problem.CommonProblem;
import io.firewitness.platform.problem.ProblemTexts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Builds answers that depend on nothing but address, language and release, so the release is their ETag. */
@ApplicationScoped
public class Answers {
    private final Catalog catalog;
    private final ObjectMapper json;

    Answers(Catalog catalog, ObjectMapper json) {
        this.catalog = catalog;
        this.json = json;
    }

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

    /** A page of a longer list. */
    public Response page(Request request, Locale language, Supplier<? extends Page<?>> items) {
        return tagged(request, language, () -> {
            Page<?> page = items.get();
            ObjectNode body = json.createObjectNode();
            body.set("items", catalog.render(page.items(), language));
            body.put("next", page.next());
            body.put("total", page.total());
            body.put("knowledgeVersion", catalog.version());
            return body;
        });
    }

    /** One thing, or 404. */
    public Response one(Request request, Locale language, Optional<?> item) {
        Object found = item.orElseThrow(CommonProblem.NOT_FOUND::exception);
        return tagged(request, language, () -> catalog.render(found, language));
    }

    private Response tagged(Request request, Locale language, Supplier<JsonNode> body) {
        EntityTag tag = new EntityTag(catalog.version() + "-" + language.getLanguage());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder response = unchanged != null ? unchanged : Response.ok(body.get());
        return response.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                .build();
    }
}
