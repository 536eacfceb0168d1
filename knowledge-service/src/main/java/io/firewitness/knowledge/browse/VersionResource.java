package io.firewitness.knowledge.browse;

import io.firewitness.knowledge.catalog.Answers;
import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.content.Product;
import io.firewitness.knowledge.content.Versions;
import io.firewitness.platform.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

    /** @param released null where no source gives the date */
    record BuildView(
            String product,
            String productName,
            String version,
            String build,
            LocalDate released,
            boolean listedInKb2140,
            List<String> sources) {}

    @GET
    @Operation(operationId = "findVersion", summary = "From a build number to product and version")
    @APIResponse(
            responseCode = "200",
            description = "Every product with this build; empty where none is known",
            content = @Content(schema = @Schema(implementation = BuildPage.class)))
    public Response find(
            @NotNull @Pattern(regexp = "\\d{1,5}(\\.\\d{1,6}){1,3}(-P\\d{1,8})?") @QueryParam("build") String build,
            @QueryParam("lang") String lang,
            @Context HttpHeaders headers,
            @Context Request request) {
        return answers.list(request, Answers.language(lang, headers), () -> builds(build));
    }

    private List<BuildView> builds(String wanted) {
        List<BuildView> found = new ArrayList<>();
        for (Product product : catalog.content().products()) {
            for (Product.ProductVersion version : product.versions()) {
                version.builds().stream()
                        .filter(build -> matches(wanted, build.build()))
                        .map(build -> new BuildView(
                                product.id(),
                                product.name(),
                                version.id(),
                                build.build(),
                                build.released(),
                                version.listedInKb2140(),
                                version.sources()))
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** With a patch mark the build must be the same; without one its patches belong to the answer. */
    private static boolean matches(String wanted, String build) {
        return wanted.equals(build)
                || (!wanted.contains("-") && Versions.numbers(wanted).equals(Versions.numbers(build)));
    }

    /** The shape of the list, for the API description. */
    record BuildPage(List<BuildView> items, String next, int total, String knowledgeVersion) {}
}
