package io.firewitness.stack;

import io.firewitness.platform.database.DatabaseUsers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A real PostgreSQL whose data directory survives restarts, with one database for each service and one for Keycloak. */
final class Database implements AutoCloseable {
    /** All demo secrets carry the text that services refuse outside the local mode. */
    static final String PASSWORD = "firewitness-demo-db";

    private static final List<String> NAMES = List.of("ingest", "analysis", "knowledge", "keycloak");

    private final EmbeddedPostgres server;
    private final int port;

    private Database(EmbeddedPostgres server, int port) {
        this.server = server;
        this.port = port;
    }

    static Database start(Path state, int port) throws IOException, SQLException {
        Path data = Files.createDirectories(state.resolve("data")).resolve("postgres");
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(
                        Files.createDirectories(state.resolve("cache").resolve("postgres"))
                                .toFile())
                .setPort(port)
                // Services are stopped first, then the database; its own hook would stop it at the same time.
                .setRegisterShutdownHook(false)
                .setServerConfig("max_connections", "200")
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        Database database = new Database(server, port);
        database.createDatabases();
        return database;
    }

    private void createDatabases() throws SQLException {
        try (Connection superuser = server.getPostgresDatabase().getConnection()) {
            for (String name : NAMES) {
                DatabaseUsers.createDatabase(superuser, name, PASSWORD, PASSWORD);
            }
        }
        for (String name : NAMES) {
            try (Connection superuser = server.getDatabase("postgres", name).getConnection()) {
                DatabaseUsers.grantApplication(superuser, name);
            }
        }
    }

    /**
     * The server's first process. It is nobody's child: {@code pg_ctl} starts it and ends. PostgreSQL writes its number into the
     * data directory as long as it runs.
     */
    static Optional<ProcessHandle> process(Path state) {
        try {
            String pid = Files.readAllLines(state.resolve("data/postgres/postmaster.pid"))
                    .getFirst()
                    .strip();
            return ProcessHandle.of(Long.parseLong(pid))
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"));
        } catch (IOException | NumberFormatException | NoSuchElementException notRunning) {
            return Optional.empty();
        }
    }

    String url(String name) {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
