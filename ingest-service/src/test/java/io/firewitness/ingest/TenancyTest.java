package io.firewitness.ingest;

import io.firewitness.platform.test.EmbeddedDatabase;
import io.firewitness.platform.test.Persona;
import io.firewitness.platform.test.TenancyRules;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;

@IngestTest
class TenancyTest {
    @Test
    void everyTableKeepsTenantsApart() throws SQLException {
        new Client(Persona.AIKO).newCase();
        TenancyRules.check(EmbeddedDatabase.named("ingest"), "ingest", Set.of());
    }
}
