package io.firewitness.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.PackagedService;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that anyone can read in the repository end the start of the packaged portal, unless it is told that it is local. */
class DemoSecretsIT {
    static final Map<String, String> OWN = Map.ofEntries(
            // Nothing is fetched from an identity provider before the check, so none is needed here.
            Map.entry("FIREWITNESS_OIDC_URL", "http://localhost:9/realms/none"),
            Map.entry("quarkus.oidc.discovery-enabled", "false"),
            Map.entry("quarkus.oidc.authorization-path", "auth"),
            Map.entry("quarkus.oidc.token-path", "token"),
            Map.entry("quarkus.oidc.jwks-path", "certs"),
            Map.entry("quarkus.oidc.end-session-path", "logout"),
            Map.entry("quarkus.oidc.jwks.resolve-early", "false"),
            Map.entry("FIREWITNESS_OIDC_CLIENT_ID", "firewitness-ui"),
            Map.entry("FIREWITNESS_OIDC_CLIENT_SECRET", "a-secret-of-our-own"),
            Map.entry("FIREWITNESS_SESSION_SECRET", "another-secret-of-our-own-0123456789"),
            Map.entry("FIREWITNESS_INGEST_URL", "http://localhost:9"),
            Map.entry("FIREWITNESS_ANALYSIS_URL", "http://localhost:9"),
            Map.entry("FIREWITNESS_KNOWLEDGE_URL", "http://localhost:9"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FIREWITNESS_OIDC_CLIENT_SECRET",
                "FIREWITNESS_SESSION_SECRET",
                "quarkus.oidc.credentials.secret",
                "quarkus.oidc.authentication.state-secret",
                "quarkus.oidc.token-state-manager.encryption-secret"
            })
    void demoSecretsEndTheStart(String setting) throws InterruptedException {
        Map<String, String> settings = new HashMap<>(OWN);
        settings.put(setting, "firewitness-demo-0123456789-0123456789");
        try (PackagedService portal = PackagedService.launch(settings)) {
            assertThat(portal.awaitEnd()).isNotZero();
            assertThat(portal.output())
                    .contains("refusing to start: the setting ")
                    .doesNotContain("Listening on");
        }
    }

    @Test
    void secretsOfOnesOwnStart() throws InterruptedException {
        try (PackagedService portal = PackagedService.start(OWN)) {
            assertThat(portal.output()).doesNotContain("refusing to start");
        }
    }
}
