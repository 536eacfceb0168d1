package io.firewitness.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firewitness.ingest.artifact.ArtifactReason;
import io.firewitness.platform.test.Persona;
import io.firewitness.platform.test.ProblemRules;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input is normal input: a clear answer, what was kept, what to do, and nothing half-made in store or database. */
@IngestTest
class BadInputTest {
    private static final Client AIKO = new Client(Persona.AIKO);
    private static final Client KEN = new Client(Persona.KEN);
    private static final Path CAPTURE = Path.of("../samples/dying-backup.pcap");

    @Test
    void anEmptyFileIsRefusedAndNothingIsKept() throws Exception {
        String caseId = AIKO.newCase();
        String upload = AIKO.newUpload(caseId, "empty.pcap", 0);
        Map<String, Object> artifact = AIKO.fate(caseId, upload);
        assertThat(artifact).containsEntry("state", "refused").containsEntry("format", "empty");
        assertThat(artifact.get("reason")).isEqualTo(Map.of("code", "empty", "args", Map.of("name", "empty.pcap")));
        assertNothingKept(upload);
    }

    @Test
    void aTextNamedCaptureIsReadAsTheLogItIs() throws Exception {
        String caseId = AIKO.newCase();
        Map<String, Object> artifact = AIKO.upload(caseId, "notes.pcap", UploadTest.log(new Random(), 500));
        assertThat(artifact)
                .containsEntry("state", "ready")
                .containsEntry("kind", "log")
                .containsEntry("format", "text");
        assertThat(artifact.get("reason"))
                .isEqualTo(Map.of("code", "named-capture-but-text", "args", Map.of("name", "notes.pcap")));
    }

    @Test
    void aCaptureNamedTextIsReadAsTheCaptureItIs() throws Exception {
        byte[] capture = fresh(Files.readAllBytes(CAPTURE));
        Map<String, Object> artifact = AIKO.upload(AIKO.newCase(), "readme.txt", capture);
        assertThat(artifact)
                .containsEntry("state", "ready")
                .containsEntry("kind", "capture")
                .containsEntry("format", "pcap");
        assertThat(artifact.get("reason")).isNull();
    }

    @Test
    void noiseIsRefusedAndNothingIsKept() throws Exception {
        byte[] noise = new byte[5000];
        new Random(9).nextBytes(noise);
        noise[0] = 0;
        String caseId = AIKO.newCase();
        Map<String, Object> artifact = AIKO.upload(caseId, "noise.pcap", noise);
        assertThat(artifact).containsEntry("state", "refused").containsEntry("kind", "unknown");
        assertThat(artifact.get("reason"))
                .isEqualTo(Map.of("code", "not-recognised", "args", Map.of("name", "noise.pcap")));
        assertNothingKept((String) artifact.get("id"));
        assertThat(OutsideWorld.EVENTS).noneMatch(event -> event.contains((String) artifact.get("id")));
    }

    /** A later part of a split zip begins anywhere; it is kept, and joined or missed by the analysis. */
    @Test
    void laterPartsOfASplitZipAreKept() throws Exception {
        byte[] middle = new byte[5000];
        new Random(10).nextBytes(middle);
        middle[0] = 0;
        String caseId = AIKO.newCase();
        assertThat(AIKO.upload(caseId, "logs.z02", middle))
                .containsEntry("state", "ready")
                .containsEntry("kind", "bundle")
                .containsEntry("format", "zip-part");
        byte[] last = Arrays.copyOf(middle, 5022);
        last[5000] = 'P';
        last[5001] = 'K';
        last[5002] = 5;
        last[5003] = 6;
        assertThat(AIKO.upload(caseId, "whole.zip", last)).containsEntry("state", "refused");
        last[5004] = 2;
        assertThat(AIKO.upload(caseId, "logs.zip", last))
                .containsEntry("state", "ready")
                .containsEntry("format", "zip-part");
    }

    /** Captures that break off anywhere behind their first record are analysed in part; the analysis says at which byte. */
    @ParameterizedTest
    @ValueSource(ints = {24, 25, 60, 5000})
    void aCutCaptureIsKeptForWhatItStillShows(int bytes) throws Exception {
        byte[] cut = fresh(Arrays.copyOf(Files.readAllBytes(CAPTURE), bytes));
        Map<String, Object> artifact = AIKO.upload(AIKO.newCase(), "cut.pcap", cut);
        assertThat(artifact).containsEntry("state", "ready").containsEntry("kind", "capture");
        assertThat(Kept.bytes((String) artifact.get("id"))).isEqualTo(bytes);
    }

    @Test
    void oneByteMoreThanTheQuotaIsRefusedBeforeTheFirstByte() throws Exception {
        String caseId = KEN.newCase();
        while (quota("limitBytes") - quota("usedBytes") >= quota("maxFileBytes")) {
            KEN.newUpload(caseId, "reserve.log", 1 << 20);
        }
        long free = quota("limitBytes") - quota("usedBytes");
        long rows = Kept.artifacts("case_id = ?::uuid", caseId);
        Response more = KEN.create(caseId, "large.pcap", free + 1);
        assertThat(more.statusCode()).isEqualTo(413);
        assertThat(more.contentType()).startsWith("application/problem+json");
        assertThat(more.jsonPath().getString("code")).isEqualTo("quota-exceeded");
        assertThat(more.jsonPath().getLong("args.bytes")).isEqualTo(free + 1);
        assertThat(more.jsonPath().getLong("args.freeBytes")).isEqualTo(free);
        assertThat(more.jsonPath().getString("detail"))
                .contains(String.format(Locale.ROOT, "%,d bytes", free + 1))
                .contains("Nothing was stored")
                .contains("Delete files");
        assertThat(Kept.artifacts("case_id = ?::uuid", caseId)).isEqualTo(rows);
        Response exactly = KEN.create(caseId, "large.pcap", free);
        assertThat(exactly.statusCode()).isEqualTo(201);
        // What is given up or refused is free again.
        String location = exactly.header("Location");
        KEN.tus().delete("/api/v1/uploads/" + location.substring(location.lastIndexOf('/') + 1));
        assertThat(quota("limitBytes") - quota("usedBytes")).isEqualTo(free);
    }

    @Test
    void theSameFileTwiceIsKeptOnce() throws Exception {
        byte[] file = UploadTest.log(new Random(), 700);
        String firstCase = AIKO.newCase();
        Map<String, Object> first = AIKO.upload(firstCase, "a.log", file);
        Map<String, Object> second = AIKO.upload(AIKO.newCase(), "b.log", file);
        assertThat(second).containsEntry("state", "duplicate");
        assertThat(second.get("duplicateOf")).isEqualTo(Map.of("caseId", firstCase, "artifactId", first.get("id")));
        assertNothingKept((String) second.get("id"));
        assertThat(Kept.bytes((String) first.get("id"))).isEqualTo(700);
        // Another tenant learns nothing of it.
        Map<String, Object> foreign = KEN.upload(KEN.newCase(), "a.log", file);
        assertThat(foreign).containsEntry("state", "ready");
        assertThat(foreign.get("duplicateOf")).isNull();
        // Once the first is gone, its bytes are welcome again.
        AIKO.request().delete("/api/v1/cases/" + firstCase + "/artifacts/" + first.get("id"));
        assertNothingKept((String) first.get("id"));
        assertThat(AIKO.upload(AIKO.newCase(), "c.log", file)).containsEntry("state", "ready");
    }

    @Test
    void aTextThatCannotBeStoredIsNoFailureOfOurs() {
        Response answer = AIKO.request()
                .contentType("application/json")
                .body(Map.of("title", "a\u0000b"))
                .post("/api/v1/cases");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isEqualTo("bad-request");
    }

    @Test
    void anUploadToAForeignCaseIsAnUploadToNoCase() throws Exception {
        String caseId = AIKO.newCase();
        Response foreign = KEN.create(caseId, "a.log", 10);
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.jsonPath().getString("code")).isEqualTo("not-found");
        assertThat(Kept.artifacts("case_id = ?::uuid", caseId)).isZero();
    }

    @Test
    void aSignInThatEndsInTheMiddleCostsNoByte() throws Exception {
        byte[] file = UploadTest.log(new Random(), 900);
        String caseId = AIKO.newCase();
        String upload = AIKO.newUpload(caseId, "job.log", file.length);
        AIKO.append(upload, 0, Arrays.copyOf(file, 400));
        Response over = AIKO.expired()
                .header("Upload-Offset", 400)
                .contentType("application/offset+octet-stream")
                .body(Arrays.copyOfRange(file, 400, 900))
                .patch("/api/v1/uploads/" + upload);
        assertThat(over.statusCode()).isEqualTo(401);
        assertThat(over.contentType()).startsWith("application/problem+json");
        assertThat(over.jsonPath().getString("code")).isEqualTo("unauthenticated");
        assertThat(Kept.bytes(upload)).isEqualTo(400);
        assertThat(AIKO.offset(upload)).isEqualTo(400);
        assertThat(AIKO.append(upload, 400, Arrays.copyOfRange(file, 400, 900)).statusCode())
                .isEqualTo(204);
        assertThat(AIKO.fate(caseId, upload).get("sha256")).isEqualTo(UploadTest.sha256(file));
    }

    @Test
    void everyErrorSpeaksBothLanguages() {
        ProblemRules.check(IngestProblem.values());
        Response japanese = AIKO.tus()
                .header("Accept-Language", "ja")
                .header("Upload-Length", 1L << 40)
                .header("Upload-Metadata", "filename " + Client.base64("a.pcap"))
                .post("/api/v1/cases/" + AIKO.newCase() + "/uploads");
        assertThat(japanese.jsonPath().getString("title")).isEqualTo("ファイルが大きすぎます");
        assertThat(japanese.header("Content-Language")).isEqualTo("ja");
    }

    /** The portal words the fate of a file by its code. */
    @ParameterizedTest
    @EnumSource(ArtifactReason.class)
    void thePortalHasAWordForEveryFate(ArtifactReason reason) throws Exception {
        for (String language : List.of("en", "ja")) {
            JsonNode messages = new ObjectMapper()
                    .readTree(Path.of("../ui/src/main/webui/src/messages/" + language + ".json")
                            .toFile());
            assertThat(messages.path("reason." + reason.code()).asText())
                    .as("reason.%s in %s", reason.code(), language)
                    .isNotBlank();
        }
    }

    private static void assertNothingKept(String artifact) throws Exception {
        Client.await(() -> (Kept.bytes(artifact) < 0 && Kept.tasks("remove-bytes", artifact) == 0) ? true : null);
        assertThat(Kept.tasks("inspect-artifact", artifact)).isZero();
    }

    private static long quota(String member) {
        return KEN.request().get("/api/v1/quota").jsonPath().getLong(member);
    }

    /** The same capture with another time zone field, which nobody reads: another file to a store that keeps each once. */
    private static byte[] fresh(byte[] capture) {
        byte[] time = String.valueOf(System.nanoTime()).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(time, time.length - 4, capture, 8, 4);
        return capture;
    }
}
