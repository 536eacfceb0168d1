package io.firewitness.platform.problem;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Builds error answers; the one place where a {@link Problem} is made. */
public final class ProblemResponses {
    private ProblemResponses() {}

    /** The answer for {@code code} in the language of {@code acceptLanguage}. */
    public static Response of(
            ProblemCode code, Map<String, ?> args, List<Problem.FieldError> errors, String acceptLanguage) {
        Problem problem = problem(code, args, errors, ProblemTexts.language(acceptLanguage));
        Response.ResponseBuilder response = Response.status(code.status())
                .type(Problem.MEDIA_TYPE)
                .header(
                        HttpHeaders.CONTENT_LANGUAGE,
                        ProblemTexts.language(acceptLanguage).toLanguageTag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem);
        if (code.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.build();
    }

    static Problem problem(ProblemCode code, Map<String, ?> args, List<Problem.FieldError> errors, Locale language) {
        return new Problem(
                "/problems/" + code.code(),
                ProblemTexts.title(code, language),
                code.status(),
                code.code(),
                ProblemTexts.detail(code, args, language),
                args,
                errors,
                traceId());
    }

    /** The running trace, or a fresh id where tracing is off, so that an answer can always be found in the logs. */
    static String traceId() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : UUID.randomUUID().toString().replace("-", "");
    }
}
