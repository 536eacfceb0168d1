package io.firewitness.platform.startup;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The application's database user may neither bypass row-level security nor own a table, else tenants could mix. */
@ApplicationScoped
class DatabaseUserCheck implements StartupCheck {
    private final DataSource database;

    DatabaseUserCheck(DataSource database) {
        this.database = database;
    }

    @Override
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select current_user,
                               (select rolsuper or rolbypassrls from pg_roles where rolname = current_user),
                               exists (select 1 from pg_tables
                                       where schemaname = 'public' and pg_has_role(tableowner, 'member'))""")) {
            row.next();
            String user = row.getString(1);
            if (row.getBoolean(2)) {
                findings.add("The database user " + user + " may bypass row-level security;"
                        + " give FIREWITNESS_DB_APP_USER a user without SUPERUSER and BYPASSRLS.");
            }
            if (row.getBoolean(3)) {
                findings.add("The database user " + user + " owns tables;"
                        + " use separate users for FIREWITNESS_DB_APP_USER and FIREWITNESS_DB_MIGRATOR_USER.");
            }
        } catch (SQLException unreachable) {
            findings.add("The database does not answer (" + unreachable.getSQLState() + "); check FIREWITNESS_DB_URL.");
        }
        return findings;
    }
}
