package io.firewitness.ui;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/** The addresses that a person sees: sign-in, and the application for everything else. */
@ApplicationScoped
class Pages {
    /** A path of our own: one slash, then no second one and no backslash, so that it cannot name another host. */
    private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\])[\\w/\\-.~%?=&+:,#]*");

    /** Behind everything that Quarkus itself answers. */
    private static final int LAST = 100_000;

    void register(@Observes Router router) {
        router.get("/login").handler(Pages::signedIn);
        router.get("/login/callback").handler(context -> redirect(context, "/"));
        router.get("/login/failed").handler(context -> redirect(context, "/?sign-in=failed"));
        router.post("/logout").order(-1).handler(context -> {
            if (CrossSite.isSameOrigin(context.request())) {
                context.next();
            } else {
                Problems.CROSS_SITE.answer(context);
            }
        });
        router.get("/assets/*").order(-1).handler(context -> {
            // Their names carry a hash of their content.
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
            context.next();
        });
        router.get().order(LAST).handler(Pages::application);
    }

    /** Reached only with a session; without one the permission on this path has sent the browser to sign in. */
    private static void signedIn(RoutingContext context) {
        String wanted = context.request().getParam("return");
        redirect(context, isOwnPath(wanted) ? wanted : "/cases");
    }

    /** True for a path of the portal itself, of characters that mean nothing in a page. */
    static boolean isOwnPath(String path) {
        return path != null && OWN_PATH.matcher(path).matches();
    }

    private static void application(RoutingContext context) {
        String path = context.normalizedPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (path.startsWith("/q/") || last.contains(".")) {
            context.next();
            return;
        }
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        context.reroute("/index.html");
    }

    private static void redirect(RoutingContext context, String path) {
        context.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, path)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end();
    }
}
