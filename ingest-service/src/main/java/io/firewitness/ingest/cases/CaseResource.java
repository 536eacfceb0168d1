package io.firewitness.ingest.cases;

import io.firewitness.ingest.artifact.Artifact;
import io.firewitness.ingest.artifact.ArtifactService;
import io.firewitness.ingest.tenants.Tenant;
import io.firewitness.platform.identity.Caller;
import io.firewitness.platform.identity.CallerProducer;
import io.firewitness.platform.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/cases")
@Tag(name = "cases")
@RolesAllowed({Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
@RunOnVirtualThread
class CaseResource {
    private final CallerProducer callers;
    private final CaseService cases;
    private final ArtifactService artifacts;

    CaseResource(CallerProducer callers, CaseService cases, ArtifactService artifacts) {
        this.callers = callers;
        this.cases = cases;
        this.artifacts = artifacts;
    }

    /** A new case. {@code tenantId} is needed from a provider's people only. */
    record NewCase(@NotBlank @Size(max = 200) String title, UUID tenantId) {}

    /** The case itself shows its first files; the rest is paged through at {@code /artifacts}. */
    private static final int FILES_SHOWN = 500;

    /** A case with its first 500 files; {@code artifacts} is null right after creation. */
    record CaseView(
            UUID id,
            String number,
            String title,
            Tenant tenant,
            Instant createdAt,
            String createdBy,
            List<Artifact> artifacts) {
        static CaseView of(SupportCase found, List<Artifact> artifacts) {
            return new CaseView(
                    found.id(),
                    found.number(),
                    found.title(),
                    new Tenant(found.tenantId(), found.tenantName()),
                    found.createdAt(),
                    found.createdBy(),
                    artifacts);
        }
    }

    @POST
    @Operation(operationId = "openCase", summary = "Opens a case")
    @APIResponse(
            responseCode = "201",
            description = "The case; a repeated Idempotency-Key gives the first one again",
            content = @Content(schema = @Schema(implementation = CaseView.class)))
    public Response open(
            @Valid @NotNull NewCase wanted, @Size(max = 200) @HeaderParam("Idempotency-Key") String idempotencyKey) {
        SupportCase opened =
                cases.open(callers.current(), wanted.title(), Optional.ofNullable(wanted.tenantId()), idempotencyKey);
        return Response.status(Response.Status.CREATED)
                // Relative, so that it holds behind the portal's prefix too.
                .header(HttpHeaders.LOCATION, "cases/" + opened.id())
                .entity(CaseView.of(opened, null))
                .build();
    }

    @GET
    @Path("{caseId}")
    @Operation(operationId = "getCase", summary = "A case and its files")
    public CaseView get(UUID caseId) {
        Caller caller = callers.current();
        return CaseView.of(
                cases.find(caller, caseId),
                artifacts.of(caller, caseId, Optional.empty(), FILES_SHOWN).items());
    }
}
