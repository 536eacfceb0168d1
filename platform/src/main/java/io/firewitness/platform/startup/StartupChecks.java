package io.firewitness.platform.startup;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.List;

/** Runs every {@link StartupCheck} and ends the start where one finds something, naming all findings at once. */
@ApplicationScoped
class StartupChecks {
    private final Instance<StartupCheck> checks;

    StartupChecks(Instance<StartupCheck> checks) {
        this.checks = checks;
    }

    void onStart(@Observes StartupEvent event) {
        List<String> findings =
                checks.stream().flatMap(check -> check.findings().stream()).toList();
        if (!findings.isEmpty()) {
            throw new UnsafeConfigurationException(findings);
        }
    }

    /** Ends the start; the message lists what to fix. */
    static final class UnsafeConfigurationException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnsafeConfigurationException(List<String> findings) {
            super("refusing to start: " + String.join(" ", findings), null, false, false);
        }
    }
}
