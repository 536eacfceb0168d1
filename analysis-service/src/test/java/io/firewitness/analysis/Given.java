package io.firewitness.analysis;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.Persona;
import io.firewitness.platform.test.Tokens;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Cases of tenant Aoba, as the ingest-service would announce them. */
final class Given {
    static final RestAssuredConfig EVENTS = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .encodeContentTypeAs("application/cloudevents+json", ContentType.TEXT)
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false));

    private Given() {}

    static RequestSpecification as(Persona persona) {
        return given().auth().oauth2(Tokens.of(persona));
    }

    static Response event(String id, String type, String data) {
        return as(Persona.SERVICE)
                .config(EVENTS)
                .contentType("application/cloudevents+json")
                .body(eventBody(id, type, data))
                .post("/internal/v1/events");
    }

    static String eventBody(String id, String type, String data) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/ingest-service", "type": "io.firewitness.%s", "data": %s}""".formatted(id, type, data);
    }

    static String caseOpened(UUID caseId, String title) {
        return caseOpened(Persona.Organization.AOBA, caseId, title);
    }

    static String caseOpened(Persona.Organization tenant, UUID caseId, String title) {
        return """
                {"caseId": "%s", "number": "FW-%s", "title": "%s", "provider": {"id": "%s"},
                 "tenant": {"id": "%s", "name": "%s"}, "createdAt": "2026-11-23T00:14:00Z", "createdBy": "Aiko Tanaka"}""".formatted(
                        caseId,
                        caseId.toString().substring(0, 5).toUpperCase(java.util.Locale.ROOT),
                        title,
                        tenant.provider().id(),
                        tenant.id(),
                        tenant.title());
    }

    static UUID newCase(String title) {
        return newCase(Persona.Organization.AOBA, title);
    }

    static UUID newCase(Persona.Organization tenant, String title) {
        UUID caseId = UUID.randomUUID();
        assertThat(event(UUID.randomUUID().toString(), "case.opened", caseOpened(tenant, caseId, title))
                        .statusCode())
                .isEqualTo(202);
        return caseId;
    }

    static String artifactReady(UUID caseId, UUID artifactId, String name, int bytes, long setVersion) {
        return artifactReady(Persona.Organization.AOBA, caseId, artifactId, name, bytes, setVersion);
    }

    static String artifactReady(
            Persona.Organization tenant, UUID caseId, UUID artifactId, String name, int bytes, long setVersion) {
        return """
                {"caseId": "%s", "providerId": "%s", "tenantId": "%s", "artifactId": "%s", "name": "%s", "kind": "%s",
                 "format": "pcap", "bytes": %d, "sha256": "00", "setVersion": %d}""".formatted(
                        caseId,
                        tenant.provider().id(),
                        tenant.id(),
                        artifactId,
                        name,
                        name.endsWith(".log") ? "log" : "capture",
                        bytes,
                        setVersion);
    }

    static UUID addFile(UUID caseId, String name, byte[] bytes, long setVersion) {
        return addFile(Persona.Organization.AOBA, caseId, name, bytes, setVersion);
    }

    static UUID addFile(Persona.Organization tenant, UUID caseId, String name, byte[] bytes, long setVersion) {
        UUID artifactId = UUID.randomUUID();
        OutsideWorld.ARTIFACTS.put(artifactId.toString(), bytes);
        announce(tenant, caseId, artifactId, name, bytes.length, setVersion);
        return artifactId;
    }

    static void announce(
            Persona.Organization tenant, UUID caseId, UUID artifactId, String name, int bytes, long setVersion) {
        Response taken = event(
                UUID.randomUUID().toString(),
                "artifact.ready",
                artifactReady(tenant, caseId, artifactId, name, bytes, setVersion));
        assertThat(taken.statusCode()).as(taken.asString()).isEqualTo(202);
    }

    static Response awaitStatus(UUID caseId, String status) throws Exception {
        return awaitStatus(Persona.AIKO, caseId, status);
    }

    static Response awaitStatus(Persona reader, UUID caseId, String status) throws Exception {
        return await(() -> {
            Response answer = as(reader).get("/api/v1/cases/" + caseId);
            return status.equals(answer.jsonPath().getString("status")) ? answer : null;
        });
    }

    /** Waits for a value at most a minute. */
    static <T> T await(Callable<T> condition) throws Exception {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < deadline) {
            T value = condition.call();
            if (value != null) {
                return value;
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("not within a minute");
    }
}
