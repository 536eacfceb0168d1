package io.firewitness.platform.startup;

/** How strictly a service judges its own configuration; the setting {@code firewitness.mode}. */
public enum Mode {
    /** Refuses demo secrets. The default. */
    PRODUCTION,
    /** One machine and the sample data. */
    LOCAL
}
