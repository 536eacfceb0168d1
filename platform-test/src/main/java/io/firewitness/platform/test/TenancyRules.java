package io.firewitness.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What keeps tenants apart in a service's migrated database (ADR 4), read from PostgreSQL's own catalogue, so that a new table
 * cannot be forgotten: forced row-level security with the one policy on every table, three users that cannot bypass it, and zero
 * rows for a session that did not say for whom it works.
 */
public final class TenancyRules {
    /** Tables of the machinery: the queue (ids only, ADR 4) and Flyway's history. */
    private static final Set<String> MACHINERY = Set.of("scheduled_tasks", "flyway_schema_history");

    private static final String POLICY = "firewitness_in_scope(provider_id, tenant_id)";

    private static final String RELATIONS = """
            select c.relname, c.relkind::text, c.relrowsecurity and c.relforcerowsecurity,
                   (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attnotnull
                      and a.attname in ('provider_id', 'tenant_id') and a.atttypid = 'uuid'::regtype),
                   coalesce((select string_agg(concat(p.polcmd, ' ', pg_get_expr(p.polqual, c.oid), ' / ',
                                             pg_get_expr(p.polwithcheck, c.oid)), ' and ')
                             from pg_policy p where p.polrelid = c.oid), ''),
                   pg_get_userbyid(c.relowner)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relkind in ('r', 'p', 'v', 'm', 'f')
            order by c.relname""";

    private TenancyRules() {}

    /**
     * Checks the database of one service after its start.
     *
     * @param database the service's database with at least one row of a tenant in it
     * @param name the database's name, from which its users' names follow
     * @param shared tables whose rows are meant for every tenant, for example published knowledge
     * @throws AssertionError naming each table or user that breaks a rule
     */
    public static void check(EmbeddedDatabase database, String name, Set<String> shared) throws SQLException {
        try (Connection superuser = database.asSuperuser();
                Connection application = database.asApplication()) {
            usersCannotBypassPolicies(superuser, name);
            List<String> tables = tenantTables(superuser, name, shared);
            if (!tables.isEmpty()) {
                withoutScopeThereAreNoRows(superuser, application, tables);
            }
        }
    }

    private static List<String> tenantTables(Connection superuser, String name, Set<String> shared)
            throws SQLException {
        List<String> findings = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        try (Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(RELATIONS)) {
            while (row.next()) {
                String relation = row.getString(1);
                seen.add(relation);
                if (!row.getString(6).equals(name + "_owner")) {
                    findings.add(relation + " belongs to " + row.getString(6));
                }
                if (MACHINERY.contains(relation) || shared.contains(relation)) {
                    continue;
                }
                if (!"r".equals(row.getString(2))) {
                    findings.add(relation + " is no plain table; policies may not reach it");
                    continue;
                }
                tables.add(relation);
                if (!row.getBoolean(3)) {
                    findings.add(relation + " has no forced row-level security");
                }
                if (row.getInt(4) != 2) {
                    findings.add(relation + " lacks provider_id or tenant_id, uuid not null");
                }
                if (!row.getString(5).equals("* " + POLICY + " / " + POLICY)) {
                    findings.add(relation + " has another policy: " + row.getString(5));
                }
            }
        }
        assertThat(findings).isEmpty();
        assertThat(seen).as("tables that are declared shared exist").containsAll(shared);
        return tables;
    }

    private static void withoutScopeThereAreNoRows(Connection superuser, Connection application, List<String> tables)
            throws SQLException {
        long present = 0;
        for (String table : tables) {
            present += count(superuser, table);
            assertThat(count(application, table)).as(table).isZero();
        }
        assertThat(present).as("the check needs rows that could be seen").isPositive();
    }

    private static void usersCannotBypassPolicies(Connection superuser, String name) throws SQLException {
        List<String> roles = new ArrayList<>();
        try (Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery("""
                        select rolname || case when rolcanlogin then ' login' else '' end
                               || case when rolsuper or rolbypassrls or rolcreaterole or rolcreatedb then ' MIGHTY' else '' end
                               || case when rolname like '%%_app' and (pg_has_role(oid, '%1$s_owner', 'member')
                                       or has_schema_privilege(oid, 'public', 'create')) then ' OWNING' else '' end
                        from pg_roles where rolname in ('%1$s_owner', '%1$s_migrator', '%1$s_app') order by rolname""".formatted(name))) {
            while (row.next()) {
                roles.add(row.getString(1));
            }
        }
        assertThat(roles).containsExactly(name + "_app login", name + "_migrator login", name + "_owner");
        Set<String> sessions = new TreeSet<>();
        try (Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery("select distinct usename from pg_stat_activity where datname = '"
                        + name + "' and usename <> 'postgres'")) {
            while (row.next()) {
                sessions.add(row.getString(1));
            }
        }
        assertThat(sessions).as("who the running service is at the database").containsExactly(name + "_app");
        assertThat(number(
                        superuser,
                        "select count(*) from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"))
                .as("functions that run with other rights")
                .isZero();
    }

    private static long count(Connection connection, String table) throws SQLException {
        return number(connection, "select count(*) from " + table);
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
