package io.firewitness.ingest.artifact;

import io.firewitness.platform.identity.CallerProducer;
import io.firewitness.platform.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
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

    /** The files of a case, oldest first, at most 500. */
    record Artifacts(List<Artifact> items) {}

    @GET
    @Operation(operationId = "listArtifacts", summary = "The files of a case and what became of them")
    public Artifacts list(UUID caseId) {
        return new Artifacts(artifacts.of(callers.current(), caseId));
    }

    @DELETE
    @Path("{artifactId}")
    @Operation(operationId = "deleteArtifact", summary = "Removes a file and its bytes")
    public void delete(UUID caseId, UUID artifactId) {
        artifacts.delete(callers.current(), caseId, artifactId);
    }
}
