package io.firewitness.ui;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;

/** Headers on every answer: nothing but our own scripts, styles and fonts; never in a frame. */
@ApplicationScoped
class SecurityHeaders {
    private static final int EARLY = 1000;

    private final UiConfig config;
    private final String policy;

    SecurityHeaders(UiConfig config) {
        this.config = config;
        URI provider = config.identityProvider();
        String origin = provider.getScheme() + "://" + provider.getAuthority();
        this.policy = String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' data:",
                "font-src 'self'",
                "connect-src 'self'",
                "manifest-src 'self'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
                // Signing out is a form that ends at the identity provider.
                "form-action 'self' " + origin);
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, EARLY);
    }

    private void add(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        if (!config.isLocal()) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        context.next();
    }
}
