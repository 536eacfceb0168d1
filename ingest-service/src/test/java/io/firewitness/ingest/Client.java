package io.firewitness.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.Persona;
import io.firewitness.platform.test.Tokens;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Calls the service as one persona. */
record Client(Persona persona) {
    private static final RestAssuredConfig RAW = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .encodeContentTypeAs("application/offset+octet-stream", ContentType.BINARY)
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false));

    RequestSpecification request() {
        return given().config(RAW).auth().oauth2(Tokens.of(persona));
    }

    RequestSpecification tus() {
        return request().header("Tus-Resumable", "1.0.0");
    }

    String newCase() {
        Response opened = request()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "title",
                        "Backup stops",
                        "tenantId",
                        persona.organization().provider() == null
                                ? Persona.Organization.AOBA.id().toString()
                                : persona.organization().id().toString()))
                .post("/api/v1/cases");
        assertThat(opened.statusCode()).as(opened.asString()).isEqualTo(201);
        return opened.jsonPath().getString("id");
    }

    /** The same person with a sign-in that ended a minute ago. */
    RequestSpecification expired() {
        return given().config(RAW).auth().oauth2(Tokens.expired(persona)).header("Tus-Resumable", "1.0.0");
    }

    long offset(String upload) {
        Response head = tus().head("/api/v1/uploads/" + upload);
        assertThat(head.statusCode()).isEqualTo(200);
        return Long.parseLong(head.header("Upload-Offset"));
    }

    Response create(String caseId, String name, long length) {
        return tus().header("Upload-Length", length)
                .header("Upload-Metadata", "filename " + base64(name))
                .post("/api/v1/cases/" + caseId + "/uploads");
    }

    String newUpload(String caseId, String name, long length) {
        Response created = create(caseId, name, length);
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        String location = created.header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    Response append(String upload, long offset, byte[] bytes) {
        return tus().header("Upload-Offset", offset)
                .contentType("application/offset+octet-stream")
                .body(bytes)
                .patch("/api/v1/uploads/" + upload);
    }

    /** Uploads a whole file and waits for its fate. */
    Map<String, Object> upload(String caseId, String name, byte[] bytes) throws Exception {
        String upload = newUpload(caseId, name, bytes.length);
        if (bytes.length > 0) {
            assertThat(append(upload, 0, bytes).statusCode()).isEqualTo(204);
        }
        return fate(caseId, upload);
    }

    /** Waits until a complete file has met its fate. */
    Map<String, Object> fate(String caseId, String upload) throws Exception {
        return await(() -> {
            Map<String, Object> artifact = artifact(caseId, upload);
            return "inspecting".equals(artifact.get("state")) ? null : artifact;
        });
    }

    Map<String, Object> artifact(String caseId, String artifactId) {
        return request()
                .get("/api/v1/cases/" + caseId + "/artifacts")
                .jsonPath()
                .getMap("items.find { it.id == '" + artifactId + "' }");
    }

    /** Waits for a value at most thirty seconds. */
    static <T> T await(Callable<T> condition) throws Exception {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < deadline) {
            T value = condition.call();
            if (value != null) {
                return value;
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("not within thirty seconds");
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
