package io.firewitness.knowledge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.knowledge.content.ContentFiles;
import io.firewitness.knowledge.content.ContentRules;
import io.firewitness.platform.test.AccessTable;
import io.firewitness.platform.test.Persona;
import io.firewitness.platform.test.ServiceTestResource;
import io.firewitness.platform.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "database", value = "knowledge"))
class KnowledgeTest {
    private static final String CUT = """
            {"diagnosis": {"verdict": {"class": "%s"}, "connections": [
              {"client": {"address": "10.20.4.31", "port": 50123}, "server": {"address": "10.60.0.12", "port": %d},
               "transport": "tcp", "serviceClass": "%s", "verdict": {"class": "%s"}, "kill": {"packet": 7}},
              {"client": {"address": "10.20.4.31", "port": 50124}, "server": {"address": "10.60.0.99", "port": 2501},
               "transport": "tcp", "serviceClass": "data-mover", "verdict": {"class": "healthy"}, "kill": null}]}}""";

    @TestFactory
    Stream<DynamicTest> access() {
        return AccessTable.read(
                        KnowledgeTest.class,
                        "access.table",
                        () -> Map.of("productId", "vbr", "vendorId", "sophos"),
                        Map.of("POST /api/v1/guidance", AccessTable.Call.json(cut("healthy", 2501, "data-mover"))))
                .tests();
    }

    @Test
    void theContentIsFitToBeServed() {
        assertThat(ContentRules.findings(ContentFiles.read())).isEmpty();
    }

    @Test
    void everyProductAndVersionOfKb2140IsThere() {
        JsonPath products = as().get("/api/v1/products").jsonPath();
        assertThat(products.getList("items.id")).containsExactly("vbr", "vb365", "vbo365", "vaw", "vcc");
        assertThat(products.getList("items.find { it.id == 'vaw' }.versions"))
                .containsExactly("2.1", "2.2", "3.0.2", "4.0", "5.0", "6.0", "6.1", "6.2", "6.3");
        assertThat(as().get("/api/v1/vendors").jsonPath().getList("items.name"))
                .containsExactly(
                        "Check Point",
                        "Cisco",
                        "SonicWall",
                        "Fortinet",
                        "Palo Alto Networks",
                        "Sophos",
                        "CrowdStrike",
                        "Kaspersky");
    }

    @Test
    void anUnchangedListIsNotSentAgain() {
        Response first = as().get("/api/v1/ports?lang=ja");
        assertThat(as().header("If-None-Match", first.header("ETag"))
                        .get("/api/v1/ports?lang=ja")
                        .statusCode())
                .isEqualTo(304);
        assertThat(as().header("If-None-Match", first.header("ETag"))
                        .get("/api/v1/ports?lang=en")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "An existing connection was forcibly closed by the remote host, winsock-10054",
        "Error: 既存の接続はリモート ホストに強制的に切断されました。, winsock-10054",
        "Unstable connection: unable to transmit data., unstable-connection"
    })
    void aPastedLineIsRecognised(String line, String id) {
        assertThat(as().queryParam("text", line)
                        .get("/api/v1/errors")
                        .jsonPath()
                        .getList("items.id"))
                .containsExactly(id);
    }

    @Test
    void aCutDataMoverIsExemptedBetweenItsHostsOnly() {
        JsonPath plan = advise(cut("firewall-signature-reset", 2501, "data-mover"), "en")
                .jsonPath();
        assertThat(plan.getList("steps.id")).containsExactly("prove", "exempt", "firewall-log", "verify");
        assertThat(plan.getList("exclusions.ports")).containsExactly("2500-3300", "6162");
        assertThat(plan.getList("exclusions.from")).containsOnly("10.20.4.31");
        assertThat(plan.getList("exclusions.to")).containsOnly("10.60.0.12");
        assertThat(plan.getList("exclusions.source.id")).containsExactly("kb2140", "vbr-ports");
    }

    @Test
    void theCloudGatewayNeedsBothProtocols() {
        JsonPath plan =
                advise(cut("firewall-silent-drop", 6180, "cloud-gateway"), "ja").jsonPath();
        assertThat(plan.getList("exclusions.protocol")).containsExactly("TCP + UDP");
        assertThat(plan.getString("steps[0].title")).isEqualTo("まず実証する");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "idle-timeout-reset",
                "middlebox-reset",
                "host-abort",
                "path-outage",
                "pmtud-blackhole",
                "packet-loss",
                "healthy",
                "insufficient"
            })
    void otherVerdictsNeverComeWithAnExclusion(String verdictClass) {
        JsonPath plan = advise(cut(verdictClass, 2501, "data-mover"), "en").jsonPath();
        assertThat(plan.getList("exclusions")).isEmpty();
        assertThat(plan.getList("steps")).isNotEmpty();
        List<List<Object>> sources = plan.getList("steps.sources");
        assertThat(sources).allSatisfy(each -> assertThat(each).isNotEmpty());
    }

    @Test
    void anUnknownClassAndAHostileAddressAreRefused() {
        assertThat(advise(cut("no-such-class", 2501, "data-mover"), "en").statusCode())
                .isEqualTo(422);
        assertThat(advise(cut("healthy", 2501, "data-mover").replace("10.20.4.31", "<script>"), "en")
                        .statusCode())
                .isEqualTo(422);
    }

    private static String cut(String verdictClass, int port, String serviceClass) {
        return CUT.formatted(verdictClass, port, serviceClass, verdictClass);
    }

    private static Response advise(String body, String language) {
        return as().contentType(ContentType.JSON).body(body).post("/api/v1/guidance?lang=" + language);
    }

    private static RequestSpecification as() {
        return given().auth().oauth2(Tokens.of(Persona.AIKO));
    }
}
