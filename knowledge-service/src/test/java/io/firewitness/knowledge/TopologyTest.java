package io.firewitness.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.Persona;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is behind which address: what the reader enters decides sources, destinations and ports of the rows. */
@KnowledgeTest
class TopologyTest {
    private static final String PROXY = "{\"address\": \"10.20.4.31\", \"role\": \"tenant-proxy\"}";
    private static final String GATEWAY = "{\"address\": \"198.51.100.20\", \"role\": \"cloud-gateway\"}";

    @Test
    void aHostBehindATranslationIsExemptedUnderBothItsAddresses() {
        JsonPath plan = cut("203.0.113.7", 50123, "198.51.100.20", 6180, """
                "addresses": [{"address": "10.20.4.31", "role": "tenant-proxy", "behind": "203.0.113.7"},
                              {"address": "203.0.113.7", "role": "firewall", "vendor": "fortinet"}, %s]""".formatted(GATEWAY));
        assertThat(rows(plan))
                .containsExactly(
                        "203.0.113.7 > 198.51.100.20 TCP 6180",
                        "203.0.113.7 > 198.51.100.20 UDP 6180",
                        "10.20.4.31 > 198.51.100.20 TCP 6180",
                        "10.20.4.31 > 198.51.100.20 UDP 6180");
        assertThat(plan.getList("exclusions.fromRole")).containsOnly("Tenant's backup proxy or Hyper-V host");
        assertThat(plan.getList("exclusions.toRole")).containsOnly("Cloud gateway");
        assertThat(plan.getList("exclusions.id"))
                .containsExactly(
                        "vcc.tenant-proxy-gateway#1",
                        "vcc.tenant-proxy-gateway#2",
                        "vcc.tenant-proxy-gateway#3",
                        "vcc.tenant-proxy-gateway#4");
        assertThat(plan.getList("notes.id")).contains("addresses.translated").doesNotContain("addresses.firewall");
        assertThat(plan.getList("vendorSteps.vendor.id")).containsExactly("fortinet");
        assertThat(plan.getString("addresses[1].vendor.name")).isEqualTo("Fortinet FortiGate");
        assertThat(plan.getString("captureRecipes.find {it.tool == 'dumpcap'}.command"))
                .contains("-f \"(host 203.0.113.7 and host 198.51.100.20) or (host 10.20.4.31 and host 198.51.100.20)"
                        + " or icmp or icmp6\"");
    }

    @Test
    void noDeviceSeesTheInnerAddressOfBothSides() {
        JsonPath plan = cut("203.0.113.7", 50123, "198.51.100.20", 6180, """
                "addresses": [{"address": "10.20.4.31", "role": "tenant-proxy", "behind": "203.0.113.7"},
                              {"address": "192.168.9.5", "role": "cloud-gateway", "behind": "198.51.100.20"}]""");
        assertThat(rows(plan).stream().filter(row -> row.contains("TCP")))
                .containsExactly(
                        "203.0.113.7 > 198.51.100.20 TCP 6180",
                        "203.0.113.7 > 192.168.9.5 TCP 6180",
                        "10.20.4.31 > 198.51.100.20 TCP 6180");
    }

    @Test
    void anAddressOfTheFirewallItselfAsksForTheHostBehindIt() {
        JsonPath plan = cut("203.0.113.7", 50123, "198.51.100.20", 6180, """
                "addresses": [{"address": "203.0.113.7", "role": "firewall"}]""");
        assertThat(rows(plan))
                .containsExactly("203.0.113.7 > 198.51.100.20 TCP 6180", "203.0.113.7 > 198.51.100.20 UDP 6180");
        assertThat(plan.getList("notes.id")).contains("addresses.firewall");
    }

    /** The client of a capture that began in the middle is a guess; the reader knows who opens the connection. */
    @Test
    void aDirectionThatTheMatrixDoesNotHaveIsTurned() {
        JsonPath plan =
                cut("198.51.100.20", 6180, "10.20.4.31", 50123, "\"addresses\": [%s, %s]".formatted(PROXY, GATEWAY));
        assertThat(rows(plan))
                .containsExactly("10.20.4.31 > 198.51.100.20 TCP 6180", "10.20.4.31 > 198.51.100.20 UDP 6180");
    }

    /** 443 would be Microsoft 365's; the reader says that it is the gateway. */
    @ParameterizedTest
    @CsvSource({"443", "6181"})
    void aGatewayOnAPortOfItsOwnIsExemptedForBothProtocols(int port) {
        JsonPath plan =
                cut("10.20.4.31", 50123, "198.51.100.20", port, "\"addresses\": [%s, %s]".formatted(PROXY, GATEWAY));
        assertThat(rows(plan))
                .containsExactly("10.20.4.31 > 198.51.100.20 TCP " + port, "10.20.4.31 > 198.51.100.20 UDP " + port);
        assertThat(plan.getString("exclusions[0].source.id")).isEqualTo("hc-gateway");
    }

    /** Behind the gateway, and between an accelerator and its repository, version 13 still uses the range. */
    @ParameterizedTest
    @CsvSource({
        "cloud-gateway,   sp-repository,    13, 2500-3300",
        "wan-accelerator, repository,       13, 2500-3300",
        "backup-proxy,    repository,       13, 6162 2500-3300",
        "backup-proxy,    repository,       12, 2500-3300",
        "tenant-proxy,    tenant-repository,13, 6162 2500-3300",
        "agent,           repository,       13, 6162 2500-3300",
        "agent,           cloud-gateway,    6.3, TCP:6180 UDP:6180"
    })
    void theRowsThatNameTheTwoEndsMostExactlyAreTaken(String from, String to, String version, String ports) {
        int port = to.equals("cloud-gateway") ? 6180 : 2501;
        JsonPath plan = cut("10.0.0.1", 50123, "10.0.0.2", port, """
                "version": "%s", "addresses": [{"address": "10.0.0.1", "role": "%s"}, {"address": "10.0.0.2", "role": "%s"}]
                """.formatted(version, from, to));
        List<String> found = rows(plan).stream()
                .map(row -> row.replaceFirst(".* (TCP|UDP) ", port == 6180 ? "$1:" : ""))
                .toList();
        assertThat(found).containsExactlyInAnyOrder(ports.split(" "));
    }

    @Test
    void logsAloneGetTheAddressesThatTheReaderKnows() {
        JsonPath plan = logsOnly("\"product\": \"vcc\", \"addresses\": [%s, %s]".formatted(PROXY, GATEWAY));
        assertThat(rows(plan))
                .containsExactly("10.20.4.31 > 198.51.100.20 TCP 6180", "10.20.4.31 > 198.51.100.20 UDP 6180");
    }

    @Test
    void logsAloneGetTheRoleOfTheEndThatNobodyKnows() {
        JsonPath plan = logsOnly("\"product\": \"vcc\", \"addresses\": [%s]".formatted(GATEWAY));
        assertThat(rows(plan))
                .contains("Tenant's backup server > 198.51.100.20 TCP 6180")
                .contains("Tenant's backup server > 198.51.100.20 UDP 6180");
    }

    /** A general row of the matrix must not open a path that does not exist. */
    @Test
    void aTenantReachesTheProvidersRepositoryThroughTheGatewayOnly() {
        JsonPath plan = logsOnly("\"addresses\": [%s, %s, {\"address\": \"10.60.0.12\", \"role\": \"sp-repository\"}]"
                .formatted(PROXY, GATEWAY));
        assertThat(rows(plan)).noneMatch(row -> row.startsWith("10.20.4.31 > 10.60.0.12"));
        assertThat(rows(plan))
                .contains("10.20.4.31 > 198.51.100.20 TCP 6180", "198.51.100.20 > 10.60.0.12 TCP 2500-3300");
    }

    /** A tenant's Backup & Replication sends to the gateway too. */
    @ParameterizedTest
    @CsvSource({"vbr, 12.3", "vaw, 6.3", "val, 6.3", "vcc, 12.3"})
    void everyProductThatSendsToAGatewayGetsBothProtocols(String product, String version) {
        JsonPath plan = cut(
                "10.20.4.31",
                50123,
                "198.51.100.20",
                6180,
                "\"product\": \"%s\", \"version\": \"%s\"".formatted(product, version));
        assertThat(rows(plan))
                .containsExactly("10.20.4.31 > 198.51.100.20 TCP 6180", "10.20.4.31 > 198.51.100.20 UDP 6180");
    }

    @Test
    void thePlanSaysWhatWasEntered() {
        String body = body("203.0.113.7", 50123, "198.51.100.20", 6180, """
                "addresses": [{"address": "203.0.113.7", "role": "firewall", "vendor": "fortinet"},
                              {"address": "10.20.4.31", "role": "tenant-proxy", "behind": "203.0.113.7"}]""");
        assertThat(post(body + " ", "ja", "text").asString())
                .contains("入力されたアドレス")
                .contains("10.20.4.31\n   テナントのバックアッププロキシまたはHyper-Vホスト、203.0.113.7の背後")
                .contains("203.0.113.7\n   ファイアウォール、Fortinet FortiGate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | #/topology/addresses",
                "[null] | #/topology/addresses/0",
                "[7] | #/topology/addresses/0",
                "[{}] | #/topology/addresses/0/address",
                "[{\"address\": \"gw.example\", \"role\": \"firewall\"}] | #/topology/addresses/0/address",
                "[{\"address\": \"10.1\", \"role\": \"firewall\"}] | #/topology/addresses/0/address",
                "[{\"address\": \"10.0.0.0/8\", \"role\": \"firewall\"}] | #/topology/addresses/0/address",
                "[{\"address\": \"10.0.0.1\"}] | #/topology/addresses/0/role",
                "[{\"address\": \"10.0.0.1\", \"role\": \"boss\"}] | #/topology/addresses/0/role",
                "[{\"address\": \"10.0.0.1\", \"role\": \"firewall\", \"vendor\": \"none\"}] | #/topology/addresses/0/vendor",
                "[{\"address\": \"10.0.0.1\", \"role\": \"repository\", \"vendor\": \"fortinet\"}] | #/topology/addresses/0/vendor",
                "[{\"address\": \"10.0.0.1\", \"role\": \"repository\", \"behind\": \"here\"}] | #/topology/addresses/0/behind"
            })
    void whatCannotBeIsRefusedByMember(String addresses, String pointer) {
        Response response =
                post(body("10.0.0.1", 50123, "10.0.0.2", 2501, "\"addresses\": " + addresses), "en", "json");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(422);
        assertThat(response.jsonPath().getString("code")).isEqualTo("topology-invalid");
        assertThat(response.jsonPath().getString("args.pointer")).isEqualTo(pointer);
    }

    @Test
    void moreAddressesThanAPersonEntersAreRefused() {
        String one = "{\"address\": \"10.0.0.1\", \"role\": \"repository\"}";
        String most = String.join(",", java.util.Collections.nCopies(32, one));
        assertThat(post(body("10.0.0.1", 1, "10.0.0.2", 2501, "\"addresses\": [" + most + "]"), "en", "json")
                        .statusCode())
                .isEqualTo(200);
        Response over =
                post(body("10.0.0.1", 1, "10.0.0.2", 2501, "\"addresses\": [" + most + "," + one + "]"), "en", "json");
        assertThat(over.statusCode()).isEqualTo(422);
        assertThat(over.jsonPath().getString("args.pointer")).isEqualTo("#/topology/addresses");
    }

    private static List<String> rows(JsonPath plan) {
        return plan.<java.util.Map<String, String>>getList("exclusions").stream()
                .map(row ->
                        row.get("from") + " > " + row.get("to") + " " + row.get("protocol") + " " + row.get("ports"))
                .collect(Collectors.toList());
    }

    private static JsonPath cut(String client, int clientPort, String server, int serverPort, String topology) {
        Response response = post(body(client, clientPort, server, serverPort, topology), "en", "json");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    private static JsonPath logsOnly(String topology) {
        Response response = post("""
                {"topology": {%s}, "diagnosis": {"verdict": {"class": "firewall-signature-reset"},
                  "signatures": [{"id": "winsock-10054"}]}}""".formatted(topology), "en", "json");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    private static String body(String client, int clientPort, String server, int serverPort, String topology) {
        return """
                {"topology": {%s}, "diagnosis": {"verdict": {"class": "firewall-signature-reset"},
                  "notEvaluated": [{"rule": "two-sided-rst"}],
                  "connections": [{"transport": "tcp", "client": {"address": "%s", "port": %d},
                    "server": {"address": "%s", "port": %d}, "verdict": {"class": "firewall-signature-reset"}}]}}
                """.formatted(topology, client, clientPort, server, serverPort);
    }

    private static Response post(String body, String language, String format) {
        return Own.write(Persona.AIKO).body(body).post("/api/v1/guidance?lang=" + language + "&format=" + format);
    }
}
