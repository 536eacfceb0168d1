package io.firewitness.knowledge.browse;

import io.firewitness.knowledge.catalog.Answers;
import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.platform.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/errors")
@Tag(name = "knowledge")
@RolesAllowed({Role.PLATFORM_ADMIN, Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
class ErrorResource {
    private final Catalog catalog;
    private final Answers answers;
    private final Views views;
    private final ErrorMatcher matcher;

    ErrorResource(Catalog catalog, Answers answers) {
        this.catalog = catalog;
        this.answers = answers;
        this.views = new Views(catalog);
        this.matcher = new ErrorMatcher(catalog.content().errors());
    }

    @GET
    @Operation(operationId = "listErrors", summary = "Error texts, codes, meanings and what else they can be")
    @APIResponse(
            responseCode = "200",
            description = "All of them",
            content = @Content(schema = @Schema(implementation = ErrorPage.class)))
    public Response list(@QueryParam("lang") String lang, @Context HttpHeaders headers, @Context Request request) {
        return answers.list(
                request,
                Answers.language(lang, headers),
                () -> catalog.content().errors().stream().map(views::of).toList());
    }

    @GET
    @Path("match")
    @Operation(operationId = "matchError", summary = "What a pasted log line says, in any listed language")
    @APIResponse(
            responseCode = "200",
            description = "The errors found in the line, by code first, then by text; empty where none is known",
            content = @Content(schema = @Schema(implementation = MatchPage.class)))
    public Response match(
            @NotBlank @Size(max = 4000) @QueryParam("text") String text,
            @QueryParam("lang") String lang,
            @Context HttpHeaders headers,
            @Context Request request) {
        return answers.list(
                request,
                Answers.language(lang, headers),
                () -> matcher.match(text).stream()
                        .map(match -> new MatchView(
                                views.of(match.error()),
                                match.by().name().toLowerCase(Locale.ROOT),
                                match.matched(),
                                match.language()))
                        .toList());
    }

    /**
     * @param by {@code code} or {@code text}
     * @param matched the code or the wording
     * @param language of the wording in the line; null where the line holds the code only
     */
    record MatchView(Views.ErrorView error, String by, String matched, String language) {}

    /** The shape of the list, for the API description. */
    record ErrorPage(List<Views.ErrorView> items, String next, int total, String knowledgeVersion) {}

    /** The shape of the list, for the API description. */
    record MatchPage(List<MatchView> items, String next, int total, String knowledgeVersion) {}
}
