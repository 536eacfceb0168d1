package io.firewitness.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.EmbeddedDatabase;
import io.firewitness.platform.test.Persona;
import io.firewitness.platform.test.TenancyRules;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@KnowledgeTest
class TenancyTest {
    /** Published knowledge is shared by design; what a provider adds is not. */
    @Test
    void everyTableKeepsTenantsApart() throws SQLException {
        Own.created(Persona.MIKA, Own.DEVICE);
        try {
            TenancyRules.check(
                    EmbeddedDatabase.named("knowledge"),
                    "knowledge",
                    Set.of("content_release", "content_item", "content_search", "rule_pack", "rule_pack_choice"));
        } finally {
            Own.clear();
        }
    }

    /** A tenant's transaction cannot reach what is the provider's alone, whatever a query forgets. */
    @Test
    void thePolicyItselfHidesWhatIsNotShared() throws SQLException {
        String secret = Own.created(Persona.MIKA, Own.note("private", Own.AOBA, false));
        String shared = Own.created(Persona.MIKA, Own.note("shared", Own.AOBA, true));
        try (Connection application = EmbeddedDatabase.named("knowledge").asApplication();
                Statement statement = application.createStatement()) {
            application.setAutoCommit(false);
            String provider = Persona.Organization.NORTHLIGHT.id().toString();
            assertThat(ids(statement, provider, Own.AOBA.toString())).containsExactly(shared);
            assertThat(ids(statement, provider, Own.MORI.toString())).isEmpty();
            assertThat(ids(statement, provider, "*")).containsExactlyInAnyOrder(secret, shared);
            assertThat(ids(statement, Persona.Organization.SOUTHGATE.id().toString(), "*"))
                    .isEmpty();
            application.rollback();
        } finally {
            Own.clear();
        }
    }

    private static List<String> ids(Statement statement, String provider, String tenant) throws SQLException {
        statement.execute("select set_config('firewitness.provider_id', '" + provider
                + "', true), set_config('firewitness.tenant_id', '" + tenant + "', true)");
        List<String> ids = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("select id from own_entry")) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids;
    }
}
