package io.firewitness.analysis.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.firewitness.platform.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** CloudEvents 1.0 in structured JSON form; each event id counts once. */
@Path("/internal/v1/events")
@Tag(name = "internal")
@RolesAllowed(Role.SERVICE)
@RunOnVirtualThread
class EventResource {
    private final EventIntake intake;

    EventResource(EventIntake intake) {
        this.intake = intake;
    }

    @POST
    @Consumes({"application/cloudevents+json", MediaType.APPLICATION_JSON})
    @Operation(operationId = "takeEvent", summary = "Takes an event of the ingest-service")
    @APIResponse(responseCode = "202", description = "Taken; an id that was taken before changes nothing")
    public Response take(JsonNode event) {
        intake.take(event);
        return Response.accepted().build();
    }
}
