package io.firewitness.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.firewitness.platform.test.LogLines;
import io.firewitness.platform.test.Persona;
import io.firewitness.platform.test.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What whoever runs the service sees of it, and what it must not leave behind. */
@IngestTest
class OperationTest {
    private static final Client AIKO = new Client(Persona.AIKO);
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void theRangeOfAnArtifactLeavesNoFileOpen() throws Exception {
        assumeThat(OPEN_FILES).exists();
        byte[] log = ("[01.02.2026 03:04:05] line " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        String id = AIKO.upload(AIKO.newCase(), "job.log", log).get("id").toString();
        Response beyond = read(id, "bytes=" + log.length + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.header("Content-Range")).isEqualTo("bytes */" + log.length);
        assertThat(isOpen(Kept.file(id).toPath())).isFalse();
        Response rest = read(id, "bytes=10-");
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.header("Content-Range")).isEqualTo("bytes 10-" + (log.length - 1) + "/" + log.length);
        assertThat(rest.asString()).isEqualTo(new String(log, 10, log.length - 10, StandardCharsets.UTF_8));
        assertThat(read(id, "bytes=0-").asByteArray()).isEqualTo(log);
        Client.await(() -> isOpen(Kept.file(id).toPath()) ? null : true);
    }

    @Test
    void aRefusedFileLeavesNothingWhenItsUploadWouldHaveExpired() throws Exception {
        String caseId = AIKO.newCase();
        Map<String, Object> refused = AIKO.upload(caseId, "photo.bin", new byte[] {1, 2, 3, 4});
        String id = refused.get("id").toString();
        assertThat(refused).containsEntry("state", "refused");
        Client.await(() -> Kept.bytes(id) < 0 ? true : null);
        Kept.makeOverdue(id);
        Client.await(() -> Kept.tasks("expire-upload", id) == 0 ? true : null);
        Client.await(() -> Kept.bytes(id) < 0 ? true : null);
        assertThat(Kept.tasks("remove-bytes", id)).isZero();
    }

    @Test
    void oneTokenServesManyCallsOfOtherServices() throws Exception {
        sendEvent();
        int given = OutsideWorld.TOKENS.get();
        for (int i = 0; i < 3; i++) {
            sendEvent();
        }
        assertThat(OutsideWorld.TOKENS).hasValue(given);
    }

    @Test
    void theQueueCanBeWatched() throws Exception {
        OutsideWorld.REFUSALS.set(1);
        sendEvent();
        String text = given().get(metrics).asString();
        assertThat(text)
                .contains(
                        "firewitness_work_due ", "firewitness_work_oldest_due_seconds ", "firewitness_work_failing 0.0")
                .containsPattern("dbscheduler_task_completions_total\\{result=\"failed\",task=\"send-event\"} [1-9]")
                .containsPattern("dbscheduler_task_completions_total\\{result=\"ok\",task=\"send-event\"} [1-9]");
    }

    @Test
    void whoChangedSomethingIsInTheAuditLog() throws Exception {
        try (LogLines log = LogLines.of("io.firewitness.audit")) {
            String caseId = AIKO.newCase();
            new Client(Persona.KEN).request().get("/api/v1/cases/" + caseId);
            new Client(Persona.KEN).request().delete("/api/v1/cases/" + caseId + "/artifacts/" + caseId);
            AIKO.expired().delete("/api/v1/cases/" + caseId + "/artifacts/" + caseId);
            String by = " provider=" + Persona.Organization.NORTHLIGHT.id() + " tenant=";
            assertThat(log.lines())
                    .containsExactly(
                            "POST /api/v1/cases 201 subject=sub-aiko" + by + Persona.Organization.AOBA.id(),
                            "DELETE /api/v1/cases/" + caseId + "/artifacts/" + caseId + " 404 subject=sub-ken" + by
                                    + Persona.Organization.MORI.id());
        }
    }

    /** Opens a case and waits until the analysis-service knows it. */
    private static void sendEvent() throws Exception {
        String caseId = AIKO.newCase();
        Client.await(() -> OutsideWorld.EVENTS.stream().anyMatch(event -> event.contains(caseId)) ? true : null);
        Client.await(() -> Kept.queued("send-event") == 0 ? true : null);
    }

    private static Response read(String artifactId, String range) {
        return given().auth()
                .oauth2(Tokens.of(Persona.SERVICE))
                .header("Range", range)
                .get("/internal/v1/providers/" + Persona.Organization.NORTHLIGHT.id() + "/tenants/"
                        + Persona.Organization.AOBA.id() + "/artifacts/" + artifactId + "/content");
    }

    private static boolean isOpen(Path file) throws IOException {
        try (Stream<Path> open = Files.list(OPEN_FILES)) {
            return open.anyMatch(link -> {
                try {
                    return Files.isSameFile(link, file);
                } catch (IOException closedMeanwhile) {
                    return false;
                }
            });
        }
    }
}
