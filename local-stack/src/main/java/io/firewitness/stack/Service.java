package io.firewitness.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of our services: where it is built, on which port it listens, which settings it gets. */
enum Service {
    KNOWLEDGE("knowledge-service", "knowledge"),
    INGEST("ingest-service", "ingest"),
    ANALYSIS("analysis-service", "analysis"),
    UI("ui", null);

    private final String module;
    private final String database;

    Service(String module, String database) {
        this.module = module;
        this.database = database;
    }

    String module() {
        return module;
    }

    int port(Ports ports) {
        return switch (this) {
            case UI -> ports.ui();
            case INGEST -> ports.ingest();
            case ANALYSIS -> ports.analysis();
            case KNOWLEDGE -> ports.knowledge();
        };
    }

    URI health(Ports ports) {
        return URI.create("http://localhost:" + ports.management(port(ports)) + "/q/health/ready");
    }

    Child start(Options options, Ports ports, Database databases, Path logs) throws IOException {
        Path app = options.root().resolve(module).resolve("target/quarkus-app");
        Path archives = Files.createDirectories(options.state().resolve("cache/cds"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                // Class data from the last run makes the next start faster; a stale archive is ignored and rewritten.
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archives.resolve(module + ".jsa"),
                "-Xlog:cds=off,aot=off",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                app.resolve("quarkus-run.jar").toString()));
        return Child.start(module, command, settings(options, ports, databases), logs);
    }

    private Map<String, String> settings(Options options, Ports ports, Database databases) {
        Map<String, String> settings = new HashMap<>();
        settings.put("FIREWITNESS_MODE", "local");
        settings.put("FIREWITNESS_OIDC_URL", Keycloak.realm(ports));
        settings.put("FIREWITNESS_OIDC_CLIENT_ID", "firewitness-" + shortName());
        settings.put("FIREWITNESS_OIDC_CLIENT_SECRET", "firewitness-demo-" + shortName());
        settings.put("FIREWITNESS_INGEST_URL", "http://localhost:" + ports.ingest());
        settings.put("FIREWITNESS_ANALYSIS_URL", "http://localhost:" + ports.analysis());
        settings.put("FIREWITNESS_KNOWLEDGE_URL", "http://localhost:" + ports.knowledge());
        settings.put("QUARKUS_HTTP_HOST", "localhost");
        settings.put("QUARKUS_HTTP_PORT", String.valueOf(port(ports)));
        settings.put("QUARKUS_MANAGEMENT_HOST", "localhost");
        settings.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(ports.management(port(ports))));
        if (database != null) {
            settings.put("FIREWITNESS_DB_URL", databases.url(database));
            settings.put("FIREWITNESS_DB_APP_USER", database + "_app");
            settings.put("FIREWITNESS_DB_APP_PASSWORD", Database.PASSWORD);
            settings.put("FIREWITNESS_DB_MIGRATOR_USER", database + "_migrator");
            settings.put("FIREWITNESS_DB_MIGRATOR_PASSWORD", Database.PASSWORD);
        }
        if (this == INGEST) {
            settings.put(
                    "FIREWITNESS_STORE_DIR",
                    options.state().resolve("data/artifacts").toString());
        }
        if (this == UI) {
            // Plain http on this machine only.
            settings.put("FIREWITNESS_COOKIE_SECURE", "false");
            settings.put("FIREWITNESS_SESSION_SECRET", "firewitness-demo-session-0123456789abcdef");
        }
        return settings;
    }

    private String shortName() {
        return module.replace("-service", "");
    }
}
