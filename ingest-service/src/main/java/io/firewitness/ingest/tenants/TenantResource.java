package io.firewitness.ingest.tenants;

import io.firewitness.platform.identity.CallerProducer;
import io.firewitness.platform.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/tenants")
@Tag(name = "tenants")
@RolesAllowed({Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER, Role.TENANT_USER, Role.API_CLIENT})
@RunOnVirtualThread
class TenantResource {
    private final CallerProducer callers;
    private final TenantDirectory directory;

    TenantResource(CallerProducer callers, TenantDirectory directory) {
        this.callers = callers;
        this.directory = directory;
    }

    @GET
    @Operation(operationId = "listTenants", summary = "The tenants the caller may open cases for, by name")
    public TenantPage list(
            @QueryParam("q") String query,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return TenantPage.of(directory.of(callers.current()), query, cursor, limit);
    }
}
