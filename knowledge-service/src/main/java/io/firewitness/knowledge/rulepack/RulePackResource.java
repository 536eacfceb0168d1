package io.firewitness.knowledge.rulepack;

import io.firewitness.platform.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rule packs for the one who operates the installation. */
@Path("/api/v1/rule-packs")
@Tag(name = "rule packs")
@RolesAllowed(Role.PLATFORM_ADMIN)
@RunOnVirtualThread
class RulePackResource {
    /** A signed document in compact form, RFC 7515 section 9.2.1. */
    static final String JOSE = "application/jose";

    private final RulePackService packs;
    private final JsonWebToken token;

    RulePackResource(RulePackService packs, JsonWebToken token) {
        this.packs = packs;
        this.token = token;
    }

    /** Which pack to judge with. */
    record Choice(@NotBlank @Size(max = 40) String version) {}

    @GET
    @Operation(
            operationId = "listRulePacks",
            summary = "The packs of this installation, which one is in use, and who chose when")
    public RulePackService.Overview list() {
        return packs.overview();
    }

    @POST
    @Consumes(JOSE)
    @Operation(
            operationId = "importRulePack",
            summary = "Lets a signed pack in, after the engine has tried it; it is not in use yet")
    @APIResponse(responseCode = "201", description = "Let in")
    @APIResponse(responseCode = "200", description = "It was here already")
    public Response bringIn(@NotNull @Size(max = 8_000_000) String document) {
        RulePackService.Imported imported = packs.bringIn(document, name());
        return (imported.isNew()
                        ? Response.created(URI.create(
                                "/api/v1/rule-packs/" + imported.pack().version()))
                        : Response.ok())
                .entity(imported.pack())
                .build();
    }

    @GET
    @Path("{version}")
    @Produces(JOSE)
    @Operation(operationId = "getRulePack", summary = "An imported pack as it came, for another installation")
    public Response get(String version, @Context Request request) {
        return tagged(packs.document(version), request);
    }

    @PUT
    @Path("current")
    @Operation(operationId = "chooseRulePack", summary = "Judges with this pack from now on, an earlier one included")
    public RulePackService.Overview choose(@NotNull @Valid Choice choice) {
        packs.choose(choice.version(), name());
        return packs.overview();
    }

    static Response tagged(RulePackService.Document document, Request request) {
        EntityTag tag = new EntityTag(document.sha256());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged == null ? Response.ok(document.text(), JOSE) : unchanged)
                .tag(tag)
                .header("Cache-Control", "private, no-cache")
                .build();
    }

    private String name() {
        Object name = token.getClaim("name");
        return name instanceof String text && !text.isBlank() ? text : token.getName();
    }
}
