package io.firewitness.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Makes the first case, so that the first screen is not empty: as tenant user Aiko, through the same interfaces that a
 * ticket system would use.
 */
final class SampleCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration VERDICT_LIMIT = Duration.ofMinutes(2);
    private static final List<String> FILES = List.of("dying-backup.pcap", "dying-backup.log");

    private final Options options;
    private final Ports ports;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    SampleCase(Options options, Ports ports) {
        this.options = options;
        this.ports = ports;
    }

    private Path marker() {
        return options.state().resolve("data/sample-case");
    }

    /** True for new data and where an earlier run was stopped before the sample was complete. */
    boolean isMissing(boolean isNew) {
        return isNew || !Files.exists(marker());
    }

    /** Creates the case, uploads its files and waits for the verdict. */
    Void create() throws IOException, InterruptedException {
        String token = token();
        String ingest = "http://localhost:" + ports.ingest() + "/api/v1";
        JsonNode created = json(send(
                request(ingest + "/cases", token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "sample-case")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(
                                Map.of("title", "File server backup stops at the same place every night")))),
                201));
        String id = created.get("id").asText();
        for (String file : FILES) {
            upload(ingest, token, id, options.root().resolve("samples").resolve(file));
        }
        awaitVerdict(token, id);
        Files.writeString(marker(), id + "\n");
        return null;
    }

    private void upload(String ingest, String token, String id, Path file) throws IOException, InterruptedException {
        String name =
                Base64.getEncoder().encodeToString(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> created = send(
                request(ingest + "/cases/" + id + "/uploads", token)
                        .header("Tus-Resumable", "1.0.0")
                        .header("Upload-Length", String.valueOf(Files.size(file)))
                        .header("Upload-Metadata", "filename " + name)
                        .POST(HttpRequest.BodyPublishers.noBody()),
                201);
        URI location =
                created.uri().resolve(created.headers().firstValue("Location").orElseThrow());
        send(
                request(location.toString(), token)
                        .header("Tus-Resumable", "1.0.0")
                        .header("Upload-Offset", "0")
                        .header("Content-Type", "application/offset+octet-stream")
                        .method("PATCH", HttpRequest.BodyPublishers.ofFile(file)),
                204);
    }

    private void awaitVerdict(String token, String id) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + VERDICT_LIMIT.toNanos();
        String address = "http://localhost:" + ports.analysis() + "/api/v1/cases/" + id;
        while (System.nanoTime() < deadline) {
            HttpResponse<String> answer =
                    http.send(request(address, token).GET().build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                String status = JSON.readTree(answer.body()).path("status").asText();
                if ("judged".equals(status) && judgedFiles(address, token) == FILES.size()) {
                    return;
                }
                if ("failed".equals(status)) {
                    throw new StackException("the sample case could not be analysed; see the log of analysis-service");
                }
            }
            Thread.sleep(200);
        }
        throw new StackException("the sample case has no verdict after " + VERDICT_LIMIT.toSeconds() + " s");
    }

    /** The first file may be judged before the second one has arrived; its verdict then changes. */
    private int judgedFiles(String address, String token) throws IOException, InterruptedException {
        return json(send(request(address + "/diagnosis", token).GET(), 200))
                .path("artifacts")
                .size();
    }

    private String token() throws IOException, InterruptedException {
        String form = "grant_type=password&client_id=firewitness-cli&scope="
                + URLEncoder.encode("openid organization", StandardCharsets.UTF_8)
                + "&username=aiko&password=firewitness-demo";
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(Keycloak.realm(ports) + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return json(send(request, 200)).get("access_token").asText();
    }

    private static HttpRequest.Builder request(String address, String token) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, int expected)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new StackException("sample case: " + answer.request().method() + " " + answer.uri() + " answered "
                    + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
