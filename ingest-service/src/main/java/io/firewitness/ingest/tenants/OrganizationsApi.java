package io.firewitness.ingest.tenants;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The part of Keycloak's admin API that lists organizations (Keycloak 26, Organizations Resource). */
@Path("/organizations")
interface OrganizationsApi {
    /** Keycloak's representation, without what is not needed here. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Organization(UUID id, String name, boolean enabled, Map<String, List<String>> attributes) {}

    /** {@code query} is a list of {@code attribute:value}. */
    @GET
    List<Organization> search(
            @HeaderParam("Authorization") String bearer,
            @QueryParam("q") String query,
            @QueryParam("briefRepresentation") boolean brief,
            @QueryParam("first") int first,
            @QueryParam("max") int max);
}
