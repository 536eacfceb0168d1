package io.firewitness.platform.work;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a service works off its queue. */
@ConfigMapping(prefix = "firewitness.work")
public interface WorkConfig {
    /** Tasks that run at the same time in one pod. */
    @WithDefault("4")
    int threads();

    /** How often the queue is looked at where nothing wakes it earlier. */
    @WithDefault("2s")
    Duration pollingInterval();

    /** How often a running task says that it lives; after four missed beats another pod takes it over. */
    @WithDefault("5s")
    Duration heartbeatInterval();

    /** How long a pod that is asked to end lets its running tasks finish; then they are interrupted and another pod tries them again. */
    @WithDefault("8s")
    Duration stopPatience();
}
