package io.firewitness.analysis;

import io.firewitness.platform.problem.ProblemCode;
import java.util.Locale;

/** Errors of this service; the texts stand in {@code problems/analysis*.properties}. */
public enum AnalysisProblem implements ProblemCode {
    /** Events may overtake each other; the sender tries again. */
    CASE_NOT_KNOWN_YET(409),
    EVENT_INVALID(422),
    NOTHING_TO_ANALYSE(409),
    NO_DIAGNOSIS_YET(404);

    private final int status;

    AnalysisProblem(int status) {
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
        return "problems.analysis";
    }
}
