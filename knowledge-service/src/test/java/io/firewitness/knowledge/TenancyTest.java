package io.firewitness.knowledge;

import io.firewitness.platform.test.EmbeddedDatabase;
import io.firewitness.platform.test.TenancyRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.Test;

@KnowledgeTest
class TenancyTest {
    private static final String KEY = "'00000000-0000-4000-8000-000000000001'";

    /** Published knowledge is shared by design; no call of this service writes a tenant's row, so one is put there. */
    @Test
    void everyTableKeepsTenantsApart() throws SQLException {
        EmbeddedDatabase database = EmbeddedDatabase.named("knowledge");
        try (Connection superuser = database.asSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.executeUpdate("insert into idempotency_key values (" + KEY + ", " + KEY
                    + ", 'test', 'test', 'test', '', " + KEY + ", now())");
            try {
                TenancyRules.check(
                        database,
                        "knowledge",
                        Set.of("content_release", "content_item", "content_search", "rule_pack", "rule_pack_choice"));
            } finally {
                statement.executeUpdate("delete from idempotency_key where operation = 'test'");
            }
        }
    }
}
