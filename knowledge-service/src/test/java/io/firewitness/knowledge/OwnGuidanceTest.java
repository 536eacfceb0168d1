package io.firewitness.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.Persona;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider's own entries in the guidance: marked in every form, and in nobody else's. */
@KnowledgeTest
class OwnGuidanceTest {
    private static final String CUT = """
            {"tenantId": "%s", "topology": {%s}, "diagnosis": {"verdict": {"class": "%s"}, "connections": [{"transport": "tcp",
              "client": {"address": "10.20.4.31", "port": 50123}, "server": {"address": "198.51.100.20", "port": %d},
              "verdict": {"class": "%3$s"}}]}}""";
    private static final String GUILTY = "firewall-signature-reset";

    @BeforeEach
    @AfterEach
    void empty() throws Exception {
        Own.clear();
    }

    private static Response ask(Persona persona, String body, String query) {
        Response response = Own.write(persona).body(body).post("/api/v1/guidance?lang=en&" + query);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response;
    }

    private static JsonPath plan(Persona persona, String verdictClass, int port) {
        return ask(persona, CUT.formatted(Own.AOBA, "", verdictClass, port), "").jsonPath();
    }

    @Test
    void aDeviceIsShownWithTheAddressesOfTheCaseThatItCovers() {
        String id = Own.created(Persona.MIKA, Own.DEVICE);
        JsonPath plan = plan(Persona.MIKA, GUILTY, 2501);
        assertThat(plan.getList("own.devices.id")).containsExactly(id);
        assertThat(plan.getString("own.devices[0].name")).isEqualTo("Edge FortiGate 600F");
        assertThat(plan.getString("own.devices[0].vendor.name")).isEqualTo("Fortinet FortiGate");
        assertThat(plan.getList("own.devices[0].seen")).containsExactly("198.51.100.20");
        assertThat(plan.getString("own.devices[0].source.id")).isEqualTo("own");
        List<String> vendors = plan.getList("vendorSteps.vendor.id");
        assertThat(vendors.getFirst()).isEqualTo("fortinet");
        assertThat(vendors).contains("palo-alto", "sonicwall");
        assertThat(plan.getList("vendorSteps[0].devices")).containsExactly("Edge FortiGate 600F");
    }

    @ParameterizedTest
    @ValueSource(strings = {"healthy", "host-abort"})
    void noBoxIsNamedBesideAVerdictThatBlamesNone(String verdictClass) {
        Own.created(Persona.MIKA, Own.DEVICE);
        assertThat(plan(Persona.MIKA, verdictClass, 2501).getString("own")).isNull();
    }

    @Test
    void aNoteStandsWhereItBelongs() {
        Own.created(
                Persona.MIKA,
                "{\"fact\": {\"kind\": \"note\", \"text\": \"MTU\", \"verdictClass\": \"pmtud-blackhole\"}}");
        Own.created(Persona.MIKA, Own.note("always", null, false));
        assertThat(plan(Persona.MIKA, "pmtud-blackhole", 2501).getList("own.notes.text"))
                .containsExactly("MTU", "always");
        assertThat(plan(Persona.MIKA, GUILTY, 2501).getList("own.notes.text")).containsExactly("always");
    }

    @ParameterizedTest
    @CsvSource({
        "markdown, 'The provider''s own entries', '203.0.113.1'",
        "html, 'The provider&#39;s own entries', '203.0.113.1'",
        "text, 'The provider''s own entries', '203.0.113.1'"
    })
    void everyFormMarksWhatIsTheProviders(String format, String heading, String address) {
        Own.created(Persona.MIKA, Own.DEVICE);
        Own.created(Persona.MIKA, Own.note("Ring <b>the</b> duty phone", Own.AOBA, false));
        String page = ask(Persona.MIKA, CUT.formatted(Own.AOBA, "", GUILTY, 2501), "format=" + format)
                .asString();
        assertThat(page).contains(heading, address, "own: Edge FortiGate 600F");
        assertThat(page.split("own entry \\(changed|own entry \\\\\\(changed", -1))
                .hasSize(3);
        assertThat(page).contains("html".equals(format) ? "&lt;b&gt;the&lt;/b&gt;" : "duty phone");
        assertThat(ask(Persona.SVEN, CUT.formatted(Own.AOBA, "", GUILTY, 2501), "format=" + format)
                        .asString())
                .doesNotContain("duty", "600F", heading);
    }

    @Test
    void theTenantsGatewayPortIsExemptedForTcpAndUdpInTheProvidersName() {
        String id = Own.created(Persona.MIKA, Own.override(Own.AOBA, "\"gatewayPort\": 7180"));
        JsonPath plan = plan(Persona.MIKA, GUILTY, 7180);
        assertThat(plan.getList("exclusions.protocol")).containsExactly("TCP", "UDP");
        assertThat(plan.getList("exclusions.ports")).containsExactly("7180", "7180");
        assertThat(plan.getList("exclusions.source.id")).containsExactly("own", "own");
        assertThat(plan.getString("exclusions[0].id")).isEqualTo("own:" + id + "#1");
        assertThat(plan.getInt("own.override.gatewayPort")).isEqualTo(7180);
        assertThat(ask(Persona.MIKA, CUT.formatted(Own.AOBA, "", GUILTY, 7180), "format=csv")
                        .asString()
                        .split("the provider's own entry", -1))
                .hasSize(3);
        // What is not shared widens nothing for the tenant: the port seen, alone, as published.
        JsonPath tenants = plan(Persona.AIKO, GUILTY, 7180);
        assertThat(tenants.getList("exclusions.protocol")).containsExactly("TCP");
        assertThat(tenants.getString("exclusions[0].id")).isEqualTo("own-port#1");
        assertThat(tenants.getString("own")).isNull();
        // What was seen on the default port is exempted there.
        assertThat(plan(Persona.MIKA, GUILTY, 6180).getList("exclusions.ports")).containsExactly("6180", "6180");
    }

    @Test
    void withoutACaptureTheTenantsGatewayStandsInTheRow() {
        Own.created(Persona.MIKA, Own.override(Own.AOBA, "\"gatewayPort\": 7180, \"gatewayAddress\": \"203.0.113.9\""));
        String logsOnly = "{\"tenantId\": \"" + Own.AOBA + "\", \"diagnosis\": {\"verdict\": {\"class\": \"" + GUILTY
                + "\"}}, \"topology\": {\"product\": \"vcc\"}}";
        JsonPath plan = ask(Persona.MIKA, logsOnly, "").jsonPath();
        assertThat(plan.getList("exclusions.to")).containsExactly("203.0.113.9", "203.0.113.9");
        assertThat(plan.getList("exclusions.ports")).containsExactly("7180", "7180");
    }

    @Test
    void whatIsAskedForWinsOverTheOverride() {
        Own.created(
                Persona.MIKA,
                Own.override(Own.AOBA, "\"vendor\": \"sophos\", \"product\": \"vbr\", \"version\": \"12\""));
        assertThat(plan(Persona.MIKA, GUILTY, 2501).getList("vendorSteps.vendor.id"))
                .containsExactly("sophos");
        assertThat(plan(Persona.MIKA, GUILTY, 2501).getList("exclusions.ports")).containsExactly("2500-3300");
        JsonPath asked = ask(
                        Persona.MIKA,
                        CUT.formatted(Own.AOBA, "\"vendor\": \"fortinet\", \"version\": \"13\"", GUILTY, 2501),
                        "")
                .jsonPath();
        assertThat(asked.getList("vendorSteps.vendor.id")).containsExactly("fortinet");
        assertThat(asked.getList("exclusions.ports")).containsExactly("2500-3300", "6162");
    }

    @Test
    void aTenantGetsWhatIsSharedWithItWhateverItAsksFor() {
        Own.created(Persona.MIKA, Own.note("private", null, false));
        Own.created(Persona.MIKA, Own.note("for mori", Own.MORI, true));
        Own.created(Persona.MIKA, Own.note("for aoba", Own.AOBA, true));
        Own.created(Persona.MIKA, Own.note("for all", null, true));
        assertThat(plan(Persona.AIKO, GUILTY, 2501).getList("own.notes.text")).containsExactly("for aoba", "for all");
        assertThat(plan(Persona.KEN, GUILTY, 2501).getList("own.notes.text")).containsExactly("for mori", "for all");
        assertThat(plan(Persona.MIKA, GUILTY, 2501).getList("own.notes.text"))
                .containsExactly("private", "for aoba", "for all");
        assertThat(plan(Persona.SVEN, GUILTY, 2501).getString("own")).isNull();
        assertThat(plan(Persona.PAT, GUILTY, 2501).getString("own")).isNull();
    }

    @Test
    void aChangeIsInTheNextPlan() {
        String id = Own.created(Persona.MIKA, Own.note("one", null, true));
        assertThat(plan(Persona.AIKO, GUILTY, 2501).getList("own.notes.text")).containsExactly("one");
        Own.put(Persona.MIKA, id, "\"1\"", Own.note("two", null, true));
        assertThat(plan(Persona.AIKO, GUILTY, 2501).getList("own.notes.text")).containsExactly("two");
        Own.delete(Persona.MIKA, id, "\"2\"");
        assertThat(plan(Persona.AIKO, GUILTY, 2501).getString("own")).isNull();
    }

    @Test
    void theSameRequestTwiceIsAnsweredFromWhatItsProviderKnowsNow() {
        String body = CUT.formatted(Own.AOBA, "", GUILTY, 2501);
        String without = ask(Persona.MIKA, body, "").asString();
        assertThat(ask(Persona.MIKA, body, "").asString()).isEqualTo(without);
        String id = Own.created(Persona.MIKA, Own.DEVICE);
        String with = ask(Persona.MIKA, body, "").asString();
        assertThat(with).contains("Edge FortiGate 600F");
        assertThat(ask(Persona.MIKA, body, "").asString()).isEqualTo(with);
        for (Persona other : List.of(Persona.SVEN, Persona.PAT, Persona.AIKO)) {
            assertThat(ask(other, body, "").asString()).as(other.name()).isEqualTo(without);
        }
        Own.delete(Persona.MIKA, id, Own.get(Persona.MIKA, id).header("ETag"));
        assertThat(ask(Persona.MIKA, body, "").asString()).isEqualTo(without);
    }

    @Test
    void aRequestTooLongToKeepIsAnsweredAlike() {
        String body = CUT.formatted(Own.AOBA, "", GUILTY, 2501);
        String padded = body + " ".repeat(300_000);
        assertThat(ask(Persona.MIKA, padded, "").asString())
                .isEqualTo(ask(Persona.MIKA, body, "").asString());
    }
}
