package io.firewitness.knowledge.browse;

import io.firewitness.knowledge.catalog.Answers;
import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.catalog.Page;
import io.firewitness.knowledge.content.Source;
import io.firewitness.knowledge.content.Status;
import io.firewitness.platform.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1")
@Tag(name = "knowledge")
@RolesAllowed({Role.PLATFORM_ADMIN, Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
class StatementResource {
    private final Catalog catalog;
    private final Answers answers;
    private final Reviews reviews;

    StatementResource(Catalog catalog, Answers answers) {
        this.catalog = catalog;
        this.answers = answers;
        this.reviews = new Reviews(catalog);
    }

    @GET
    @Path("statements")
    @Operation(
            operationId = "listStatements",
            summary = "Every statement by the age of its review, oldest first, with all sides where sources contradict")
    @APIResponse(
            responseCode = "200",
            description = "A page of the statements that match every given filter",
            content = @Content(schema = @Schema(implementation = StatementPage.class)))
    @APIResponse(responseCode = "400", description = "bad-request: the cursor is not one of ours")
    @APIResponse(responseCode = "422", description = "filter-unknown: a source that is not listed, or no date")
    public Response list(
            @Pattern(regexp = "product|port|error|vendor|article|guidance|recipe") @QueryParam("kind") String kind,
            @Pattern(regexp = "CONFIRMED|REASONED") @QueryParam("status") String status,
            @Parameter(description = "Id of a source") @Size(max = 40) @QueryParam("source") String source,
            @Parameter(description = "A date, for example 2026-11-01")
                    @Pattern(regexp = "\\d{4}-\\d{2}-\\d{2}")
                    @QueryParam("reviewedBefore")
                    String reviewedBefore,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN))
                    @Pattern(regexp = "true|false")
                    @QueryParam("contradicted")
                    String contradicted,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN))
                    @Pattern(regexp = "true|false")
                    @QueryParam("sourceChanged")
                    String sourceChanged,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("lang") String lang,
            @Context HttpHeaders headers,
            @Context Request request) {
        if (source != null
                && catalog.content().sources().stream()
                        .noneMatch(known -> known.id().equals(source))) {
            throw BrowseProblem.FILTER_UNKNOWN.exception(Map.of("parameter", "source"));
        }
        Reviews.Filter filter = new Reviews.Filter(
                kind,
                status == null ? null : Status.valueOf(status),
                source,
                date(reviewedBefore),
                Boolean.parseBoolean(contradicted),
                Boolean.parseBoolean(sourceChanged));
        int offset = Page.offset(cursor);
        Locale language = Answers.language(lang, headers);
        return answers.page(request, language, () -> Page.of(reviews.list(filter), limit, offset));
    }

    @GET
    @Path("sources")
    @Operation(
            operationId = "listSources",
            summary = "Where statements come from, when each was read and whether it changed since")
    @APIResponse(
            responseCode = "200",
            description = "All of them, with the release as ETag",
            content = @Content(schema = @Schema(implementation = SourcePage.class)))
    public Response sources(@QueryParam("lang") String lang, @Context HttpHeaders headers, @Context Request request) {
        return answers.list(
                request,
                Answers.language(lang, headers),
                () -> catalog.content().sources().stream()
                        .map(source -> SourceItem.of(source, reviews.resting(source.id())))
                        .toList());
    }

    private static LocalDate date(String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException noSuchDay) {
            throw BrowseProblem.FILTER_UNKNOWN.exception(Map.of("parameter", "reviewedBefore"));
        }
    }

    /**
     * A source.
     *
     * @param url null for our own reasoning
     * @param changed when it was seen to have changed since; null for not
     * @param statements how many rest on it
     */
    record SourceItem(String id, String title, String url, LocalDate reviewed, LocalDate changed, long statements) {
        static SourceItem of(Source source, long statements) {
            return new SourceItem(
                    source.id(), source.title(), source.url(), source.reviewed(), source.changed(), statements);
        }
    }

    /** The shape of the list, for the API description. */
    record StatementPage(List<Reviews.Reviewed> items, String next, int total, String knowledgeVersion) {}

    /** The shape of the list, for the API description. */
    record SourcePage(List<SourceItem> items, String next, int total, String knowledgeVersion) {}
}
