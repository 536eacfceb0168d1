package io.firewitness.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.Persona;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What to do where nobody could connect: to documents of the engine itself, and to excerpts of them. */
@KnowledgeTest
class ClosedPortPlanTest {
    private static final int OF_ANOTHER_DEVICE = 250;

    private static Response post(String diagnosis) {
        return Own.write(Persona.AIKO)
                .body("{\"diagnosis\": " + diagnosis + "}")
                .post("/api/v1/guidance?lang=en");
    }

    private static JsonPath plan(String diagnosis) {
        Response response = post(diagnosis);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    private static void assertClosedPort(JsonPath plan, String verdictClass, String firstStep, String owner) {
        assertThat(plan.getString("class")).isEqualTo(verdictClass);
        assertThat(plan.getString("evidence")).isEqualTo("closed-port");
        assertThat(plan.getString("title")).isEqualTo("port not reachable");
        assertThat(plan.getString("steps[0].id")).isEqualTo(firstStep);
        assertThat(plan.getString("steps.find { it.id == 'closed-port.service' }.actor"))
                .isEqualTo(owner);
        assertThat(plan.getList("exclusions")).isEmpty();
        assertThat(plan.getList("vendorSteps")).isEmpty();
        assertThat(plan.getList("notes.id")).contains("closed-port.no-exclusion");
    }

    @Test
    void portsThatTheHostRefusesBeginWithItsService() throws IOException {
        JsonPath plan = plan(new Talk()
                .transfer(49_000, 6180)
                .refusedByTheHost(50_000, 2500)
                .refusedByTheHost(50_001, 2501)
                .refusedByTheHost(50_002, 2503)
                .diagnosed());
        assertClosedPort(plan, "host-abort", "closed-port.service", "tenant");
        assertThat(plan.getString("steps[0].body"))
                .startsWith("On 10.0.2.20, while the job tries, see whether anything listens on TCP 2500-2501, 2503."
                        + " Windows: netstat -ano | findstr :2500. Linux: ss -ltn | grep :2500.");
        assertThat(plan.getList("steps.id"))
                .containsExactly(
                        "closed-port.service",
                        "closed-port.near",
                        "closed-port.host-firewall",
                        "closed-port.port-rule",
                        "closed-port.forwarding",
                        "closed-port.verify",
                        "closed-port.capture");
        assertThat(plan.getList("notes.id")).contains("closed-port.while-working", "closed-port.range");
        assertThat(plan.getList("portRules.ports")).containsExactly("2500-3300", "6162");
        assertThat(plan.getString("portRules[0].from")).isEqualTo("10.0.1.10");
        assertThat(plan.getString("portRules[0].to")).isEqualTo("10.0.2.20");
        assertThat(plan.getString("portRules[0].source.id")).isEqualTo("kb2140");
        assertThat(plan.getString("captureRecipes[0].command"))
                .contains("(host 10.0.1.10 and host 10.0.2.20) or icmp or icmp6");
    }

    @Test
    void portsThatAnotherDeviceRefusesBeginWithThePortRule() throws IOException {
        JsonPath plan = plan(new Talk()
                .transfer(49_000, 2500)
                .refused(50_000, 6180, OF_ANOTHER_DEVICE)
                .diagnosed());
        assertClosedPort(plan, "middlebox-reset", "closed-port.port-rule", "provider");
        assertThat(plan.getList("portRules.protocol")).containsExactly("TCP", "UDP");
        assertThat(plan.getList("portRules.ports")).containsExactly("6180", "6180");
        assertThat(plan.getList("steps.id"))
                .containsExactly(
                        "closed-port.port-rule",
                        "closed-port.forwarding",
                        "closed-port.near",
                        "closed-port.service",
                        "closed-port.gateway",
                        "closed-port.host-firewall",
                        "closed-port.verify",
                        "closed-port.capture");
        assertThat(plan.getList("notes.id")).doesNotContain("closed-port.while-working");
    }

    @Test
    void portsThatNobodyAnswersBeginWithATestFromNearby() throws IOException {
        JsonPath plan =
                plan(new Talk().transfer(49_000, 6180).unanswered(50_000, 2500).diagnosed());
        assertClosedPort(plan, "insufficient", "closed-port.near", "tenant");
        assertThat(plan.getString("steps[0].body")).contains("Windows: Test-NetConnection 10.0.2.20 -Port 2500.");
    }

    @Test
    void aConnectionThatWasCutBesideAClosedPortIsWhatTheCaseIsAbout() throws IOException {
        JsonPath plan = plan(new Talk()
                .cut(49_000, 2500, OF_ANOTHER_DEVICE)
                .refused(50_000, 2501, OF_ANOTHER_DEVICE)
                .diagnosed());
        assertThat(plan.getString("class")).isEqualTo("middlebox-reset");
        assertThat(plan.getString("evidence")).isNull();
        assertThat(plan.getString("title")).isEqualTo("reset by another device");
        assertThat(plan.getString("portRules")).isNull();
        assertThat(plan.getList("steps.id")).contains("middlebox.isolation");
    }

    @Test
    void theReaderKnowsWhoseTheHostIs() throws IOException {
        String diagnosis =
                new Talk().transfer(49_000, 6180).refusedByTheHost(50_000, 2500).diagnosed();
        String topology = "{\"addresses\": [{\"address\": \"10.0.2.20\", \"role\": \"%s\"}]}";
        assertThat(owner(diagnosis, topology.formatted("sp-repository"))).isEqualTo("provider");
        assertThat(owner(diagnosis, topology.formatted("tenant-repository"))).isEqualTo("tenant");
    }

    private static String owner(String diagnosis, String topology) {
        return Own.write(Persona.AIKO)
                .body("{\"diagnosis\": %s, \"topology\": %s}".formatted(diagnosis, topology))
                .post("/api/v1/guidance?lang=en")
                .jsonPath()
                .getString("steps[0].actor");
    }

    private static String excerpt(String caseText, String connections) {
        return "{\"verdict\": {\"class\": \"host-abort\"%s}, \"connections\": [%s]}".formatted(caseText, connections);
    }

    private static String connection(int port, String text, String evidence) {
        return """
                {"transport": "tcp", "client": {"address": "10.0.1.10", "port": 50000},
                 "server": {"address": "10.0.2.20", "port": %d}, "verdict": {"class": "host-abort"%s}%s}""".formatted(port, text, evidence);
    }

    private static final String CLOSED = ", \"evidence\": [{\"rule\": \"bulk\"}, {\"rule\": \"closed-port\"}]";

    /** Without a word on who refused, the steps stand in the order that is right for all. */
    @Test
    void anExcerptWithRulesAloneIsEnough() {
        assertClosedPort(plan(excerpt("", connection(2500, "", CLOSED))), "host-abort", "closed-port.near", "tenant");
    }

    @Test
    void anOlderExcerptWithoutEvidenceGetsThePlanOfItsClass() {
        JsonPath plan = plan(excerpt("", connection(2500, "", "")));
        assertThat(plan.getString("evidence")).isNull();
        assertThat(plan.getString("title")).isEqualTo("closed by the host");
    }

    @Test
    void anotherConnectionOfTheClassGetsThePlanOfTheClass() {
        JsonPath plan = plan(excerpt("", connection(2500, "", CLOSED) + "," + connection(443, "", "")));
        assertThat(plan.getString("evidence")).isNull();
    }

    /** The case says which of them it is about: a web server's own close is nobody's problem beside refused backup ports. */
    @ParameterizedTest
    @CsvSource({"headline.closed-port.host, closed-port", "verdict.host-abort.high,"})
    void whereTheCaseNamesItsSentenceTheConnectionsThatSayItCount(String sentence, String evidence) {
        String text = ", \"text\": {\"key\": \"%s\", \"args\": {\"port\": \"2500\"}}";
        JsonPath plan = plan(excerpt(
                text.formatted(sentence),
                connection(443, text.formatted("verdict.host-abort.high"), "")
                        + ","
                        + connection(2500, text.formatted("headline.closed-port.host"), CLOSED)));
        assertThat(plan.getString("evidence")).isEqualTo(evidence);
    }

    @Test
    void aPortOfNoBulkDataIsFoundInTheMatrixToo() {
        JsonPath plan = plan(excerpt("", connection(10005, "", CLOSED)));
        assertThat(plan.getList("portRules.ports")).containsExactly("10005");
        assertThat(plan.getString("portRules[0].why")).isEqualTo("Agent to backup server");
    }

    @Test
    void aClassThatIsNoneIsRefusedWhateverItRestsOn() {
        Response response = post(excerpt("", connection(2500, "", CLOSED)).replace("host-abort", "closed-port"));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.jsonPath().getString("args.pointer")).isEqualTo("#/diagnosis/verdict/class");
    }

    @ParameterizedTest
    @CsvSource({"201, /evidence", "-1, /evidence/0"})
    void hostileEvidenceIsRefused(int entries, String member) {
        String evidence = entries < 0 ? "null" : "{}" + ",{}".repeat(entries - 1);
        Response response = post(excerpt("", connection(2500, "", ", \"evidence\": [" + evidence + "]")));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.jsonPath().getString("args.pointer")).isEqualTo("#/diagnosis/connections/0" + member);
    }
}
