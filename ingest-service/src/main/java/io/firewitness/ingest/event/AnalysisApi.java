package io.firewitness.ingest.event;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Where the analysis-service takes events. */
@Path("/internal/v1/events")
interface AnalysisApi {
    @POST
    @Consumes("application/cloudevents+json")
    void send(@HeaderParam("Authorization") String bearer, String event);
}
