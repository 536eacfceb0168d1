package io.firewitness.knowledge;

import io.firewitness.platform.test.AccessTable;
import io.firewitness.platform.test.AccessTable.Call;
import io.firewitness.platform.test.Persona;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@KnowledgeTest
class AccessTest {
    @TestFactory
    Stream<DynamicTest> access() {
        return AccessTable.read(
                        AccessTest.class,
                        "access.table",
                        () -> Map.of(
                                "entryId",
                                Own.created(Persona.MIKA, Own.DEVICE),
                                "deletedId",
                                deleted(),
                                "productId",
                                "vbr",
                                "vendorId",
                                "fortinet",
                                "articleId",
                                "kb2140",
                                "version",
                                "2020-01-01.1"),
                        Map.of(
                                "GET /api/v1/versions",
                                new Call(null, null, Map.of(), Map.of("build", "12.1.2.172")),
                                "GET /api/v1/errors/match",
                                new Call(null, null, Map.of(), Map.of("text", "error 10054")),
                                "GET /api/v1/search",
                                new Call(null, null, Map.of(), Map.of("q", "gateway")),
                                "POST /api/v1/rule-packs",
                                new Call("not signed", "application/jose", Map.of(), Map.of()),
                                "PUT /api/v1/rule-packs/current",
                                Call.json("{\"version\": \"2020-01-01.1\"}"),
                                "POST /api/v1/own-knowledge",
                                Call.json(Own.DEVICE),
                                "PUT /api/v1/own-knowledge/{entryId}",
                                new Call(Own.DEVICE, null, Map.of("If-Match", "\"1\""), Map.of()),
                                "DELETE /api/v1/own-knowledge/{entryId}",
                                new Call(null, null, Map.of("If-Match", "\"1\""), Map.of()),
                                "POST /api/v1/own-knowledge/{deletedId}/restore",
                                new Call(null, null, Map.of("If-Match", "\"2\""), Map.of()),
                                "POST /api/v1/guidance",
                                Call.json("{\"diagnosis\": {\"verdict\": {\"class\": \"healthy\"}}}")))
                .tests();
    }

    private static String deleted() {
        String id = Own.created(Persona.MIKA, Own.DEVICE);
        Own.delete(Persona.MIKA, id, "\"1\"");
        return id;
    }

    @AfterEach
    void empty() throws SQLException {
        Own.clear();
    }
}
