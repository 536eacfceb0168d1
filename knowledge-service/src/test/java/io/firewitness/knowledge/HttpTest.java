package io.firewitness.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.Persona;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for every address of this service. */
@KnowledgeTest
class HttpTest {
    private static final Map<String, String> CALLS = Map.of(
            "/api/v1/versions", "?build=12.1.2.172",
            "/api/v1/errors/match", "?text=10054",
            "/api/v1/search", "?q=gateway");

    static List<String> reads() {
        Map<String, Map<String, Object>> paths = RestAssured.given()
                .accept("application/json")
                .get("/q/openapi?format=json")
                .jsonPath()
                .getMap("paths");
        return paths.entrySet().stream()
                .filter(path -> path.getValue().containsKey("get"))
                // Rule packs and a provider's own entries are in no language and not of a release; their tests have
                // their tags.
                .filter(path ->
                        !path.getKey().contains("rule-pack") && !path.getKey().contains("own-knowledge"))
                .map(path -> path.getKey() + CALLS.getOrDefault(path.getKey(), ""))
                .map(path -> path.replace("{productId}", "vbr")
                        .replace("{vendorId}", "fortinet")
                        .replace("{articleId}", "kb2140"))
                .sorted()
                .toList();
    }

    @Test
    void everyReadCarriesATagAndIsNotSentTwice() {
        assertThat(reads()).hasSizeGreaterThan(10);
        for (String path : reads()) {
            Response first = BrowseTest.as(Persona.AIKO).get(path);
            assertThat(first.statusCode()).as(path).isEqualTo(200);
            assertThat(first.header("ETag")).as(path).isNotBlank();
            assertThat(first.header("Cache-Control")).as(path).isEqualTo("private, no-cache");
            Response second = BrowseTest.as(Persona.AIKO)
                    .header("If-None-Match", first.header("ETag"))
                    .get(path);
            assertThat(second.statusCode()).as(path).isEqualTo(304);
            assertThat(second.header("ETag")).as(path).isEqualTo(first.header("ETag"));
            assertThat(second.asString()).as(path).isEmpty();
            // As a proxy that compresses hands it on.
            assertThat(BrowseTest.as(Persona.AIKO)
                            .header("If-None-Match", "W/" + first.header("ETag"))
                            .get(path)
                            .statusCode())
                    .as(path)
                    .isEqualTo(304);
            Response japanese = BrowseTest.as(Persona.AIKO)
                    .header("If-None-Match", first.header("ETag"))
                    .header("Accept-Language", "ja")
                    .get(path);
            assertThat(japanese.statusCode()).as(path).isEqualTo(200);
            assertThat(japanese.header("Content-Language")).as(path).isEqualTo("ja");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/versions?build=x, build",
        "/api/v1/versions, build",
        "/api/v1/ports?protocol=icmp, protocol",
        "/api/v1/search?q=x&limit=0, limit",
        "/api/v1/statements?kind=none, kind"
    })
    void aParameterAtFaultIsNamedInTheReadersLanguage(String path, String parameter) {
        String english = faultAt(path, "en", parameter);
        assertThat(faultAt(path, "ja", parameter)).isNotEqualTo(english).matches(".*[\\p{IsHiragana}\\p{IsHan}].*");
    }

    private static String faultAt(String path, String language, String parameter) {
        Response response =
                BrowseTest.as(Persona.AIKO).header("Accept-Language", language).get(path);
        assertThat(response.jsonPath().getList("errors.pointer")).containsExactly("#" + parameter);
        return response.jsonPath().getString("errors[0].message");
    }

    /** The longest line that may be pasted fits an address, in Japanese too. */
    @Test
    void aLongLineIsReadAndALongerOneIsRefusedAsAProblem() {
        String line = "切".repeat(3994) + " 10054";
        assertThat(BrowseTest.as(Persona.AIKO)
                        .queryParam("text", line)
                        .get("/api/v1/errors/match")
                        .jsonPath()
                        .getList("items.error.id"))
                .containsExactly("winsock-10054");
        Response longer =
                BrowseTest.as(Persona.AIKO).queryParam("text", "切" + line).get("/api/v1/errors/match");
        assertThat(longer.statusCode()).isEqualTo(422);
        assertThat(longer.jsonPath().getList("errors.pointer")).containsExactly("#text");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/v1/products/none,          404, not-found",
        "GET,  /api/v1/nowhere,                404, not-found",
        "PUT,  /api/v1/products,               405, method-not-allowed",
        "POST, /api/v1/guidance,               415, unsupported-type",
        "GET,  /api/v1/versions,               422, invalid",
        "GET,  /api/v1/versions?build=x,       422, invalid",
        "GET,  /api/v1/ports?protocol=icmp,    422, invalid",
        "GET,  /api/v1/ports?bulk=maybe,       422, invalid",
        "GET,  /api/v1/statements?contradicted=1, 422, invalid",
        "GET,  /api/v1/statements?sourceChanged=yes, 422, invalid",
        "GET,  /api/v1/own-knowledge?deleted=1, 422, invalid",
        "GET,  /api/v1/ports?version=x,        422, invalid",
        "GET,  /api/v1/ports?product=none,     422, filter-unknown",
        "GET,  /api/v1/ports?from=none,        422, filter-unknown",
        "GET,  /api/v1/ports?to=none,          422, filter-unknown",
        "GET,  /api/v1/search,                 422, invalid",
        "GET,  /api/v1/search?q=x&limit=0,     422, invalid",
        "GET,  /api/v1/search?q=x&limit=101,   422, invalid",
        "GET,  /api/v1/search?q=x&kind=none,   422, invalid",
        "GET,  /api/v1/search?q=x&cursor=b3g,  400, bad-request",
        "GET,  /api/v1/search?q=x&cursor=%3C,  400, bad-request",
        "GET,  /api/v1/statements?kind=none,   422, invalid",
        "GET,  /api/v1/statements?status=RECALLED, 422, invalid",
        "GET,  /api/v1/statements?source=none, 422, filter-unknown",
        "GET,  /api/v1/statements?reviewedBefore=2026-02-30, 422, filter-unknown",
        "GET,  /api/v1/statements?limit=201,   422, invalid",
        "GET,  /api/v1/statements?cursor=x,    400, bad-request",
        "GET,  /api/v1/errors/match,           422, invalid",
        "GET,  /api/v1/errors/match?text=%20,  422, invalid"
    })
    void everyRefusalIsAProblemDocument(String method, String path, int status, String code) {
        Response response = BrowseTest.as(Persona.AIKO)
                .urlEncodingEnabled(false)
                .contentType("text/plain")
                .request(method, path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.jsonPath().getString("code")).isEqualTo(code);
        assertThat(response.jsonPath().getString("traceId")).matches("[0-9a-f]{32}");
    }
}
