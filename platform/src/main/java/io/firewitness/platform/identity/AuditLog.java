package io.firewitness.platform.identity;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * One line in the log category {@code io.firewitness.audit} for every call of a signed-in person that changes something or tried to: who,
 * for which provider and tenant, what, and how it ended. Names no content: neither bodies nor query parameters.
 */
class AuditLog {
    private static final Logger LOG = Logger.getLogger("io.firewitness.audit");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final JsonWebToken token;
    private final CallerProducer callers;

    AuditLog(JsonWebToken token, CallerProducer callers) {
        this.token = token;
        this.callers = callers;
    }

    @ServerResponseFilter
    public void note(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        // Nobody is known where the sign-in itself was refused, mostly before any filter; to ask would fail.
        boolean isUnknown = response.getStatus() == Response.Status.UNAUTHORIZED.getStatusCode();
        if (isUnknown || READING.contains(request.getMethod()) || !path.startsWith("/api/")) {
            return;
        }
        Optional<Caller> caller = callers.placed();
        LOG.infof(
                "%s %s %d subject=%s provider=%s tenant=%s",
                request.getMethod(),
                path,
                response.getStatus(),
                Objects.requireNonNullElse(token.getSubject(), "-"),
                caller.map(Caller::providerId).map(UUID::toString).orElse("-"),
                caller.flatMap(Caller::tenantId).map(UUID::toString).orElse("-"));
    }
}
