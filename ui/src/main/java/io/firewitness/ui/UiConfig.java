package io.firewitness.ui;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Settings of the portal's back end. */
@ConfigMapping(prefix = "firewitness.ui")
interface UiConfig {
    /** {@code production} refuses demo secrets and insists on https; {@code local} is for one machine. */
    @WithDefault("production")
    String mode();

    /** The realm's address; the browser is sent there to sign in and out. */
    URI identityProvider();

    /** Where the ingest-service is. */
    URI ingest();

    /** Where the analysis-service is. */
    URI analysis();

    /** Where the knowledge-service is. */
    URI knowledge();

    default boolean isLocal() {
        return "local".equals(mode());
    }
}
