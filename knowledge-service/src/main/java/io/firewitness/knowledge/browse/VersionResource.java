package io.firewitness.knowledge.browse;

import io.firewitness.knowledge.catalog.Answers;
import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.catalog.Catalog.SourceView;
import io.firewitness.knowledge.content.Localized;
import io.firewitness.platform.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/versions")
@Tag(name = "knowledge")
@RolesAllowed({Role.PLATFORM_ADMIN, Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
class VersionResource {
    private final Catalog catalog;
    private final Answers answers;

    VersionResource(Catalog catalog, Answers answers) {
        this.catalog = catalog;
        this.answers = answers;
    }

    /**
     * A release.
     *
     * @param released null where no source gives the date
     * @param exact whether {@code build} is the one asked for, or a patch of it
     * @param relation {@code exact}, {@code of-version} or {@code nearest-lower}
     * @param note says so in words where the build is another one; null otherwise
     */
    record BuildView(
            String product,
            String productName,
            String version,
            String build,
            LocalDate released,
            boolean listedInKb2140,
            boolean exact,
            String relation,
            Localized note,

            @Schema(type = SchemaType.ARRAY, implementation = SourceView.class)
            List<String> sources) {}

    @GET
    @Operation(operationId = "findVersion", summary = "From a build number to product and version")
    @APIResponse(
            responseCode = "200",
            description = "Every product with this build, or with builds of this version; where no source lists it, the"
                    + " nearest lower known build of the same major version, marked as such; empty where there is none",
            content = @Content(schema = @Schema(implementation = BuildPage.class)))
    public Response find(
            @Parameter(
                            description =
                                    "Build or version in any usual spelling: 12.1.2.172, v12.1, 11.0.1.1261 P20240304, 9.5 U4")
                    @NotNull
                    @Size(max = 100)
                    @Pattern(regexp = "(?s).*\\p{Nd}.*")
                    @QueryParam("build")
                    String build,
            @QueryParam("lang") String lang,
            @Context HttpHeaders headers,
            @Context Request request) {
        return answers.list(request, Answers.language(lang, headers), () -> builds(BuildNumber.of(build)));
    }

    private List<BuildView> builds(String wanted) {
        return BuildFinder.find(catalog.content().products(), wanted).stream()
                .map(found -> new BuildView(
                        found.product().id(),
                        found.product().name(),
                        found.version().id(),
                        found.build().build(),
                        found.build().released(),
                        found.version().listedInKb2140(),
                        found.relation() == BuildFinder.Relation.EXACT,
                        found.relation().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        found.note(),
                        found.version().sources()))
                .toList();
    }

    /** The shape of the list, for the API description. */
    record BuildPage(List<BuildView> items, String next, int total, String knowledgeVersion) {}
}
