package io.firewitness.ui;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyResponse;
import java.util.UUID;

/** The few errors of the portal's own, as RFC 9457 problem documents. The portal words them by their code. */
enum Problems {
    /** No session, or one that is over. */
    SESSION_EXPIRED(401, "session-expired", "Sign-in needed"),
    /** An unsafe call that did not come from the portal's own pages. */
    CROSS_SITE(403, "cross-site-request", "Request refused"),
    NOT_FOUND(404, "not-found", "Not here"),
    /** A service does not answer; what was asked of it may be asked again. */
    UNAVAILABLE(503, "unavailable", "Not available right now");

    private static final String CONTENT_TYPE = "application/problem+json";

    private final int status;
    private final String code;
    private final String title;

    Problems(int status, String code, String title) {
        this.status = status;
        this.code = code;
        this.title = title;
    }

    void answer(RoutingContext context) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(document());
    }

    /** The same as an answer in a service's place. */
    ProxyResponse answer(ProxyResponse response) {
        return response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .setBody(Body.body(document()));
    }

    private Buffer document() {
        return new JsonObject()
                .put("type", "/problems/" + code)
                .put("title", title)
                .put("status", status)
                .put("code", code)
                .put("traceId", UUID.randomUUID().toString().replace("-", ""))
                .toBuffer();
    }
}
