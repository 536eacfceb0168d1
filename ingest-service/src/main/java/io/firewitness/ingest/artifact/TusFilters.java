package io.firewitness.ingest.artifact;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What tus 1.0.0 asks of every call, refused ones included. */
class TusFilters {
    private static final String UPLOADS = "/uploads";
    private static final Set<String> OVERRIDES = Set.of(HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.HEAD);

    /** For clients behind something that lets GET and POST through only (core protocol, X-HTTP-Method-Override). */
    @ServerRequestFilter(preMatching = true)
    public void method(ContainerRequestContext request) {
        String wanted = request.getHeaderString("X-HTTP-Method-Override");
        if (wanted != null
                && OVERRIDES.contains(wanted)
                && HttpMethod.POST.equals(request.getMethod())
                && request.getUriInfo().getPath().startsWith("/api/v1/uploads/")) {
            request.setMethod(wanted);
        }
    }

    @ServerResponseFilter
    public void version(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getUriInfo().getPath().contains(UPLOADS)) {
            response.getHeaders().putSingle("Tus-Resumable", Tus.VERSION);
            if (response.getStatus() == Response.Status.PRECONDITION_FAILED.getStatusCode()) {
                response.getHeaders().putSingle("Tus-Version", Tus.VERSION);
            }
        }
    }
}
