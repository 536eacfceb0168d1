package io.firewitness.platform.problem;

import java.util.Map;

/**
 * One kind of error: a stable wire code, its HTTP status and its texts. Implemented by one enum per feature.
 *
 * <p>The texts stand in the resource bundle {@link #bundle()} under {@code <code>.title} and {@code <code>.detail}, with
 * named arguments in braces. A code without texts in both languages fails the build (see {@code ProblemTexts}).
 */
public interface ProblemCode {
    /** Stable, lower case with hyphens; clients switch on it. */
    String code();

    /** HTTP status, 400 to 599. */
    int status();

    /** Base name of the resource bundle that holds the texts, for example {@code problems.ingest}. */
    String bundle();

    default ProblemException exception() {
        return new ProblemException(this, Map.of());
    }

    /** With arguments for the detail's named placeholders; they are also sent as {@code args}. */
    default ProblemException exception(Map<String, ?> args) {
        return new ProblemException(this, args);
    }
}
