package io.firewitness.knowledge.guidance;

import io.firewitness.knowledge.catalog.Answers;
import io.firewitness.knowledge.document.Html;
import io.firewitness.platform.identity.CallerProducer;
import io.firewitness.platform.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/guidance")
@Tag(name = "guidance")
@RolesAllowed({Role.PLATFORM_ADMIN, Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
@RunOnVirtualThread
class GuidanceResource {
    private final GuidanceAnswers answers;
    private final CallerProducer callers;

    GuidanceResource(GuidanceAnswers answers, CallerProducer callers) {
        this.answers = answers;
        this.callers = callers;
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
            description = "The plan; nothing is stored. CSV holds the rows to exempt only",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Guidance.class)),
                @Content(mediaType = "text/markdown", schema = @Schema(implementation = String.class)),
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(implementation = String.class)),
                @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "406", description = "Accept names none of these types")
    @APIResponse(responseCode = "422", description = "diagnosis-invalid or topology-invalid, with the member at fault")
    public Response guide(
            InputStream body,
            @Parameter(description = "Wins over the header Accept")
                    @Pattern(regexp = "json|markdown|html|text|csv")
                    @QueryParam("format")
                    String format,
            @QueryParam("lang") String lang,
            @Context HttpHeaders headers)
            throws IOException {
        Locale language = Answers.language(lang, headers);
        GuidanceFormat chosen = GuidanceFormat.of(format, headers);
        byte[] answer = answers.answer(callers.placed(), body, language, chosen);
        Response.ResponseBuilder response = Response.ok(answer, chosen.mediaType())
                .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, "Accept, Accept-Language")
                .header("X-Content-Type-Options", "nosniff");
        if (chosen == GuidanceFormat.HTML) {
            response.header("Content-Security-Policy", Html.POLICY);
        }
        if (chosen == GuidanceFormat.CSV) {
            response.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"firewitness-exclusions.csv\"");
        }
        return response.build();
    }
}
