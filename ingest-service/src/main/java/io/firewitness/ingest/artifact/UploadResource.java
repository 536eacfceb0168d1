package io.firewitness.ingest.artifact;

import io.firewitness.ingest.store.StoreConfig;
import io.firewitness.platform.identity.CallerProducer;
import io.firewitness.platform.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Resumable upload: tus 1.0.0 with creation, checksum, expiration and termination. */
@Path("/api/v1/uploads")
@Tag(name = "uploads")
@RolesAllowed({Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
@RunOnVirtualThread
class UploadResource {
    private final CallerProducer callers;
    private final UploadService uploads;
    private final StoreConfig config;

    UploadResource(CallerProducer callers, UploadService uploads, StoreConfig config) {
        this.callers = callers;
        this.uploads = uploads;
        this.config = config;
    }

    @OPTIONS
    @Operation(operationId = "uploadOptions", summary = "What this upload server can do")
    @APIResponse(
            responseCode = "204",
            description = "Tus-Version, Tus-Extension, Tus-Checksum-Algorithm and Tus-Max-Size")
    public Response options() {
        return Tus.answer(Response.noContent())
                .header("Tus-Version", Tus.VERSION)
                .header("Tus-Extension", "creation,checksum,expiration,termination")
                .header("Tus-Checksum-Algorithm", Checksum.ALGORITHMS)
                .header("Tus-Max-Size", config.fileLimit().asLongValue())
                .build();
    }

    @HEAD
    @Path("{uploadId}")
    @Operation(operationId = "uploadPosition", summary = "How much of a file has arrived")
    @APIResponse(responseCode = "200", description = "Upload-Offset and Upload-Length")
    public Response position(UUID uploadId, @HeaderParam("Tus-Resumable") String version) {
        Tus.requireVersion(version);
        UploadService.Position position = uploads.position(callers.current(), uploadId);
        return Tus.answer(Response.ok())
                .header("Upload-Offset", position.offset())
                .header("Upload-Length", position.length())
                .build();
    }

    @PATCH
    @Path("{uploadId}")
    @Consumes("application/offset+octet-stream")
    @Operation(operationId = "appendUpload", summary = "Appends bytes to a file")
    @APIResponse(responseCode = "204", description = "Upload-Offset is what is safe now")
    public Response append(
            UUID uploadId,
            @HeaderParam("Tus-Resumable") String version,
            @HeaderParam("Upload-Offset") String offset,
            @HeaderParam("Upload-Checksum") String checksum,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long announced,
            InputStream body) {
        Tus.requireVersion(version);
        UploadService.Position position = uploads.append(
                callers.current(), uploadId, Tus.length(offset), announced, Checksum.parse(checksum), body);
        return Tus.answer(Response.noContent())
                .header("Upload-Offset", position.offset())
                .header("Upload-Expires", Tus.httpDate(position))
                .build();
    }

    @DELETE
    @Path("{uploadId}")
    @Operation(operationId = "terminateUpload", summary = "Gives an upload up and removes what arrived")
    @APIResponse(responseCode = "204", description = "Given up")
    public Response terminate(UUID uploadId, @HeaderParam("Tus-Resumable") String version) {
        Tus.requireVersion(version);
        uploads.terminate(callers.current(), uploadId);
        return Tus.answer(Response.noContent()).build();
    }
}
