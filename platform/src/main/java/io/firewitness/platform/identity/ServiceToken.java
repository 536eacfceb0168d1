package io.firewitness.platform.identity;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.runtime.TokensHelper;
import java.io.IOException;
import java.time.Duration;

/**
 * The token with which this service calls others. Asked for once and kept while it is valid, so that neither a file in many parts nor
 * a Keycloak that is away for a minute is felt. Safe for several threads.
 */
public final class ServiceToken {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final OidcClient keycloak;
    private final TokensHelper tokens = new TokensHelper();

    public ServiceToken(OidcClient keycloak) {
        this.keycloak = keycloak;
    }

    /**
     * The value of the header {@code Authorization}.
     *
     * @throws IOException where Keycloak gives no token within five seconds
     */
    public String bearer() throws IOException {
        try {
            return "Bearer " + tokens.getTokens(keycloak).await().atMost(LIMIT).getAccessToken();
        } catch (RuntimeException refused) {
            throw new IOException("Keycloak gives this service no token", refused);
        }
    }
}
