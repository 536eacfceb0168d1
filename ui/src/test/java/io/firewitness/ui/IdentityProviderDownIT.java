package io.firewitness.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.PackagedService;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged portal while nothing answers at the identity provider's address: what can be shown without it is, the rest says so. */
class IdentityProviderDownIT {
    private static PackagedService portal;

    @BeforeAll
    static void start() throws InterruptedException {
        Map<String, String> settings = new HashMap<>(DemoSecretsIT.OWN);
        settings.put("quarkus.oidc.discovery-enabled", "true");
        settings.put("quarkus.oidc.connection-delay", "1S");
        portal = PackagedService.start(settings);
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void whoSignsInReadsThatItIsNotPossibleNow() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/login?return=/cases", "text/html,*/*;q=0.8");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().allValues("content-type")).containsExactly("text/html; charset=utf-8");
        assertThat(answer.headers().allValues("cache-control")).containsExactly("no-store");
        assertThat(answer.headers().allValues("retry-after")).containsExactly("30");
        assertThat(answer.headers().allValues("content-security-policy")).hasSize(1);
        assertThat(answer.body())
                .contains("Sign-in is not possible right now", "現在、サインインできません", "href=\"/login?return=/cases\"");
    }

    @Test
    void addressesAreNotWrittenIntoThePageAsTheyCame() throws IOException, InterruptedException {
        assertThat(get("/login?return=%22%3E%3Cb%3E&x=1", "text/html").body())
                .contains("href=\"/login?return=%22%3E%3Cb%3E&amp;x=1\"");
        assertThat(get("//evil.test/login", "text/html").body()).doesNotContain("evil.test");
    }

    @Test
    void aCallReadsAProblemDocument() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/login", "application/json");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().allValues("retry-after")).containsExactly("30");
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("unavailable");
    }

    @Test
    void theFirstPageIsShown() throws IOException, InterruptedException {
        assertThat(get("/", "text/html").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(portal.address() + path))
                            .header("Accept", accept)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
