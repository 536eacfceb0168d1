package io.firewitness.ingest.artifact;

import io.firewitness.platform.identity.CallerProducer;
import io.firewitness.platform.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Announces files (tus 1.0.0, extension creation). */
@Path("/api/v1/cases/{caseId}/uploads")
@Tag(name = "uploads")
@RolesAllowed({Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
@RunOnVirtualThread
class CaseUploadsResource {
    private final CallerProducer callers;
    private final UploadService uploads;

    CaseUploadsResource(CallerProducer callers, UploadService uploads) {
        this.callers = callers;
        this.uploads = uploads;
    }

    @POST
    @Operation(operationId = "createUpload", summary = "Announces a file of a case")
    @APIResponse(
            responseCode = "201",
            description = "Location is where the bytes go; Upload-Expires is when it is given up")
    public Response create(
            UUID caseId,
            @HeaderParam("Tus-Resumable") String version,
            @HeaderParam("Upload-Length") String length,
            @HeaderParam("Upload-Metadata") String metadata,
            @Size(max = 200) @HeaderParam("Idempotency-Key") String idempotencyKey) {
        Tus.requireVersion(version);
        UploadService.Position created =
                uploads.create(callers.current(), caseId, Tus.fileName(metadata), Tus.length(length), idempotencyKey);
        return Tus.answer(Response.status(Response.Status.CREATED))
                // Made absolute by JAX-RS; a proxy in front translates it, as the portal does.
                .location(URI.create("/api/v1/uploads/" + created.artifactId()))
                .header("Upload-Expires", Tus.httpDate(created))
                .header("Upload-Offset", 0)
                .build();
    }
}
