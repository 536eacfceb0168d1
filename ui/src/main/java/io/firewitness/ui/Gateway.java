package io.firewitness.ui;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import org.jboss.logging.Logger;

/**
 * Forwards {@code /api/<service>/…} to {@code /api/…} of that service with the user's token. Bodies are streamed both
 * ways. Nothing else of a service can be reached: the path behind the prefix always gets {@code /api} in front.
 */
@ApplicationScoped
class Gateway {
    private static final HttpClientOptions CLIENT =
            new HttpClientOptions().setMaxPoolSize(100).setKeepAliveTimeout(20).setConnectTimeout(3000);
    private static final Logger LOG = Logger.getLogger(Gateway.class);
    private static final String TOKEN = "firewitness.token";

    private final UiConfig config;
    private final Vertx vertx;

    Gateway(UiConfig config, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        forward(router, "ingest", config.ingest());
        forward(router, "analysis", config.analysis());
        forward(router, "knowledge", config.knowledge());
        router.get("/api/session").handler(this::session);
        router.route("/api/*").handler(Problems.NOT_FOUND::answer);
    }

    private void forward(Router router, String service, URI origin) {
        String prefix = "/api/" + service;
        // One proxy, and so one pool of connections, for each event loop: a call whose connection belongs to another
        // loop never gets its answer here (Vert.x 4.5 under Quarkus' request wrapper).
        ThreadLocal<HttpProxy> proxies =
                ThreadLocal.withInitial(() -> HttpProxy.reverseProxy(new ProxyOptions(), vertx.createHttpClient(CLIENT))
                        .origin(port(origin), origin.getHost())
                        .addInterceptor(new Forwarding(prefix)));
        router.route(prefix + "/*")
                .handler(context -> authenticated(context, session -> {
                    context.request().headers().set(TOKEN, session.accessToken());
                    // Quarkus marks each answer as one to leave uncompressed; without the mark it is compressed here.
                    context.response().headers().remove(HttpHeaders.CONTENT_ENCODING);
                    proxies.get().handle(context.request());
                }));
    }

    private void session(RoutingContext context) {
        authenticated(
                context,
                session -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(session.toJson().encode()));
    }

    private static void authenticated(RoutingContext context, java.util.function.Consumer<Session> next) {
        HttpServerRequest request = context.request();
        if (!CrossSite.isAllowed(request)) {
            Problems.CROSS_SITE.answer(context);
            return;
        }
        Session session = Session.of(context);
        if (session == null) {
            Problems.SESSION_EXPIRED.answer(context);
        } else {
            next.accept(session);
        }
    }

    private static int port(URI origin) {
        return origin.getPort() > 0 ? origin.getPort() : 80;
    }

    /** Rewrites path and headers on the way out; the client's own credentials never leave this process. */
    private record Forwarding(String prefix) implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            ProxyRequest request = context.request();
            String token = request.headers().get(TOKEN);
            request.headers().remove(TOKEN);
            request.headers().remove(HttpHeaders.COOKIE);
            request.headers().remove(CrossSite.HEADER);
            // Compressed is here, once: an encoding of the service's own would be lost on the way.
            request.headers().remove(HttpHeaders.ACCEPT_ENCODING);
            request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
            request.setURI("/api" + request.getURI().substring(prefix.length()));
            return context.sendRequest().recover(failure -> {
                LOG.warnf("%s does not answer: %s", prefix, failure.getMessage());
                return Future.succeededFuture(
                        Problems.UNAVAILABLE.answer(request.release().response()));
            });
        }

        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            MultiMap headers = context.response().headers();
            headers.remove(HttpHeaders.SET_COOKIE);
            String location = headers.get(HttpHeaders.LOCATION);
            if (location != null) {
                // A service names its resources as it is called itself; the browser reaches them through this gateway.
                headers.set(HttpHeaders.LOCATION, outside(URI.create(location).getRawPath()));
            }
            return context.sendResponse();
        }

        private String outside(String path) {
            return path.startsWith("/api/") ? prefix + path.substring("/api".length()) : path;
        }
    }
}
