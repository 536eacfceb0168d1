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
 * One line in the log category {@code io.firewitness.audit} for every call of {@code /api} that changes something or tried to: who,
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
        if (READING.contains(request.getMethod()) || !path.startsWith("/api/")) {
            return;
        }
        // Nobody is known where the sign-in itself was refused; to ask would fail.
        boolean isKnown = response.getStatus() != Response.Status.UNAUTHORIZED.getStatusCode();
        Optional<Caller> caller = isKnown ? callers.placed() : Optional.empty();
        LOG.infof(
                "%s %s %d subject=%s provider=%s tenant=%s",
                request.getMethod(),
                path,
                response.getStatus(),
                isKnown ? Objects.requireNonNullElse(token.getSubject(), "-") : "-",
                caller.map(Caller::providerId).map(UUID::toString).orElse("-"),
                caller.flatMap(Caller::tenantId).map(UUID::toString).orElse("-"));
    }
}
