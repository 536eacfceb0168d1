package io.firewitness.ingest.artifact;

import io.firewitness.ingest.IngestProblem;
import io.firewitness.ingest.tenants.Tenant;
import io.firewitness.ingest.tenants.TenantDirectory;
import io.firewitness.platform.identity.Caller;
import io.firewitness.platform.identity.CallerProducer;
import io.firewitness.platform.identity.Role;
import io.firewitness.platform.problem.CommonProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/quota")
@Tag(name = "quota")
@RolesAllowed({Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
@RunOnVirtualThread
class QuotaResource {
    private final CallerProducer callers;
    private final ArtifactService artifacts;
    private final TenantDirectory tenants;

    QuotaResource(CallerProducer callers, ArtifactService artifacts, TenantDirectory tenants) {
        this.callers = callers;
        this.artifacts = artifacts;
        this.tenants = tenants;
    }

    @GET
    @Operation(operationId = "getQuota", summary = "What a tenant may still store")
    public ArtifactService.Quota quota(@QueryParam("tenant") UUID tenant) {
        Caller caller = callers.current();
        UUID wanted =
                Optional.ofNullable(tenant).or(caller::tenantId).orElseThrow(IngestProblem.TENANT_REQUIRED::exception);
        Tenant known = tenants.find(caller, wanted).orElseThrow(CommonProblem.NOT_FOUND::exception);
        return artifacts.quota(caller, known.id());
    }
}
