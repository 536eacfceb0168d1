package io.firewitness.knowledge.guidance;

import io.firewitness.platform.problem.ProblemCode;
import java.util.Locale;

/** Why no guidance can be given; the texts stand in {@code problems/knowledge*.properties}. */
enum GuidanceProblem implements ProblemCode {
    /** A member is missing, or its value cannot be. */
    DIAGNOSIS_INVALID,
    /** A member of the topology that we do not know, or an address that is none. */
    TOPOLOGY_INVALID;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public int status() {
        return 422;
    }

    @Override
    public String bundle() {
        return "problems.knowledge";
    }
}
