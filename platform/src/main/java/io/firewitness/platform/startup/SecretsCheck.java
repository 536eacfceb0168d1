package io.firewitness.platform.startup;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Outside the local mode no secret may be one that everybody can read in the repository.
 * Demo secrets all carry {@link #DEMO_MARK}, so a new one cannot be forgotten here.
 */
@ApplicationScoped
class SecretsCheck implements StartupCheck {
    /** Every secret of the local stack contains this text; no other secret may. */
    static final String DEMO_MARK = "firewitness-demo";

    private static final List<String> SECRETS = List.of(
            "quarkus.datasource.password",
            "quarkus.flyway.password",
            "quarkus.oidc.credentials.secret",
            "quarkus.oidc.token-state-manager.encryption-secret",
            "quarkus.oidc-client.credentials.secret");

    private final Mode mode;
    private final Config values;

    SecretsCheck(@ConfigProperty(name = "firewitness.mode") Mode mode, Config values) {
        this.mode = mode;
        this.values = values;
    }

    @Override
    public List<String> findings() {
        if (mode == Mode.LOCAL) {
            return List.of();
        }
        List<String> findings = new ArrayList<>();
        for (String name : SECRETS) {
            Optional<String> secret = values.getOptionalValue(name, String.class);
            if (secret.isPresent() && secret.get().contains(DEMO_MARK)) {
                findings.add("The setting " + name + " is a demo secret that anyone can read; set your own,"
                        + " or FIREWITNESS_MODE=local on a machine of your own.");
            }
        }
        return findings;
    }
}
