package io.firewitness.ui;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Calls of scripts are never redirected to sign in: whatever the OIDC layer answers to a session that is over becomes a
 * plain 401, upon which the portal asks for a new sign-in and keeps what was typed.
 */
@ApplicationScoped
class ApiCalls implements JavaScriptRequestChecker {
    /** 499 is what Quarkus' OIDC layer answers to scripts instead of a redirect. */
    private static final Set<Integer> CHALLENGES = Set.of(302, 499);

    private static final int EARLY = 900;

    @Override
    public boolean isJavaScriptRequest(RoutingContext context) {
        return isApi(context);
    }

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    if (isApi(context)) {
                        context.addHeadersEndHandler(ignored -> {
                            if (CHALLENGES.contains(context.response().getStatusCode())) {
                                context.response().setStatusCode(401);
                                context.response().headers().remove(HttpHeaders.LOCATION);
                            }
                        });
                    }
                    context.next();
                },
                EARLY);
    }

    private static boolean isApi(RoutingContext context) {
        return context.normalizedPath().startsWith("/api/");
    }
}
