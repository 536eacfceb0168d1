package io.firewitness.platform.startup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings that every service has. */
@ConfigMapping(prefix = "firewitness")
public interface FirewitnessConfig {
    /** {@code production} refuses demo secrets; {@code local} is for one machine and the sample data. */
    @WithDefault("production")
    Mode mode();

    /** How strictly a service judges its configuration. */
    enum Mode {
        PRODUCTION,
        LOCAL
    }
}
