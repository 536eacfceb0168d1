package io.firewitness.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.PackagedService;
import io.firewitness.platform.test.Persona;
import io.firewitness.platform.test.Tokens;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged portal: what its gateway makes of a service's answer and of none, and where a sign-in ends. A session needs Keycloak;
 * the identity behind one is the same as that of a token, which is taken here in its place.
 */
class PortalIT {
    private static ServiceBehind ingest;
    private static PackagedService portal;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        ingest = new ServiceBehind();
        Map<String, String> settings = new HashMap<>(DemoSecretsIT.OWN);
        settings.put("FIREWITNESS_INGEST_URL", ingest.address().toString());
        settings.put("quarkus.oidc.application-type", "service");
        settings.put("quarkus.oidc.auth-server-url", "");
        settings.put("quarkus.oidc.public-key", Tokens.publicKey());
        settings.put("quarkus.oidc.token.issuer", Tokens.ISSUER);
        portal = PackagedService.start(settings);
    }

    @AfterAll
    static void stop() {
        portal.close();
        ingest.close();
    }

    @Test
    void aServiceThatIsDownIsAProblemInWords() throws IOException, InterruptedException {
        assertUnavailable(send(request("/api/analysis/v1/cases")));
    }

    @Test
    void whatIsSentToAServiceThatIsDownIsAnsweredToo() throws IOException, InterruptedException {
        assertUnavailable(send(request("/api/analysis/v1/cases")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(1_000_000)))));
    }

    private static void assertUnavailable(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().allValues("content-type")).containsExactly("application/problem+json");
        assertThat(answer.headers().allValues("cache-control")).containsExactly("no-store");
        JsonObject problem = new JsonObject(text(answer));
        assertThat(problem.getString("code")).isEqualTo("unavailable");
        assertThat(problem.getInteger("status")).isEqualTo(503);
        assertThat(problem.getString("traceId")).matches("[0-9a-f]{32}");
    }

    @Test
    void anAnswerThatTheServiceCouldCompressTooIsCompressedOnce() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(request("/api/ingest/compressing").header("Accept-Encoding", "gzip"));
        assertThat(answer.headers().allValues("content-encoding")).containsExactly("gzip");
        assertThat(unpacked(answer).equals(ServiceBehind.BODY)).isTrue();
    }

    @Test
    void aPlainAnswerIsCompressedWhereTheBrowserTakesThat() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(request("/api/ingest/plain").header("Accept-Encoding", "gzip"));
        assertThat(answer.headers().allValues("content-encoding")).containsExactly("gzip");
        assertThat(answer.body()).hasSizeLessThan(ServiceBehind.BODY.length() / 10);
        assertThat(unpacked(answer).equals(ServiceBehind.BODY)).isTrue();
    }

    @Test
    void nothingIsCompressedForWhoDoesNotTakeIt() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(request("/api/ingest/plain"));
        assertThat(answer.headers().allValues("content-encoding")).isEmpty();
        assertThat(text(answer)).isEqualTo(ServiceBehind.BODY);
    }

    @ParameterizedTest
    @CsvSource({
        "/cases/1?connection=2, /cases/1?connection=2",
        "/knowledge/articles/kb2140#kb2140.range, /knowledge/articles/kb2140#kb2140.range",
        "//evil.test, /cases",
        "/\\evil.test, /cases",
        "https://evil.test/, /cases",
        "'', /cases"
    })
    void aSignInEndsWhereItBegan(String wanted, String reached) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                send(request("/login?return=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8)));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().allValues("location")).containsExactly(reached);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(portal.address() + path))
                .header("Authorization", "Bearer " + Tokens.of(Persona.AIKO))
                .header(CrossSite.HEADER, "1");
    }

    /** The JDK's client follows nothing and leaves an answer as it came. */
    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String unpacked(HttpResponse<byte[]> answer) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
