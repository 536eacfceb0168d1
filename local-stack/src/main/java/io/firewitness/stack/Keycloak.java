package io.firewitness.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Starts the cached, already built Keycloak with the demo realm. */
final class Keycloak {
    private static final String REALM_FILE = "firewitness-realm.json";

    private Keycloak() {}

    /** Unpacks nothing and builds nothing: {@code ./firewitness} has done both when this is called. */
    static Child start(Options options, Ports ports, Database database, Path logs) throws IOException {
        Path home = Path.of(System.getProperty("keycloak.home"));
        Path imports = Files.createDirectories(home.resolve("data/import"));
        try (InputStream realm = Keycloak.class.getResourceAsStream("/keycloak/" + REALM_FILE)) {
            Files.copy(realm, imports.resolve(REALM_FILE), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = List.of(
                home.resolve("bin/kc.sh").toString(),
                "start",
                "--optimized",
                "--import-realm",
                "--http-enabled=true",
                "--http-host=localhost",
                "--http-port=" + ports.keycloak(),
                "--http-management-port=" + ports.keycloakManagement(),
                "--hostname=http://localhost:" + ports.keycloak(),
                "--db-url=" + database.url("keycloak"),
                // Keycloak migrates its own schema and is its only user.
                "--db-username=keycloak_migrator",
                "--db-password=" + Database.PASSWORD,
                "--cache=local",
                "--log-level=warn");
        return Child.start(
                "keycloak",
                command,
                Map.of("JAVA_OPTS_KC_HEAP", "-Xms128m -Xmx384m", "JAVA_HOME", System.getProperty("java.home")),
                logs);
    }

    static URI health(Ports ports) {
        return URI.create("http://localhost:" + ports.keycloakManagement() + "/health/ready");
    }

    static String realm(Ports ports) {
        return "http://localhost:" + ports.keycloak() + "/realms/firewitness";
    }
}
