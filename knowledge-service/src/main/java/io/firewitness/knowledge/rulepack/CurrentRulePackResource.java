package io.firewitness.knowledge.rulepack;

import io.firewitness.platform.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The pack in use, for the analysis-service. */
@Path("/internal/v1/rule-pack")
@Tag(name = "internal")
@RolesAllowed(Role.SERVICE)
@RunOnVirtualThread
class CurrentRulePackResource {
    private final RulePackService packs;

    CurrentRulePackResource(RulePackService packs) {
        this.packs = packs;
    }

    @GET
    @Produces(RulePackResource.JOSE)
    @Operation(
            operationId = "readRulePack",
            summary = "The chosen pack, signed; 204 for the one that is built into the engine")
    @APIResponse(responseCode = "200", description = "The pack")
    @APIResponse(responseCode = "204", description = "The built-in one")
    public Response read(@Context Request request) {
        return packs.current()
                .map(document -> RulePackResource.tagged(document, request))
                .orElseGet(() -> Response.noContent().build());
    }
}
