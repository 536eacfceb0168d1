package io.firewitness.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.AccessTable;
import io.firewitness.platform.test.AccessTable.Call;
import io.firewitness.platform.test.Persona;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real capture of a dying backup goes through the service; then everybody tries to read it. */
@AnalysisTest
class AccessTest {
    private static final Path CAPTURE = Path.of("../samples/dying-backup.pcap");

    private static Map<String, String> judged;

    @TestFactory
    Stream<DynamicTest> access() {
        return AccessTable.read(
                        AccessTest.class,
                        "access.table",
                        AccessTest::values,
                        Map.of(
                                "POST /internal/v1/events",
                                new Call(
                                        Given.eventBody(
                                                UUID.randomUUID().toString(),
                                                "case.opened",
                                                Given.caseOpened(UUID.randomUUID(), "Announced")),
                                        "application/cloudevents+json",
                                        Map.of(),
                                        Map.of())))
                .tests();
    }

    @Test
    void theVerdictNamesClassPacketAndPlace() throws Exception {
        String address = "/api/v1/cases/" + values().get("caseId");
        JsonPath item = Given.as(Persona.AIKO).get(address).jsonPath();
        assertThat(item.getString("verdict.class")).isEqualTo("firewall-signature-reset");
        assertThat(item.getString("verdict.band")).isEqualTo("very-likely");
        JsonPath cut = Given.as(Persona.AIKO)
                .get(address + "/diagnosis/connections?class=firewall-signature-reset&limit=1")
                .jsonPath();
        assertThat(cut.getList("items")).hasSize(1);
        assertThat(cut.getLong("items[0].kill.packet")).isPositive();
        JsonPath ttl = Given.as(Persona.AIKO)
                .get(address + "/diagnosis/evidence?rule=rst-ttl")
                .jsonPath();
        assertThat(ttl.getList("items.rule")).isNotEmpty().containsOnly("rst-ttl");
        JsonPath list = Given.as(Persona.MIKA)
                .get("/api/v1/cases?class=firewall-signature-reset&q=dying")
                .jsonPath();
        assertThat(list.getList("items.title")).contains("Dying backup");
        assertThat(list.getInt("facets.class.firewall-signature-reset")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/series"})
    void whoHasAConnectionAlreadyIsNotSentItAgain(String part) {
        String address = "/api/v1/cases/%s/diagnosis/connections/%s%s"
                .formatted(values().get("caseId"), values().get("connectionId"), part);
        Response first = Given.as(Persona.AIKO).urlEncodingEnabled(false).get(address);
        String tag = first.header("ETag");
        assertThat(tag)
                .isEqualTo(Given.as(Persona.AIKO)
                        .get("/api/v1/cases/" + values().get("caseId") + "/diagnosis")
                        .header("ETag"));
        Response again = Given.as(Persona.AIKO)
                .urlEncodingEnabled(false)
                .header("If-None-Match", tag)
                .get(address);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
        Response other = Given.as(Persona.AIKO)
                .urlEncodingEnabled(false)
                .header("If-None-Match", "\"of-an-earlier-diagnosis\"")
                .get(address);
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.asString()).isEqualTo(first.asString()).isNotEmpty();
    }

    private static synchronized Map<String, String> values() {
        if (judged == null) {
            try {
                UUID caseId = Given.newCase("Dying backup");
                Given.addFile(caseId, "dying-backup.pcap", Files.readAllBytes(CAPTURE), 1);
                Given.awaitStatus(caseId, "judged");
                String connection = Given.as(Persona.AIKO)
                        .get("/api/v1/cases/" + caseId
                                + "/diagnosis/connections?class=firewall-signature-reset&limit=1")
                        .jsonPath()
                        .getString("items[0].id");
                judged = Map.of("caseId", caseId.toString(), "connectionId", connection.replace("#", "%23"));
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }
        return judged;
    }
}
