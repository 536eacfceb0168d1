package io.firewitness.ingest;

import io.firewitness.platform.test.EmbeddedDatabase;
import java.io.File;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What is really there: files of the store and rows of the database, seen past the service. */
final class Kept {
    private Kept() {}

    /** Bytes of an artifact in the store; -1 where it has no file. */
    static long bytes(String artifactId) {
        File file = file(artifactId);
        return file == null ? -1 : file.length();
    }

    /** Where the store keeps an artifact; null where it has nothing of it. */
    static File file(String artifactId) {
        for (File tenant : OutsideWorld.store.toFile().listFiles()) {
            File file = new File(tenant, artifactId);
            if (file.isFile()) {
                return file;
            }
        }
        return null;
    }

    /** Rows that a condition on {@code artifact} finds. */
    static long artifacts(String condition, Object... values) throws SQLException {
        return number("select count(*) from artifact where " + condition, values);
    }

    static long cases(String title) throws SQLException {
        return number("select count(*) from support_case where title = ?", title);
    }

    /** Makes an upload's time be over and its expiry task due. */
    static void makeOverdue(String uploadId) throws SQLException {
        try (Connection superuser = EmbeddedDatabase.named("ingest").asSuperuser()) {
            run(superuser, "update artifact set expires_at = now() - interval '1 minute' where id = ?::uuid", uploadId);
            run(
                    superuser,
                    "update scheduled_tasks set execution_time = now() where task_name = 'expire-upload' and task_instance like ?",
                    uploadId + "%");
        }
    }

    /** Tasks that wait for an artifact. */
    static long tasks(String name, String artifactId) throws SQLException {
        return number(
                "select count(*) from scheduled_tasks where task_name = ? and task_instance like ?",
                name,
                artifactId + "%");
    }

    /** Tasks of one kind. */
    static long queued(String name) throws SQLException {
        return number("select count(*) from scheduled_tasks where task_name = ?", name);
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static long number(String sql, Object... values) throws SQLException {
        try (Connection superuser = EmbeddedDatabase.named("ingest").asSuperuser();
                PreparedStatement statement = superuser.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
