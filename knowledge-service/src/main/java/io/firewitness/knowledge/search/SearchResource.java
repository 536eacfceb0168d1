package io.firewitness.knowledge.search;

import io.firewitness.knowledge.catalog.Answers;
import io.firewitness.knowledge.catalog.Page;
import io.firewitness.platform.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/search")
@Tag(name = "knowledge")
@RolesAllowed({Role.PLATFORM_ADMIN, Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
@RunOnVirtualThread
class SearchResource {
    private final Search search;
    private final Answers answers;

    SearchResource(Search search, Answers answers) {
        this.search = search;
        this.answers = answers;
    }

    @GET
    @Operation(
            operationId = "search",
            summary = "Statements that hold all given words, in English or Japanese, best first")
    @APIResponse(
            responseCode = "200",
            description = "Hits with the text around them in parts; a part with hit=true is what was asked for",
            content = @Content(schema = @Schema(implementation = FoundPage.class)))
    @APIResponse(responseCode = "400", description = "bad-request: the cursor is not one of ours")
    public Response find(
            @Parameter(description = "Words; each may be the beginning of a longer one")
                    @NotBlank
                    @Size(max = 200)
                    @QueryParam("q")
                    String question,
            @Pattern(regexp = "product|port|error|vendor|article|guidance|recipe") @QueryParam("kind") String kind,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit,
            @QueryParam("lang") String lang,
            @Context HttpHeaders headers,
            @Context Request request) {
        Locale language = Answers.language(lang, headers);
        int offset = Page.offset(cursor);
        return answers.page(request, language, () -> search.find(question, kind, language, limit, offset));
    }

    /** The shape of the list, for the API description. */
    record FoundPage(List<Search.Found> items, String next, int total, String knowledgeVersion) {}
}
