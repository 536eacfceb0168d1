package io.firewitness.ingest.artifact;

import io.firewitness.platform.identity.CallerProducer;
import io.firewitness.platform.identity.Role;
import io.firewitness.platform.paging.Cursor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/cases/{caseId}/artifacts")
@Tag(name = "artifacts")
@RolesAllowed({Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
@RunOnVirtualThread
class ArtifactResource {
    private final CallerProducer callers;
    private final ArtifactService artifacts;

    ArtifactResource(CallerProducer callers, ArtifactService artifacts) {
        this.callers = callers;
        this.artifacts = artifacts;
    }

    @GET
    @Operation(operationId = "listArtifacts", summary = "The files of a case, oldest first, and what became of them")
    public ArtifactService.Page list(
            UUID caseId,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("500") @Min(1) @Max(500) int limit) {
        return artifacts.of(callers.current(), caseId, Cursor.decode(cursor), limit);
    }

    @DELETE
    @Path("{artifactId}")
    @Operation(operationId = "deleteArtifact", summary = "Removes a file and its bytes")
    public void delete(UUID caseId, UUID artifactId) {
        artifacts.delete(callers.current(), caseId, artifactId);
    }
}
