package io.firewitness.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.AccessTable;
import io.firewitness.platform.test.AccessTable.Call;
import io.firewitness.platform.test.Persona;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@IngestTest
class AccessTest {
    private static Map<String, String> made;

    private static final Map<String, String> TUS = Map.of("Tus-Resumable", "1.0.0");

    @TestFactory
    Stream<DynamicTest> access() {
        return AccessTable.read(
                        AccessTest.class,
                        "access.table",
                        AccessTest::values,
                        Map.of(
                                "GET /api/v1/quota",
                                new Call(
                                        null,
                                        null,
                                        Map.of(),
                                        Map.of(
                                                "tenant",
                                                Persona.Organization.AOBA.id().toString())),
                                "POST /api/v1/cases",
                                Call.json("{\"title\": \"Backup stops\", \"tenantId\": \""
                                        + Persona.Organization.AOBA.id() + "\"}"),
                                "POST /api/v1/cases/{caseId}/uploads",
                                new Call(
                                        null,
                                        null,
                                        Map.of(
                                                "Tus-Resumable",
                                                "1.0.0",
                                                "Upload-Length",
                                                "10",
                                                "Upload-Metadata",
                                                "filename " + Client.base64("a.log")),
                                        Map.of()),
                                "HEAD /api/v1/uploads/{uploadId}",
                                new Call(null, null, TUS, Map.of()),
                                "DELETE /api/v1/uploads/{uploadId}",
                                new Call(null, null, TUS, Map.of()),
                                "PATCH /api/v1/uploads/{uploadId}",
                                new Call(
                                        "12345",
                                        "application/offset+octet-stream",
                                        Map.of("Tus-Resumable", "1.0.0", "Upload-Offset", "0"),
                                        Map.of())))
                .tests();
    }

    /** Made anew only where the last call has used them up. */
    private static Map<String, String> values() {
        Client aiko = new Client(Persona.AIKO);
        if (made == null || !isFresh(aiko, made)) {
            try {
                String caseId = aiko.newCase();
                String upload = aiko.newUpload(caseId, "running.log", 10);
                Map<String, Object> artifact = aiko.upload(
                        caseId,
                        "done.log",
                        ("[01.02.2026 03:04:05] line " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
                made = Map.of(
                        "caseId", caseId,
                        "uploadId", upload,
                        "artifactId", artifact.get("id").toString(),
                        "providerId", Persona.Organization.NORTHLIGHT.id().toString(),
                        "tenantId", Persona.Organization.AOBA.id().toString());
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }
        return made;
    }

    private static boolean isFresh(Client aiko, Map<String, String> values) {
        Map<String, Object> upload = aiko.artifact(values.get("caseId"), values.get("uploadId"));
        return upload != null
                && Integer.valueOf(0).equals(upload.get("receivedBytes"))
                && aiko.artifact(values.get("caseId"), values.get("artifactId")) != null;
    }

    @Test
    void anEngineerOpensCasesOfTheOwnProvidersTenantsOnly() {
        assertThat(new Client(Persona.MIKA)
                        .request()
                        .get("/api/v1/tenants")
                        .jsonPath()
                        .getList("items.name"))
                .containsExactly("Aoba Foods", "Mori Logistics");
        assertThat(new Client(Persona.SVEN)
                        .request()
                        .get("/api/v1/tenants")
                        .jsonPath()
                        .getList("items.name"))
                .containsExactly("Riva Media");
        assertThat(new Client(Persona.MIKA)
                        .request()
                        .get("/api/v1/tenants?q=MORI&limit=1")
                        .jsonPath()
                        .getMap(""))
                .hasEntrySatisfying(
                        "items", items -> assertThat(items).asString().contains("Mori Logistics"))
                .containsEntry("next", null)
                .containsEntry("total", 1);
        assertThat(new Client(Persona.KEN)
                        .request()
                        .get("/api/v1/tenants")
                        .jsonPath()
                        .getList("items.name"))
                .containsExactly("Mori Logistics");
    }
}
