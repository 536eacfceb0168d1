package io.firewitness.platform.problem;

/** Errors that every service can answer with. */
public enum CommonProblem implements ProblemCode {
    /** The body or a parameter cannot be read. */
    BAD_REQUEST("bad-request", 400),
    /** A field breaks its rule; {@code errors} lists them as JSON pointers. */
    INVALID("invalid", 422),
    /** One key, two different requests. */
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422),
    /** No valid token. */
    UNAUTHENTICATED("unauthenticated", 401),
    /** A valid token whose organization cannot be told. */
    NO_ORGANIZATION("no-organization", 403),
    /** A valid token without the role that this operation needs. */
    ROLE_MISSING("role-missing", 403),
    /** Unknown, or somebody else's: the answer is the same. */
    NOT_FOUND("not-found", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", 405),
    NOT_ACCEPTABLE("not-acceptable", 406),
    UNSUPPORTED_TYPE("unsupported-type", 415),
    TOO_LARGE("too-large", 413),
    /** Our failure; the trace id finds it in the logs. */
    INTERNAL("internal", 500),
    UNAVAILABLE("unavailable", 503);

    private final String code;
    private final int status;

    CommonProblem(String code, int status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String bundle() {
        return "problems.common";
    }

    /** The problem that stands for a bare HTTP status, for errors that the framework raises. */
    static CommonProblem ofStatus(int status) {
        for (CommonProblem problem : values()) {
            if (problem.status == status && problem != NO_ORGANIZATION) {
                return problem;
            }
        }
        return status >= 500 ? INTERNAL : BAD_REQUEST;
    }
}
