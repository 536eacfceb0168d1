package io.firewitness.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * The body of an error answer, {@code application/problem+json} (RFC 9457 section 3).
 *
 * @param type URI reference of the page that explains this code, {@code /problems/<code>}
 * @param title what kind of error, in the reader's language
 * @param status the HTTP status
 * @param code stable code to switch on
 * @param detail what happened, what was kept, what to do, in the reader's language
 * @param args the detail's arguments, so that a client can word it itself
 * @param errors the fields at fault, for {@code invalid}
 * @param traceId finds the request in the logs
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        Map<String, ?> args,
        List<FieldError> errors,
        String traceId) {

    /** The media type of {@link Problem}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One field at fault.
     *
     * @param pointer JSON pointer (RFC 6901) into the request body, or the parameter's name behind {@code #}
     * @param message what is wrong with it, in the reader's language
     */
    public record FieldError(String pointer, String message) {}
}
