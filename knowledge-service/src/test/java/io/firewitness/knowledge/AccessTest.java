package io.firewitness.knowledge;

import io.firewitness.platform.test.AccessTable;
import io.firewitness.platform.test.AccessTable.Call;
import java.util.Map;
import java.util.stream.Stream;
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
                                "POST /api/v1/guidance",
                                Call.json("{\"diagnosis\": {\"verdict\": {\"class\": \"healthy\"}}}")))
                .tests();
    }
}
