package io.firewitness.engine.log.scan;

/** How a line is marked. It does not say whether something failed: failed tasks are reported at {@link #INFO}. */
public enum Level {
    NONE,
    INFO,
    WARNING,
    ERROR,
    /** A line that continues the error chain above it ({@code >>}). */
    CONTINUED
}
