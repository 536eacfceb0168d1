package io.firewitness.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.Persona;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@KnowledgeTest
class GuidanceFormatsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/firewitness/knowledge/golden");

    private static final String KILLED = """
            {"diagnosis": {"verdict": {"class": "firewall-signature-reset"},
              "connections": [{"transport": "tcp", "client": {"address": "10.20.4.31", "port": 50123},
                "server": {"address": "10.60.0.12", "port": 6180}, "verdict": {"class": "firewall-signature-reset"}}],
              "notEvaluated": [{"rule": "two-sided-rst"}]},
             "topology": {"product": "vcc", "version": "12.3", "vendor": "fortinet"}}""";

    private static final String HEALTHY = "{\"diagnosis\": {\"verdict\": {\"class\": \"healthy\"}}}";

    private static RequestSpecification request(String body) {
        return BrowseTest.as(Persona.AIKO).contentType(ContentType.JSON).body(body);
    }

    /** To accept a reviewed change: delete the golden file, run the test, and read the new file line by line. */
    @ParameterizedTest
    @CsvSource({
        "markdown, en, md",
        "markdown, ja, md",
        "html, en, html",
        "html, ja, html",
        "text, en, txt",
        "text, ja, txt",
        "csv, en, csv",
        "csv, ja, csv"
    })
    void theWholeRenderingIsTheReviewedOne(String format, String language, String suffix) throws IOException {
        Response response = request(KILLED).post("/api/v1/guidance?format=" + format + "&lang=" + language);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.header("Content-Language")).isEqualTo(language);
        String version = request(KILLED).post("/api/v1/guidance").jsonPath().getString("knowledgeVersion");
        String actual = response.asString().replace(version, "-").replace(version.replace("-", "\\-"), "-");
        Path file = GOLDEN.resolve("gateway." + language + "." + suffix);
        if (Files.notExists(file)) {
            Files.writeString(file, actual);
            throw new AssertionError(file + " was missing and has been written: review it, then run again");
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | application/json",
                "application/json | application/json",
                "text/markdown | text/markdown;charset=utf-8",
                "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8 | text/html;charset=utf-8",
                "text/plain | text/plain;charset=utf-8",
                "text/csv;q=0.5, text/markdown;q=0.4 | text/csv;charset=utf-8",
                "application/json;q=0, */* | text/markdown;charset=utf-8",
                "image/png, text/* | text/markdown;charset=utf-8"
            })
    void theHeaderChoosesTheFormat(String accept, String type) {
        Response response = request(KILLED).header("Accept", accept).post("/api/v1/guidance");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo(type);
        assertThat(response.header("Vary")).isEqualTo("Accept, Accept-Language");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void theQueryWinsOverTheHeader() {
        Response response = request(KILLED).header("Accept", "application/json").post("/api/v1/guidance?format=csv");
        assertThat(response.contentType()).isEqualTo("text/csv;charset=utf-8");
        assertThat(response.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"firewitness-exclusions.csv\"");
    }

    @Test
    void thePageMayLoadAndRunNothing() {
        assertThat(request(KILLED).post("/api/v1/guidance?format=html").header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'unsafe-inline';");
    }

    @Test
    void anInnocentVerdictHasAHeaderAndNoRow() {
        assertThat(request(HEALTHY).post("/api/v1/guidance?format=csv").asString())
                .isEqualTo("\uFEFFFrom,To,Protocol,Ports,Why,Product,Versions,Source\r\n");
        assertThat(request(HEALTHY).post("/api/v1/guidance?format=markdown").asString())
                .startsWith("# What to do: healthy\n")
                .doesNotContain("exempt", "|");
    }

    @Test
    void anotherTypeIsNotAcceptable() {
        Response response = request(KILLED).header("Accept", "image/png").post("/api/v1/guidance");
        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("code")).isEqualTo("not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "JSON", "../csv"})
    void anotherFormatIsRefused(String format) {
        Response response = request(KILLED).queryParam("format", format).post("/api/v1/guidance");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.jsonPath().getString("code")).isEqualTo("invalid");
    }

    @Test
    void aProblemIsAProblemDocumentWhateverWasAskedFor() {
        Response response = request("{}").header("Accept", "text/html").post("/api/v1/guidance");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.contentType()).startsWith("application/problem+json");
    }
}
