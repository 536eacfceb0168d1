package io.firewitness.ui;

import io.quarkus.oidc.OIDCException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What is answered while the identity provider does not answer: a page in both languages, to a script a problem document. The page
 * needs nothing else of the portal, since no address that looks at sessions can be reached then.
 */
@ApplicationScoped
class SignInDown {
    private static final String PAGE = read("/pages/sign-in-unavailable.html");

    void register(@Observes Router router) {
        router.route().order(-1).failureHandler(SignInDown::answer);
    }

    private static void answer(RoutingContext context) {
        if (!(context.failure() instanceof OIDCException) || context.response().headWritten()) {
            context.next();
            return;
        }
        context.response().putHeader(HttpHeaders.RETRY_AFTER, "30");
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
        if (accepted == null || !accepted.contains("text/html")) {
            Problems.UNAVAILABLE.answer(context);
            return;
        }
        context.response()
                .setStatusCode(503)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(PAGE.replace("{again}", again(context)));
    }

    /** The same address, as an attribute takes it; one that is not the portal's own came from who knows where. */
    private static String again(RoutingContext context) {
        String asked = context.request().uri();
        return Pages.isOwnPath(asked) ? asked.replace("&", "&amp;") : "/login";
    }

    private static String read(String resource) {
        try (InputStream in = SignInDown.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
