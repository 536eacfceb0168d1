package io.firewitness.platform.problem;

import java.util.Map;

/** Ends a request with a problem document. Carries no cause and no stack: it is an answer, not a failure of ours. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemCode code;
    private final transient Map<String, ?> args;

    ProblemException(ProblemCode code, Map<String, ?> args) {
        super(code.code(), null, false, false);
        this.code = code;
        this.args = Map.copyOf(args);
    }

    public ProblemCode code() {
        return code;
    }

    /** Named arguments of the detail text; never secrets or foreign ids. */
    public Map<String, ?> args() {
        return args;
    }
}
