package io.firewitness.ingest.tenants;

import io.firewitness.platform.identity.CallerProducer;
import io.firewitness.platform.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
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

    /** The tenants of the caller, by name. */
    record Tenants(List<Tenant> items) {}

    @GET
    @Operation(operationId = "listTenants", summary = "The tenants the caller may open cases for")
    public Tenants list() {
        return new Tenants(directory.of(callers.current()));
    }
}
