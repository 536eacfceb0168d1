package io.firewitness.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets that anyone can read in the repository end the start of a packaged service, unless it is told that it is local. A service
 * extends this as an integration test, because its package is what starts.
 */
public abstract class DemoSecretsRules {
    private final String database;

    /** @param database the service's database name */
    protected DemoSecretsRules(String database) {
        this.database = database;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus.datasource.password",
                "quarkus.flyway.password",
                "quarkus.oidc.credentials.secret",
                "FIREWITNESS_OIDC_CLIENT_SECRET"
            })
    void demoSecretsEndTheStart(String setting) throws InterruptedException {
        Map<String, String> settings = new HashMap<>(ServiceTestResource.settings(database));
        settings.put(setting, "firewitness-demo-" + setting.length());
        try (PackagedService service = PackagedService.launch(settings)) {
            assertThat(service.awaitEnd()).isNotZero();
            assertThat(service.output()).contains(setting).doesNotContain("Listening on");
        }
    }
}
