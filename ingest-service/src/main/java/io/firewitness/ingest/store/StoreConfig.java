package io.firewitness.ingest.store;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where artifacts are kept and how much of them. */
@ConfigMapping(prefix = "firewitness.store")
public interface StoreConfig {
    /** The directory of the artifact store; all pods share it. */
    Path directory();

    /** What one tenant may store in all. */
    @WithDefault("50G")
    MemorySize tenantLimit();

    /** What one file may have. */
    @WithDefault("20G")
    MemorySize fileLimit();

    /** How long an upload that nobody continues is kept. */
    @WithDefault("P2D")
    Duration uploadExpiry();
}
