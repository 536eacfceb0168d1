package io.firewitness.knowledge.guidance;

import io.firewitness.knowledge.catalog.Answers;
import io.firewitness.platform.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/guidance")
@Tag(name = "guidance")
@RolesAllowed({Role.PLATFORM_ADMIN, Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
@RunOnVirtualThread
class GuidanceResource {
    private final GuidanceService guidance;

    GuidanceResource(GuidanceService guidance) {
        this.guidance = guidance;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "guide",
            summary = "What to do about a diagnosis: proof, exclusions, vendor steps, verification, what to record")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = GuidanceRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "The plan; nothing is stored",
            content = @Content(schema = @Schema(implementation = Guidance.class)))
    @APIResponse(responseCode = "422", description = "diagnosis-invalid or topology-invalid, with the member at fault")
    public Response guide(InputStream body, @QueryParam("lang") String lang, @Context HttpHeaders headers)
            throws IOException {
        Locale language = Answers.language(lang, headers);
        return Response.ok(guidance.plan(RequestReader.read(body), language))
                .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
