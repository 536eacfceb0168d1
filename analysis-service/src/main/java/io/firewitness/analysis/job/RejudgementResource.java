package io.firewitness.analysis.job;

import io.firewitness.platform.identity.CallerProducer;
import io.firewitness.platform.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Judging a provider's cases again after a new rule pack. */
@Path("/api/v1/rejudgements")
@Tag(name = "cases")
@RolesAllowed({Role.PROVIDER_ADMIN, Role.PROVIDER_ENGINEER})
@RunOnVirtualThread
class RejudgementResource {
    private final CallerProducer callers;
    private final Rejudgement rejudgement;

    RejudgementResource(CallerProducer callers, Rejudgement rejudgement) {
        this.callers = callers;
        this.rejudgement = rejudgement;
    }

    @GET
    @Operation(
            operationId = "getRejudgement",
            summary = "How many judged cases were judged with another rule pack than the one in use")
    public Rejudgement.Standing standing() {
        return rejudgement.standing(callers.current());
    }

    @POST
    @RolesAllowed(Role.PROVIDER_ADMIN)
    @Operation(
            operationId = "rejudge",
            summary = "Queues up to 500 such cases; called again it queues those that are left, and none twice")
    @APIResponse(responseCode = "202", description = "How many were queued and how many are left")
    public Response start() {
        return Response.accepted(rejudgement.start(callers.current())).build();
    }
}
