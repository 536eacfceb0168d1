package io.firewitness.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firewitness.platform.test.Persona;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@KnowledgeTest
class GuidanceTest {
    private static final List<String> CLASSES = List.of(
            "firewall-signature-reset",
            "firewall-silent-drop",
            "key-exchange-blocked",
            "idle-timeout-reset",
            "middlebox-reset",
            "host-abort",
            "path-outage",
            "pmtud-blackhole",
            "packet-loss",
            "healthy",
            "insufficient");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Path GOLDEN = Path.of("src/test/resources/io/firewitness/knowledge/golden");

    private static Response post(String body, String language) {
        return BrowseTest.as(Persona.AIKO)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/guidance?lang=" + language);
    }

    private static JsonPath plan(String body) {
        Response response = post(body, "en");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    private static String diagnosis(String verdict, String transport, int port, String topology) {
        return """
                {"diagnosis": {"schema": "firewitness.diagnosis/1", "verdict": {"class": "%1$s", "confidence": 0.97},
                  "connections": [
                    {"transport": "%2$s", "client": {"address": "10.20.4.31", "port": 50123},
                     "server": {"address": "10.60.0.12", "port": %3$d}, "verdict": {"class": "%1$s"}},
                    {"transport": "tcp", "client": {"address": "10.20.4.31", "port": 50124},
                     "server": {"address": "10.60.0.99", "port": 443}, "verdict": {"class": "healthy"}}],
                  "notEvaluated": [{"rule": "two-sided-rst", "needs": "a capture from the receiving side"}]},
                 "topology": %4$s}""".formatted(verdict, transport, port, topology);
    }

    static Stream<Arguments> golden() {
        return CLASSES.stream().flatMap(type -> Stream.of("en", "ja").map(language -> Arguments.of(type, language)));
    }

    /** To accept a reviewed change: delete the golden file, run the test, and read the new file line by line. */
    @ParameterizedTest
    @MethodSource("golden")
    void theWholePlanOfAClassIsTheReviewedOne(String type, String language) throws IOException {
        Response response = post(diagnosis(type, "tcp", 2501, "{\"vendor\": \"fortinet\"}"), language);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        JsonNode answer = JSON.readTree(response.asString());
        ((ObjectNode) answer).put("knowledgeVersion", "-");
        String actual = JSON.writeValueAsString(answer) + "\n";
        Path file = GOLDEN.resolve(type + "." + language + ".json");
        if (Files.notExists(file)) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
            throw new AssertionError(file + " was missing and has been written: review it, then run again");
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    @Test
    void aKilledDataMoverConnectionIsExemptedWithItsAddresses() {
        JsonPath plan = plan(diagnosis("firewall-signature-reset", "tcp", 2501, "null"));
        assertThat(plan.getList("exclusions.ports")).containsExactly("2500-3300", "6162");
        assertThat(plan.getList("exclusions.versions")).containsExactly("all", "13 and later");
        assertThat(plan.getList("exclusions.from.unique()")).containsExactly("10.20.4.31");
        assertThat(plan.getList("exclusions.to.unique()")).containsExactly("10.60.0.12");
        assertThat(plan.getString("exclusions[0].source.url")).isEqualTo("https://www.veeam.com/kb2140");
        assertThat(plan.getList("steps.kind")).containsExactly("check", "prove", "exempt", "verify");
    }

    @Test
    void theDataPortOfVersion13IsBoundToItsVersion() {
        String old = "{\"product\": \"vbr\", \"version\": \"12.3.2.4465\"}";
        String current = "{\"product\": \"vbr\", \"version\": \"13.0.1.2067\"}";
        assertThat(plan(diagnosis("firewall-signature-reset", "tcp", 2501, old)).getList("exclusions.ports"))
                .containsExactly("2500-3300");
        assertThat(plan(diagnosis("firewall-silent-drop", "tcp", 6162, current)).getList("exclusions.ports"))
                .containsExactly("2500-3300", "6162");
    }

    @Test
    void theCloudGatewayIsExemptedForTcpAndUdp() {
        JsonPath plan = plan(diagnosis("firewall-signature-reset", "tcp", 6180, "{\"product\": \"vcc\"}"));
        assertThat(plan.getList("exclusions.protocol")).containsExactly("TCP", "UDP");
        assertThat(plan.getList("exclusions.ports")).containsExactly("6180", "6180");
    }

    @Test
    void aTestOfThePathGoesToTheConnectionThatTheCaseIsAbout() {
        JsonPath plan = plan(
                "{\"diagnosis\": {\"verdict\": {\"class\": \"pmtud-blackhole\"}, \"connections\": ["
                        + "{\"transport\": \"tcp\", \"client\": {\"address\": \"10.0.0.1\", \"port\": 1}, \"server\": {\"address\": \"10.0.0.2\", \"port\": 443}, \"verdict\": {\"class\": \"healthy\"}},"
                        + "{\"transport\": \"tcp\", \"client\": {\"address\": \"10.0.0.1\", \"port\": 2}, \"server\": {\"address\": \"198.51.100.20\", \"port\": 6180}, \"verdict\": {\"class\": \"pmtud-blackhole\"}}]}}");
        assertThat(plan.getString("steps[0].body")).contains("ping -f -l 1472 198.51.100.20");
    }

    /** What does not touch the rows of a plan is not said beside them. */
    @ParameterizedTest
    @CsvSource({"2501, true", "20001, true", "6180, false", "443, false"})
    void thePortRangeOfServersIsMentionedOnlyWhereItMatters(int port, boolean mentioned) {
        assertThat(plan(diagnosis("firewall-signature-reset", "tcp", port, "null"))
                        .getList("notes.id")
                        .contains("signature-reset.range"))
                .isEqualTo(mentioned);
    }

    @Test
    void microsoft365IsExemptedOn443() {
        JsonPath plan = plan(diagnosis("firewall-signature-reset", "tcp", 443, "{\"product\": \"vb365\"}"));
        assertThat(plan.getList("exclusions.ports")).containsExactly("443");
        assertThat(plan.getList("exclusions.id")).containsExactly("vb365.microsoft-365#1");
    }

    @Test
    void aPortOutsideTheDefaultsIsExemptedAloneAndSaysSo() {
        JsonPath plan = plan(diagnosis("firewall-signature-reset", "tcp", 20001, "null"));
        assertThat(plan.getList("exclusions.ports")).containsExactly("20001");
        assertThat(plan.getString("exclusions[0].why")).startsWith("Port seen in this case");
    }

    @Test
    void anOlderRangeIsExemptedOnlyWhereItWasSeen() {
        assertThat(plan(diagnosis("firewall-signature-reset", "tcp", 4711, "null"))
                        .getList("exclusions.ports"))
                .containsExactly("2500-5000");
    }

    @Test
    void withoutACaptureRolesStandInForAddresses() {
        JsonPath plan = plan(
                "{\"diagnosis\": {\"verdict\": {\"class\": \"firewall-signature-reset\"},"
                        + " \"signatures\": [{\"id\": \"winsock-10054\"}]}, \"topology\": {\"product\": \"vbr\", \"version\": \"12\"}}");
        assertThat(plan.getList("exclusions.ports")).containsExactly("6180", "6180", "2500-3300");
        assertThat(plan.getString("exclusions[0].from")).isEqualTo("Tenant's backup server");
        assertThat(plan.getString("exclusions[2].from")).isEqualTo("Any server that runs a data mover");
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
    void anInnocentOrUnprovenClassHasNoExclusion(String type) {
        String body = diagnosis(type, "tcp", 2501, "null")
                .replace(
                        "\"verdict\": {\"class\": \"healthy\"}",
                        "\"verdict\": {\"class\": \"firewall-signature-reset\"}");
        JsonPath plan = plan(body);
        assertThat(plan.getList("exclusions")).isEmpty();
        assertThat(plan.getList("vendorSteps")).isEmpty();
        assertThat(plan.getList("steps")).isNotEmpty();
        assertThat(plan.getList("steps.kind")).doesNotContain("exempt");
    }

    @Test
    void aRecordingIsAskedForWithTheCasesAddresses() {
        JsonPath plan = plan(diagnosis("firewall-signature-reset", "tcp", 2501, "null"));
        assertThat(plan.getList("captureRecipes.tool"))
                .containsExactly("dumpcap", "tcpdump", "pktmon", "netsh", "tshark");
        assertThat(plan.getString("captureRecipes[0].command"))
                .isEqualTo("dumpcap -i <interface> -s 128 -b filesize:102400 -b files:20"
                        + " -f \"(host 10.20.4.31 and host 10.60.0.12) or icmp or icmp6\" -w firewitness.pcapng");
    }

    @Test
    void oneVendorWhereItIsKnownEveryVendorWhereItIsNot() {
        assertThat(plan(diagnosis("firewall-signature-reset", "tcp", 2501, "{\"vendor\": \"fortinet\"}"))
                        .getList("vendorSteps.vendor.id"))
                .containsExactly("fortinet");
        assertThat(plan(diagnosis("firewall-signature-reset", "tcp", 2501, "null"))
                        .getList("vendorSteps.vendor.id"))
                .contains("check-point", "palo-alto", "sonicwall")
                .doesNotContain("crowdstrike");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | #/diagnosis",
                "null | #/diagnosis",
                "{\"diagnosis\": {}} | #/diagnosis/verdict/class",
                "{\"diagnosis\": 7} | #/diagnosis",
                "{\"diagnosis\": {\"verdict\": {\"class\": \"guilty\"}}} | #/diagnosis/verdict/class",
                "{\"diagnosis\": {\"verdict\": {\"class\": \"healthy\"}, \"connections\": [null]}} | #/diagnosis/connections/0",
                "{\"diagnosis\": {\"verdict\": {\"class\": \"healthy\"}, \"connections\": [{\"transport\": \"icmp\"}]}} | #/diagnosis/connections/0/transport",
                "{\"diagnosis\": {\"verdict\": {\"class\": \"healthy\"}, \"connections\": [{\"transport\": \"tcp\", \"client\": {\"address\": \"evil.example\", \"port\": 1}}]}} | #/diagnosis/connections/0/client/address",
                "{\"diagnosis\": {\"verdict\": {\"class\": \"healthy\"}, \"connections\": [{\"transport\": \"tcp\", \"client\": {\"address\": \"10.0.0.1\", \"port\": 70000}}]}} | #/diagnosis/connections/0/client/port"
            })
    void aHostileDiagnosisIsRefusedByMember(String body, String pointer) {
        Response response = post(body, "en");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(422);
        assertThat(response.jsonPath().getString("code")).isEqualTo("diagnosis-invalid");
        assertThat(response.jsonPath().getString("args.pointer")).isEqualTo(pointer);
    }

    @Test
    void brokenJsonAndDeepJsonAreRefused() {
        assertThat(post("{\"diagnosis\": ", "en").statusCode()).isEqualTo(400);
        assertThat(post("{\"x\": " + "[".repeat(500), "en").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"product,none", "version,x'; drop table", "vendor,none"})
    void anUnknownTopologyIsRefused(String member, String value) {
        Response response = post(
                diagnosis("firewall-signature-reset", "tcp", 2501, "{\"" + member + "\": \"" + value + "\"}"), "en");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.jsonPath().getString("code")).isEqualTo("topology-invalid");
        assertThat(response.jsonPath().getString("args.pointer")).isEqualTo("#/topology/" + member);
    }

    @Test
    void noPlanCarriesARecalledStatement() {
        for (String type : CLASSES) {
            assertThat(post(diagnosis(type, "tcp", 2501, "null"), "en").asString())
                    .doesNotContain("RECALLED");
        }
    }
}
