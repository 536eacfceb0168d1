package io.firewitness.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.Persona;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Creating calls that are sent twice, and lists in pages. */
@IngestTest
class RepeatedCallTest {
    private static final Client AIKO = new Client(Persona.AIKO);
    private static final Client MIKA = new Client(Persona.MIKA);

    @Test
    void twentyEqualCallsAtOnceOpenOneCase() throws Exception {
        String key = UUID.randomUUID().toString();
        String title = "Once " + key;
        List<Future<Response>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                answers.add(callers.submit(() -> open(AIKO, title, key)));
            }
        }
        List<String> ids = new ArrayList<>();
        for (Future<Response> answer : answers) {
            assertThat(answer.get().statusCode()).as(answer.get().asString()).isEqualTo(201);
            ids.add(answer.get().jsonPath().getString("id"));
        }
        assertThat(ids).containsOnly(ids.getFirst());
        assertThat(Kept.cases(title)).isEqualTo(1);
        Client.await(() -> OutsideWorld.EVENTS.stream().anyMatch(event -> event.contains(title)) ? true : null);
        assertThat(OutsideWorld.EVENTS.stream().filter(event -> event.contains(title)))
                .hasSize(1);
    }

    @Test
    void aKeyCountsForOnePersonAndOneRequest() throws Exception {
        String key = UUID.randomUUID().toString();
        String title = "Mine " + key;
        String id = open(AIKO, title, key).jsonPath().getString("id");
        assertThat(open(MIKA, title, key).jsonPath().getString("id")).isNotEqualTo(id);
        Response other = open(AIKO, "Something else", key);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.jsonPath().getString("code")).isEqualTo("idempotency-key-reused");
        assertThat(Kept.cases(title)).isEqualTo(2);
    }

    @Test
    void anUploadAnnouncedTwiceIsOne() throws Exception {
        String caseId = AIKO.newCase();
        String key = UUID.randomUUID().toString();
        Response first = announce(caseId, key, 10);
        Response second = announce(caseId, key, 10);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(announce(caseId, key, 11).statusCode()).isEqualTo(422);
        assertThat(Kept.artifacts("case_id = ?::uuid", caseId)).isEqualTo(1);
    }

    @Test
    void filesAreListedInPages() {
        String caseId = AIKO.newCase();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(AIKO.newUpload(caseId, i + ".log", 10));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Response page = AIKO.request()
                    .queryParam("limit", 2)
                    .queryParam("cursor", cursor)
                    .get("/api/v1/cases/" + caseId + "/artifacts");
            List<String> ids = page.jsonPath().getList("items.id");
            assertThat(ids).hasSizeLessThanOrEqualTo(2);
            seen.addAll(ids);
            cursor = page.jsonPath().getString("next");
        } while (cursor != null);
        assertThat(seen).isEqualTo(made);
        assertThat(AIKO.request()
                        .get("/api/v1/cases/" + caseId + "/artifacts?limit=501")
                        .statusCode())
                .isEqualTo(422);
        assertThat(AIKO.request()
                        .get("/api/v1/cases/" + caseId + "/artifacts?cursor=nonsense")
                        .statusCode())
                .isEqualTo(400);
    }

    private static Response open(Client client, String title, String key) {
        return client.request()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of(
                        "title",
                        title,
                        "tenantId",
                        Persona.Organization.AOBA.id().toString()))
                .post("/api/v1/cases");
    }

    private static Response announce(String caseId, String key, long length) {
        return AIKO.tus()
                .header("Upload-Length", length)
                .header("Upload-Metadata", "filename " + Client.base64("a.log"))
                .header("Idempotency-Key", key)
                .post("/api/v1/cases/" + caseId + "/uploads");
    }
}
