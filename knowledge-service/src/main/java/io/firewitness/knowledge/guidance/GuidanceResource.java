package io.firewitness.knowledge.guidance;

import io.firewitness.knowledge.Language;
import io.firewitness.platform.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/guidance")
@Tag(name = "guidance")
@RolesAllowed({Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT, Role.PLATFORM_ADMIN})
@RunOnVirtualThread
class GuidanceResource {
    private final Guidance guidance;

    GuidanceResource(Guidance guidance) {
        this.guidance = guidance;
    }

    @POST
    @Operation(operationId = "advise", summary = "What to do about a diagnosis; nothing of it is stored")
    public Plan advise(
            @Valid @NotNull GuidanceRequest request,
            @QueryParam("lang") String asked,
            @HeaderParam("Accept-Language") String accepted) {
        return guidance.plan(request.diagnosis(), Language.of(asked, accepted));
    }
}
