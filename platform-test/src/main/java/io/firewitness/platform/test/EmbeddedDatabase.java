package io.firewitness.platform.test;

import io.firewitness.platform.database.DatabaseUsers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * A real PostgreSQL for one test JVM with one service database and its three users, as an installation has them.
 * Started at first use; the process ends with the JVM.
 */
public final class EmbeddedDatabase {
    /** Password of migrator and application user in tests. */
    public static final String PASSWORD = "only-for-tests";

    private static EmbeddedPostgres server;

    private final String name;

    private EmbeddedDatabase(String name) {
        this.name = name;
    }

    /**
     * The database {@code name}, created where absent.
     *
     * @param name lower-case letters, for example {@code ingest}
     */
    public static synchronized EmbeddedDatabase named(String name) {
        try {
            if (server == null) {
                server = EmbeddedPostgres.builder().start();
            }
            try (Connection superuser = server.getPostgresDatabase().getConnection()) {
                DatabaseUsers.createDatabase(superuser, name, PASSWORD, PASSWORD);
            }
            try (Connection superuser = server.getDatabase("postgres", name).getConnection()) {
                DatabaseUsers.grantApplication(superuser, name);
            }
            return new EmbeddedDatabase(name);
        } catch (IOException | SQLException failed) {
            throw new IllegalStateException("cannot start the embedded PostgreSQL", failed);
        }
    }

    public String url() {
        return server.getJdbcUrl("postgres", name).replaceAll("\\?.*$", "");
    }

    /** A connection as the application user, without any tenant set. The caller closes it. */
    public Connection asApplication() throws SQLException {
        return DriverManager.getConnection(url(), name + "_app", PASSWORD);
    }

    /** A connection as superuser, who sees every row. The caller closes it. */
    public Connection asSuperuser() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "");
    }

    /** The settings a service needs to use this database. */
    public Map<String, String> settings() {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                url(),
                "quarkus.datasource.username",
                name + "_app",
                "quarkus.datasource.password",
                PASSWORD,
                "quarkus.flyway.username",
                name + "_migrator",
                "quarkus.flyway.password",
                PASSWORD);
    }
}
