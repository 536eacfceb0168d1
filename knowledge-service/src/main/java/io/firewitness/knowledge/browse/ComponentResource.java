package io.firewitness.knowledge.browse;

import io.firewitness.knowledge.catalog.Answers;
import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.content.Component;
import io.firewitness.platform.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/components")
@Tag(name = "knowledge")
@RolesAllowed({Role.PLATFORM_ADMIN, Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
class ComponentResource {
    private final Catalog catalog;
    private final Answers answers;

    ComponentResource(Catalog catalog, Answers answers) {
        this.catalog = catalog;
        this.answers = answers;
    }

    @GET
    @Operation(operationId = "listComponents", summary = "The ends of connections in the port matrix")
    @APIResponse(
            responseCode = "200",
            description = "All of them, with the release as ETag",
            content = @Content(schema = @Schema(implementation = ComponentPage.class)))
    public Response list(@QueryParam("lang") String lang, @Context HttpHeaders headers, @Context Request request) {
        return answers.list(
                request,
                Answers.language(lang, headers),
                () -> catalog.content().components());
    }

    /** The shape of the list, for the API description. */
    record ComponentPage(List<Component> items, String next, int total, String knowledgeVersion) {}
}
