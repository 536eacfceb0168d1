package io.firewitness.ui;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * Tells calls of the portal's own pages from calls that another site makes with the user's cookie. A browser states where
 * a request comes from in {@code Sec-Fetch-Site} (W3C Fetch Metadata) or at least in {@code Origin}; and another site
 * cannot set our header without a preflight that we never grant.
 */
final class CrossSite {
    /** Sent by the portal's own calls. */
    static final String HEADER = "X-Firewitness";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private CrossSite() {}

    /** True for reading calls, and for changing calls that carry our header and come from our own pages. */
    static boolean isAllowed(HttpServerRequest request) {
        return SAFE.contains(request.method()) || (request.getHeader(HEADER) != null && isSameOrigin(request));
    }

    /** True where the browser says that the request comes from our own pages. */
    static boolean isSameOrigin(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return "same-origin".equals(site);
        }
        String origin = request.getHeader("Origin");
        return origin != null && origin.equals(request.scheme() + "://" + request.authority());
    }
}
