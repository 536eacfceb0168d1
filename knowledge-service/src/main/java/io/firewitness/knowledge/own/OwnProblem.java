package io.firewitness.knowledge.own;

import io.firewitness.platform.problem.ProblemCode;
import java.util.Locale;

/** Why an entry cannot be kept as asked; the texts stand in {@code problems/own*.properties}. */
enum OwnProblem implements ProblemCode {
    /** A member names something that is not listed, or that cannot be. */
    OWN_KNOWLEDGE_INVALID(422),
    /** The tenant has an override already. */
    OWN_OVERRIDE_EXISTS(409),
    /** The provider has as many entries as guidance can carry. */
    OWN_KNOWLEDGE_FULL(409),
    /** A change without {@code If-Match}. */
    OWN_VERSION_MISSING(428),
    /** Somebody changed the entry meanwhile. */
    OWN_VERSION_CHANGED(412);

    private final int status;

    OwnProblem(int status) {
        this.status = status;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String bundle() {
        return "problems.own";
    }
}
