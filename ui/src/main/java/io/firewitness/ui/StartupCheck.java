package io.firewitness.ui;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Outside the local mode no secret may be one that everybody can read in the repository. */
@ApplicationScoped
class StartupCheck {
    private static final String DEMO_MARK = "firewitness-demo";
    private static final List<String> SECRETS = List.of(
            "quarkus.oidc.credentials.secret",
            "quarkus.oidc.authentication.state-secret",
            "quarkus.oidc.token-state-manager.encryption-secret");

    private final UiConfig config;
    private final Config values;

    StartupCheck(UiConfig config, Config values) {
        this.config = config;
        this.values = values;
    }

    void onStart(@Observes StartupEvent event) {
        if (config.isLocal()) {
            return;
        }
        for (String name : SECRETS) {
            if (values.getValue(name, String.class).contains(DEMO_MARK)) {
                throw new IllegalStateException("refusing to start: the setting " + name
                        + " is a demo secret that anyone can read; set your own, or FIREWITNESS_MODE=local on a machine"
                        + " of your own.");
            }
        }
    }
}
