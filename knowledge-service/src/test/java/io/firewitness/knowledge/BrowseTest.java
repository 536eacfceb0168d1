package io.firewitness.knowledge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.Persona;
import io.firewitness.platform.test.Tokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@KnowledgeTest
class BrowseTest {
    static RequestSpecification as(Persona persona) {
        return given().auth().oauth2(Tokens.of(persona));
    }

    private static JsonPath get(String path) {
        Response response = as(Persona.AIKO).get(path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    @ParameterizedTest
    @CsvSource({
        "12.1.2.172,       vbr,    12.1.2, 12.1.2.172,       2024-05-21, true",
        "13.0.1.2067,      vbr,    13.0.1, 13.0.1.2067,      2026-03-12, false",
        "11.0.1.1261-P20220302, vbr, 11a,  11.0.1.1261-P20220302, 2022-03-12, true",
        "8.1.2.180,        vb365,  8.1,    8.1.2.180,        2025-07-01, true",
        "8.5.0.1014,       vb365,  8.5,    8.5.0.1014,       2026-06-29, false",
        "6.3.2.1205,       vaw,    6.3,    6.3.2.1205,       2025-06-18, true"
    })
    void aBuildNumberNamesItsVersion(
            String asked, String product, String version, String build, String released, boolean listed) {
        JsonPath found = get("/api/v1/versions?build=" + asked);
        assertThat(found.getList("items.product")).containsExactly(product);
        assertThat(found.getString("items[0].version")).isEqualTo(version);
        assertThat(found.getString("items[0].build")).isEqualTo(build);
        assertThat(found.getString("items[0].released")).isEqualTo(released);
        assertThat(found.getBoolean("items[0].listedInKb2140")).isEqualTo(listed);
    }

    @Test
    void anUnknownBuildFindsNothingAndANonsenseOneIsRefused() {
        assertThat(get("/api/v1/versions?build=99.9.9.9").getList("items")).isEmpty();
        Response refused = as(Persona.AIKO).get("/api/v1/versions?build=twelve");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("invalid");
    }

    @Test
    void theGatewayPortIsTcpAndUdp() {
        JsonPath udp = get("/api/v1/ports?product=vcc&protocol=udp&bulk=true");
        assertThat(udp.getList("items.ports.unique()", String.class)).containsExactly("6180");
        assertThat(get("/api/v1/ports?product=vcc&protocol=tcp&bulk=true").getList("items.id"))
                .contains("vcc.kb2140-gateway", "vcc.agent-gateway");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=tenant-proxy&to=cloud-gateway | vcc.tenant-proxy-gateway",
                "from=wan-accelerator&to=wan-accelerator | vbr.wan-data vbr.wan-control",
                "from=wan-accelerator&to=wan-accelerator&bulk=true | vbr.wan-data",
                "from=backup-proxy&to=repository&product=vbr&version=12.3 | vbr.upgraded-range",
                "from=agent&protocol=tcp&bulk=false | vaw.control",
                "from=console&to=cloud-gateway&product=vbr | ''"
            })
    void everyFilterNarrows(String filter, String ids) {
        assertThat(String.join(" ", get("/api/v1/ports?" + filter).getList("items.id", String.class)))
                .isEqualTo(ids.replace("''", ""));
    }

    @Test
    void anUnlistedBuildIsNeverGivenAsExact() {
        JsonPath known = get("/api/v1/versions?build=12.1.2.172");
        assertThat(known.getBoolean("items[0].exact")).isTrue();
        assertThat(known.getString("items[0].relation")).isEqualTo("exact");
        assertThat(known.getString("items[0].note")).isNull();
        JsonPath unknown = get("/api/v1/versions?build=12.1.2.200&lang=ja");
        assertThat(unknown.getBoolean("items[0].exact")).isFalse();
        assertThat(unknown.getString("items[0].relation")).isEqualTo("nearest-lower");
        assertThat(unknown.getString("items[0].note"))
                .isEqualTo("ビルド12.1.2.200を記載した出典はありません。既知のビルドのうち、直近の下位は12.1.2.172です。");
    }

    @Test
    void version13AddsTheTransportPort() {
        String ranges = "items.ports.unique()";
        assertThat(get("/api/v1/ports?product=vbr&version=12.3.2.4465&bulk=true")
                        .getList(ranges, String.class))
                .contains("2500-3300")
                .doesNotContain("6162");
        assertThat(get("/api/v1/ports?product=vbr&version=13.0.1&bulk=true").getList(ranges, String.class))
                .contains("2500-3300", "6162");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[23.11.2026 22:58:26] <12> Error  An existing connection was forcibly closed by the remote host | winsock-10054 | en",
                "既存の接続はリモート ホストに強制的に切断されました。 | winsock-10054 | ja",
                "既存の接続はリモートホストに強制的に切断されました | winsock-10054 | ja",
                "Удаленный хост принудительно разорвал существующее подключение. | winsock-10054 | ru",
                "Une connexion existante a dû être fermée par l’hôte distant | winsock-10054 | fr",
                "Unstable connection: unable to transmit data. | veeam-unstable-connection | en",
                "A blocking operation was interrupted by a call to WSACancelBlockingCall | winsock-10004 | en",
                "socket error 10054 in agent | winsock-10054 | ",
                "error 0x2746 | winsock-10054 | ",
                "read: Connection reset by peer | errno-104 | en"
            })
    void aLineOfALogIsRecognised(String line, String error, String language) {
        Response response = as(Persona.AIKO).queryParam("text", line).get("/api/v1/errors/match");
        assertThat(response.jsonPath().getList("items.error.id")).containsExactly(error);
        assertThat(response.jsonPath().getString("items[0].language")).isEqualTo(language);
        assertThat(response.jsonPath().getString("items[0].error.meaning")).isNotBlank();
        assertThat(response.jsonPath().getList("items[0].error.alternatives.text"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"port 110054 is open", "10.10.0.54", "Transfer finished"})
    void anInnocentLineIsNot(String line) {
        assertThat(as(Persona.AIKO)
                        .queryParam("text", line)
                        .get("/api/v1/errors/match")
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
    }

    @Test
    void theArticleSpeaksBothLanguagesAndGivesItsSource() {
        JsonPath japanese = get("/api/v1/articles/kb2140?lang=ja");
        assertThat(japanese.getString("title")).isEqualTo("KB2140：シグネチャベースのファイアウォールとバックアップ通信");
        assertThat(japanese.getList("sections.statements.flatten().sources.flatten().url.unique()", String.class))
                .containsExactly("https://www.veeam.com/kb2140");
        assertThat(japanese.getList("sections.statements.flatten().id")).hasSize(17);
        assertThat(get("/api/v1/articles/kb2140?lang=en").getString("title"))
                .isEqualTo("KB2140: signature-based firewalls and backup traffic");
    }

    @Test
    void theLanguageFollowsTheReader() {
        Response response = as(Persona.AIKO).header("Accept-Language", "ja-JP").get("/api/v1/articles/kb2140");
        assertThat(response.header("Content-Language")).isEqualTo("ja");
        assertThat(response.jsonPath().getString("sections[0].heading")).isEqualTo("現象");
    }

    @Test
    void anUnchangedReleaseIsNotSentTwice() {
        Response first = as(Persona.AIKO).get("/api/v1/products?lang=en");
        String tag = first.header("ETag");
        Response second = as(Persona.AIKO).header("If-None-Match", tag).get("/api/v1/products?lang=en");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.asString()).isEmpty();
        Response japanese = as(Persona.AIKO).header("If-None-Match", tag).get("/api/v1/products?lang=ja");
        assertThat(japanese.statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownIdIsNotHere() {
        for (String path : List.of("products/none", "vendors/none", "articles/kb1")) {
            Response response = as(Persona.AIKO).get("/api/v1/" + path);
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.jsonPath().getString("code")).isEqualTo("not-found");
        }
    }

    @Test
    void noAnswerCarriesARecalledStatement() {
        for (String path : List.of("products", "ports", "errors", "vendors", "articles")) {
            assertThat(as(Persona.AIKO).get("/api/v1/" + path).asString()).doesNotContain("RECALLED");
        }
    }

    @Test
    void aTableFindsItsColumnsWithoutTheDetails() {
        JsonPath products = get("/api/v1/products");
        assertThat(products.getList("items.find { it.id == 'vb365' }.versions"))
                .containsExactly("6.0", "6a", "7.0", "7a", "8", "8.1", "8.2", "8.3", "8.4", "8.5");
        JsonPath gateway = get("/api/v1/ports?product=vcc&protocol=udp&lang=ja");
        assertThat(gateway.getString("items[0].protocol")).isEqualTo("TCP + UDP");
        assertThat(gateway.getString("items[0].fromName")).isEqualTo("テナントのバックアップサーバー");
        assertThat(get("/api/v1/errors").getString("items.find { it.id == 'winsock-10004' }.code"))
                .isEqualTo("10004");
        assertThat(get("/api/v1/errors").getString("items.find { it.id == 'winsock-10004' }.texts[0]"))
                .isEqualTo("A blocking operation was interrupted by a call to WSACancelBlockingCall");
        assertThat(get("/api/v1/vendors").getString("items.find { it.id == 'crowdstrike' }.note"))
                .isEqualTo("KB2140 names this vendor among those with support cases.");
        for (String list : List.of("products", "ports", "errors", "vendors")) {
            assertThat(get("/api/v1/" + list).getList("items.source.url", String.class))
                    .isNotEmpty()
                    .allMatch(url -> url.startsWith("http"));
        }
    }

    @Test
    void everyFilterAndLanguageHasItsOwnAnswerHoweverOftenItIsAsked() {
        for (int round = 0; round < 2; round++) {
            assertThat(total("?product=vbr&version=13&bulk=true"))
                    .isGreaterThan(total("?product=vbr&version=12.3&bulk=true"));
            assertThat(total("")).isEqualTo(total("?bulk=true") + total("?bulk=false"));
            assertThat(purpose("en")).isEqualTo("Tenant data to the cloud gateway; UDP at partial failover");
            assertThat(purpose("ja")).isEqualTo("クラウドゲートウェイへのテナントデータ。UDPは部分フェイルオーバー時に使用");
        }
    }

    private static int total(String filter) {
        return as(Persona.AIKO).get("/api/v1/ports" + filter).jsonPath().getInt("total");
    }

    private static String purpose(String language) {
        return as(Persona.AIKO)
                .get("/api/v1/ports?product=vcc&lang=" + language)
                .jsonPath()
                .getString("items.find { it.id == 'vcc.kb2140-gateway' }.purpose");
    }
}
