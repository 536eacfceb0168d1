package io.firewitness.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every secret of the demo carries the mark by which services refuse it outside the local mode. */
class DemoRealmTest {
    private static final String MARK = "firewitness-demo";

    @Test
    void everySecretAndPasswordOfTheRealmIsMarked() throws IOException {
        JsonNode realm;
        try (InputStream file = DemoRealmTest.class.getResourceAsStream("/keycloak/firewitness-realm.json")) {
            realm = new ObjectMapper().readTree(file);
        }
        List<String> secrets = new ArrayList<>();
        for (JsonNode client : realm.path("clients")) {
            if (!client.path("publicClient").asBoolean()) {
                secrets.add(client.path("secret").asText());
            }
        }
        assertThat(secrets).hasSize(4).allMatch(secret -> secret.startsWith(MARK));
        List<String> passwords = realm.path("users").findValuesAsText("value");
        assertThat(passwords).hasSizeGreaterThanOrEqualTo(5).containsOnly(MARK);
        assertThat(Database.PASSWORD).startsWith(MARK);
    }

    @Test
    void theRealmHasTwoTenantsOfOneProviderAndAStranger() throws IOException {
        JsonNode realm;
        try (InputStream file = DemoRealmTest.class.getResourceAsStream("/keycloak/firewitness-realm.json")) {
            realm = new ObjectMapper().readTree(file);
        }
        List<String> kinds = new ArrayList<>();
        for (JsonNode organization : realm.path("organizations")) {
            kinds.add(organization.path("alias").asText() + " "
                    + organization.path("attributes").path("kind").path(0).asText());
        }
        assertThat(kinds)
                .containsExactlyInAnyOrder("northlight provider", "southgate provider", "aoba tenant", "mori tenant");
    }
}
