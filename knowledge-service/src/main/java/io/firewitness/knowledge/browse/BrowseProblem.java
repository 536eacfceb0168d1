package io.firewitness.knowledge.browse;

import io.firewitness.platform.problem.ProblemCode;
import java.util.Locale;

/** Why nothing can be looked up; the texts stand in {@code problems/browse*.properties}. */
enum BrowseProblem implements ProblemCode {
    /** A filter names something that this service does not list; an empty answer would look like "no ports". */
    FILTER_UNKNOWN;

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
        return "problems.browse";
    }
}
