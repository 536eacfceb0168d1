package io.firewitness.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.PackagedService;
import io.firewitness.platform.test.ServiceTestResource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that anyone can read in the repository end the start of the packaged service, unless it is told that it is local. */
class DemoSecretsIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus.datasource.password",
                "quarkus.flyway.password",
                "quarkus.oidc.credentials.secret",
                "FIREWITNESS_OIDC_CLIENT_SECRET"
            })
    void demoSecretsEndTheStart(String setting) throws InterruptedException {
        Map<String, String> settings = new HashMap<>(ServiceTestResource.settings("knowledge"));
        settings.put(setting, "firewitness-demo-" + setting.length());
        try (PackagedService service = PackagedService.launch(settings)) {
            assertThat(service.awaitEnd()).isNotZero();
            assertThat(service.output()).contains(setting).doesNotContain("Listening on");
        }
    }
}
