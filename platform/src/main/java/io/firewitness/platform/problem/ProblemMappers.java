package io.firewitness.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * From exception to problem document. No class name, SQL or stack trace leaves the process: what is not an expected
 * answer becomes {@code internal} with a trace id, and is logged here, once.
 */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** SQLSTATE character_not_in_repertoire: PostgreSQL stores no NUL in a text, wherever in a request it stood. */
    private static final String NOT_STORABLE = "22021";

    @ServerExceptionMapper
    public Response problem(ProblemException exception, HttpHeaders headers) {
        return ProblemResponses.of(exception.code(), exception.args(), List.of(), language(headers));
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException exception, HttpHeaders headers, ContainerRequestContext request) {
        int status = exception.getResponse().getStatus();
        if (status < 400) {
            return exception.getResponse();
        }
        if (status >= 500) {
            return unexpected(exception, request);
        }
        // A path or query parameter of the wrong shape (not a UUID) is a resource that does not exist.
        return ProblemResponses.of(CommonProblem.ofStatus(status), Map.of(), List.of(), language(headers));
    }

    @ServerExceptionMapper(priority = Priorities.USER - 100)
    public Response invalid(ConstraintViolationException exception, HttpHeaders headers) {
        List<Problem.FieldError> errors = exception.getConstraintViolations().stream()
                .map(violation -> new Problem.FieldError(pointer(violation), violation.getMessage()))
                .sorted((left, right) -> left.pointer().compareTo(right.pointer()))
                .toList();
        return ProblemResponses.of(CommonProblem.INVALID, Map.of(), errors, language(headers));
    }

    /** A member of the wrong shape has a mapper of the framework's own, which only a mapper of the same type replaces. */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    public Response unreadable(HttpHeaders headers) {
        return ProblemResponses.of(CommonProblem.BAD_REQUEST, Map.of(), List.of(), language(headers));
    }

    @ServerExceptionMapper(
            value = {UnauthorizedException.class, AuthenticationFailedException.class},
            priority = Priorities.USER - 100)
    public Response unauthenticated(HttpHeaders headers) {
        return ProblemResponses.of(CommonProblem.UNAUTHENTICATED, Map.of(), List.of(), language(headers));
    }

    @ServerExceptionMapper(priority = Priorities.USER - 100)
    public Response forbidden(ForbiddenException exception, HttpHeaders headers) {
        return ProblemResponses.of(CommonProblem.ROLE_MISSING, Map.of(), List.of(), language(headers));
    }

    @ServerExceptionMapper
    public Response unexpected(Exception exception, ContainerRequestContext request) {
        if (isNotStorable(exception)) {
            return ProblemResponses.of(
                    CommonProblem.BAD_REQUEST,
                    Map.of(),
                    List.of(),
                    request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        }
        Response answer = ProblemResponses.of(
                CommonProblem.INTERNAL, Map.of(), List.of(), request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        // The id that the reader was given, so that a report finds this line.
        LOG.errorf(
                exception,
                "%s %s failed, trace %s",
                request.getMethod(),
                request.getUriInfo().getPath(),
                ((Problem) answer.getEntity()).traceId());
        return answer;
    }

    private static boolean isNotStorable(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && NOT_STORABLE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static String language(HttpHeaders headers) {
        return headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
    }

    private static String pointer(ConstraintViolation<?> violation) {
        StringBuilder pointer = new StringBuilder("#");
        String parameter = null;
        int depth = 0;
        for (Path.Node node : violation.getPropertyPath()) {
            // The first two nodes are the Java method and its parameter.
            if (depth >= 2 && node.getName() != null) {
                pointer.append('/').append(node.getName());
            } else if (depth == 1) {
                parameter = node.getName();
            }
            depth++;
        }
        return depth == 2 ? pointer.append(parameter).toString() : pointer.toString();
    }
}
