package io.firewitness.platform.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a service under {@code @QuarkusTest} its database and a key to verify the tokens of {@link Tokens}.
 * Use: {@code @QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "database", value = "ingest"))}.
 */
public class ServiceTestResource implements QuarkusTestResourceLifecycleManager {
    private String database = "";

    @Override
    public void init(Map<String, String> initArgs) {
        database = initArgs.getOrDefault("database", "");
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(settings(database));
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.management.test-port", "0");
        return settings;
    }

    /** The settings of a service, in this JVM or as a {@link PackagedService}; {@code database} may be empty for none. */
    public static Map<String, String> settings(String database) {
        Map<String, String> settings = new HashMap<>();
        if (!database.isEmpty()) {
            settings.putAll(EmbeddedDatabase.named(database).settings());
        }
        // Verification by a known key: no discovery, so no OIDC server is needed. The rest of the path is the real one.
        settings.put("quarkus.oidc.auth-server-url", "");
        settings.put("quarkus.oidc.public-key", Tokens.publicKey());
        settings.put("quarkus.oidc.token.issuer", Tokens.ISSUER);
        settings.put("quarkus.oidc.client-id", "test");
        settings.put("quarkus.oidc.roles.role-claim-path", "realm_access/roles");
        settings.put("FIREWITNESS_RULE_PACK_KEYS", SignedPacks.trustedKeys());
        // The environment of an installation, for what a test does not set itself.
        for (String name : List.of(
                "FIREWITNESS_OIDC_URL",
                "FIREWITNESS_OIDC_CLIENT_ID",
                "FIREWITNESS_OIDC_CLIENT_SECRET",
                "FIREWITNESS_INGEST_URL",
                "FIREWITNESS_ANALYSIS_URL",
                "FIREWITNESS_KNOWLEDGE_URL",
                "FIREWITNESS_STORE_DIR",
                "FIREWITNESS_DB_URL",
                "FIREWITNESS_DB_APP_USER",
                "FIREWITNESS_DB_APP_PASSWORD",
                "FIREWITNESS_DB_MIGRATOR_USER",
                "FIREWITNESS_DB_MIGRATOR_PASSWORD")) {
            settings.put(name, "http://unused.test");
        }
        return settings;
    }

    @Override
    public void stop() {
        // The database is shared by the whole JVM and ends with it.
    }
}
