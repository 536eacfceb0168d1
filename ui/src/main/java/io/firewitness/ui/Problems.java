package io.firewitness.ui;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** The few errors of the portal's own, as RFC 9457 problem documents. The portal words them by their code. */
enum Problems {
    /** No session, or one that is over. */
    SESSION_EXPIRED(401, "session-expired", "Sign-in needed"),
    /** An unsafe call that did not come from the portal's own pages. */
    CROSS_SITE(403, "cross-site-request", "Request refused"),
    NOT_FOUND(404, "not-found", "Not here"),
    UNAVAILABLE(503, "unavailable", "Not available right now");

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
        String body = new JsonObject()
                .put("type", "/problems/" + code)
                .put("title", title)
                .put("status", status)
                .put("code", code)
                .put("traceId", UUID.randomUUID().toString().replace("-", ""))
                .encode();
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body);
    }
}
