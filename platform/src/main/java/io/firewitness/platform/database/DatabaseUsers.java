package io.firewitness.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * Creates a service's database and its three users, idempotently, as a superuser would do it once per installation:
 *
 * <ul>
 *   <li>{@code <name>_owner} owns the schema and cannot log in;
 *   <li>{@code <name>_migrator} logs in to run Flyway and acts as the owner;
 *   <li>{@code <name>_app} reads and writes rows, owns nothing and cannot bypass row-level security.
 * </ul>
 */
public final class DatabaseUsers {
    private static final Pattern NAME = Pattern.compile("[a-z]{1,30}");

    private DatabaseUsers() {}

    /**
     * Creates roles and database where absent, and sets the two passwords.
     *
     * @param server a connection as superuser to any database of the server, in auto-commit mode
     * @param name the database's name, lower-case letters
     */
    public static void createDatabase(Connection server, String name, String migratorPassword, String appPassword)
            throws SQLException {
        requireName(name);
        role(server, name + "_owner", "nologin");
        role(server, name + "_migrator", "login password " + literal(server, migratorPassword));
        role(server, name + "_app", "login nobypassrls password " + literal(server, appPassword));
        try (Statement statement = server.createStatement()) {
            statement.execute("grant " + name + "_owner to " + name + "_migrator");
            if (!exists(server, "select 1 from pg_database where datname = ?", name)) {
                statement.execute("create database " + name + " owner " + name + "_owner");
            }
            // What Flyway creates shall belong to the owner, whoever runs it.
            statement.execute(
                    "alter role " + name + "_migrator in database " + name + " set role to " + name + "_owner");
            statement.execute("revoke all on database " + name + " from public");
            statement.execute("grant connect on database " + name + " to " + name + "_migrator, " + name + "_app");
        }
    }

    /**
     * Gives the application user its rights on everything the owner will ever create.
     *
     * @param database a connection as superuser to the database {@code name} itself
     */
    public static void grantApplication(Connection database, String name) throws SQLException {
        requireName(name);
        String owner = name + "_owner";
        String app = name + "_app";
        try (Statement statement = database.createStatement()) {
            statement.execute("alter schema public owner to " + owner);
            statement.execute("revoke create on schema public from public");
            statement.execute("grant usage on schema public to " + app);
            statement.execute("alter default privileges for role " + owner
                    + " in schema public grant select, insert, update, delete on tables to " + app);
            statement.execute("alter default privileges for role " + owner
                    + " in schema public grant usage, select on sequences to " + app);
        }
    }

    private static void role(Connection server, String role, String options) throws SQLException {
        boolean present = exists(server, "select 1 from pg_roles where rolname = ?", role);
        try (Statement statement = server.createStatement()) {
            statement.execute((present ? "alter role " : "create role ") + role + " " + options);
        }
    }

    private static boolean exists(Connection server, String query, String name) throws SQLException {
        try (PreparedStatement statement = server.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Role options take no bind parameters, so the server quotes the password for us. */
    private static String literal(Connection server, String text) throws SQLException {
        try (PreparedStatement statement = server.prepareStatement("select quote_literal(?)")) {
            statement.setString(1, text);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
    }
}
