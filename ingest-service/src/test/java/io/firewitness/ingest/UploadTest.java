package io.firewitness.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.Persona;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes on their way, tus 1.0.0, against clients and networks that behave badly. */
@IngestTest
class UploadTest {
    private static final Client AIKO = new Client(Persona.AIKO);

    @Test
    void aFileThatBrokeOffAtAnyByteGoesOnThere() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] file = log(random, 400_000);
        String caseId = AIKO.newCase();
        String upload = AIKO.newUpload(caseId, "job.log", file.length);
        int broken = 1 + random.nextInt(file.length - 1);
        try (RawPatch patch = new RawPatch(AIKO, upload, 0, "Content-Length: " + file.length)) {
            patch.send(Arrays.copyOf(file, broken));
            Client.await(() -> Kept.bytes(upload) == broken ? true : null);
        }
        long kept = Client.await(() -> {
            long offset = AIKO.offset(upload);
            Response rest = AIKO.append(upload, offset, Arrays.copyOfRange(file, (int) offset, file.length));
            return rest.statusCode() == 423 ? null : offset;
        });
        assertThat(kept).as("seed %d", seed).isEqualTo(broken);
        Map<String, Object> artifact = AIKO.fate(caseId, upload);
        assertThat(artifact).containsEntry("state", "ready").containsEntry("kind", "log");
        assertThat(artifact.get("sha256")).as("seed %d", seed).isEqualTo(sha256(file));
        assertThat(Kept.bytes(upload)).isEqualTo(file.length);
    }

    @Test
    void twoRequestsNeverWriteOneFileTogether() throws Exception {
        byte[] file = log(new Random(1), 1000);
        String upload = AIKO.newUpload(AIKO.newCase(), "job.log", file.length);
        try (RawPatch first = new RawPatch(AIKO, upload, 0, "Content-Length: " + file.length)) {
            first.send(Arrays.copyOf(file, 400));
            Client.await(() -> Kept.bytes(upload) == 400 ? true : null);
            Response second = AIKO.append(upload, 400, Arrays.copyOfRange(file, 400, file.length));
            assertThat(second.statusCode()).isEqualTo(423);
            assertThat(second.jsonPath().getString("code")).isEqualTo("upload-locked");
            assertThat(Kept.bytes(upload)).isEqualTo(400);
            first.send(Arrays.copyOfRange(file, 400, file.length));
            assertThat(first.status()).isEqualTo(204);
        }
    }

    @Test
    void aClientThatFellSilentLosesItsRightToAppendButNoByte() throws Exception {
        byte[] file = log(new Random(2), 1000);
        String caseId = AIKO.newCase();
        String upload = AIKO.newUpload(caseId, "job.log", file.length);
        try (RawPatch silent = new RawPatch(AIKO, upload, 0, "Content-Length: " + file.length)) {
            silent.send(Arrays.copyOf(file, 300));
            Client.await(() -> Kept.bytes(upload) == 300 ? true : null);
            // Nothing more comes, and nobody says that the connection is gone.
            Client.await(() -> AIKO.append(upload, 300, Arrays.copyOfRange(file, 300, file.length))
                                    .statusCode()
                            == 204
                    ? true
                    : null);
        }
        assertThat(AIKO.fate(caseId, upload).get("sha256")).isEqualTo(sha256(file));
    }

    @Test
    void aWrongOffsetChangesNothingAndSaysWhereToGoOn() throws Exception {
        String upload = AIKO.newUpload(AIKO.newCase(), "job.log", 10);
        assertThat(AIKO.append(upload, 0, new byte[4]).statusCode()).isEqualTo(204);
        for (long offset : new long[] {0, 3, 5, 10, Long.MAX_VALUE}) {
            Response answer = AIKO.append(upload, offset, new byte[2]);
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.jsonPath().getString("code")).isEqualTo("upload-offset-mismatch");
            assertThat(answer.jsonPath().getLong("args.receivedBytes")).isEqualTo(4);
        }
        assertThat(Kept.bytes(upload)).isEqualTo(4);
    }

    @Test
    void aBodyLongerThanTheFileIsThrownAwayWhole() throws Exception {
        String upload = AIKO.newUpload(AIKO.newCase(), "job.log", 10);
        assertThat(AIKO.append(upload, 0, new byte[4]).statusCode()).isEqualTo(204);
        Response said = AIKO.append(upload, 4, new byte[7]);
        assertThat(said.statusCode()).isEqualTo(413);
        assertThat(said.jsonPath().getString("code")).isEqualTo("upload-too-long");
        assertThat(said.jsonPath().getLong("args.receivedBytes")).isEqualTo(4);
        // Without a length nobody knows before the bytes have come.
        try (RawPatch unsaid = new RawPatch(AIKO, upload, 4, "Transfer-Encoding: chunked")) {
            unsaid.sendChunk(new byte[5]);
            Client.await(() -> Kept.bytes(upload) == 9 ? true : null);
            unsaid.sendChunk(new byte[5]);
            unsaid.sendChunk(new byte[0]);
            assertThat(unsaid.status()).isEqualTo(413);
        }
        assertThat(Kept.bytes(upload)).isEqualTo(4);
        assertThat(AIKO.offset(upload)).isEqualTo(4);
    }

    @Test
    void aWrongChecksumThrowsAwayThatRequestOnly() throws Exception {
        byte[] file = log(new Random(3), 1000);
        String caseId = AIKO.newCase();
        String upload = AIKO.newUpload(caseId, "job.log", file.length);
        byte[] half = Arrays.copyOf(file, 500);
        assertThat(append(upload, 0, half, "sha256", half).statusCode()).isEqualTo(204);
        byte[] rest = Arrays.copyOfRange(file, 500, file.length);
        byte[] damaged = rest.clone();
        damaged[7] ^= 1;
        Response refused = append(upload, 500, damaged, "sha1", rest);
        assertThat(refused.statusCode()).isEqualTo(460);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("checksum-mismatch");
        assertThat(refused.jsonPath().getLong("args.receivedBytes")).isEqualTo(500);
        assertThat(Kept.bytes(upload)).isEqualTo(500);
        assertThat(append(upload, 500, rest, "sha1", rest).statusCode()).isEqualTo(204);
        assertThat(AIKO.fate(caseId, upload).get("sha256")).isEqualTo(sha256(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"md5 AAAA", "sha256", "sha256 !!!", "sha256AAAA"})
    void aChecksumNobodyCanCheckStoresNothing(String header) throws Exception {
        String upload = AIKO.newUpload(AIKO.newCase(), "job.log", 10);
        Response answer = AIKO.tus()
                .header("Upload-Offset", 0)
                .header("Upload-Checksum", header)
                .contentType("application/offset+octet-stream")
                .body(new byte[5])
                .patch("/api/v1/uploads/" + upload);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("checksum-unsupported");
        assertThat(AIKO.offset(upload)).isZero();
    }

    @Test
    void anUploadThatIsGivenUpLeavesNothing() throws Exception {
        String upload = AIKO.newUpload(AIKO.newCase(), "job.log", 10);
        AIKO.append(upload, 0, new byte[5]);
        assertThat(AIKO.tus().delete("/api/v1/uploads/" + upload).statusCode()).isEqualTo(204);
        Client.await(() -> Kept.bytes(upload) < 0 ? true : null);
        assertThat(Kept.artifacts("id = ?::uuid", upload)).isZero();
        assertThat(AIKO.append(upload, 5, new byte[5]).statusCode()).isEqualTo(404);
        assertThat(Kept.bytes(upload)).isEqualTo(-1);
    }

    @Test
    void anUploadGivenUpWhileItRunsLeavesNothingEither() throws Exception {
        String upload = AIKO.newUpload(AIKO.newCase(), "job.log", 10);
        try (RawPatch running = new RawPatch(AIKO, upload, 0, "Content-Length: 10")) {
            running.send(new byte[5]);
            Client.await(() -> Kept.bytes(upload) == 5 ? true : null);
            assertThat(AIKO.tus().delete("/api/v1/uploads/" + upload).statusCode())
                    .isEqualTo(204);
            Client.await(() -> Kept.bytes(upload) < 0 ? true : null);
            running.send(new byte[5]);
            assertThat(running.status()).isEqualTo(404);
        }
        assertThat(Kept.bytes(upload)).isEqualTo(-1);
        assertThat(Kept.artifacts("id = ?::uuid", upload)).isZero();
    }

    @Test
    void anUploadThatNobodyContinuesIsSwept() throws Exception {
        String caseId = AIKO.newCase();
        String upload = AIKO.newUpload(caseId, "job.log", 10);
        AIKO.append(upload, 0, new byte[5]);
        Kept.makeOverdue(upload);
        Map<String, Object> artifact = Client.await(() -> {
            Map<String, Object> now = AIKO.artifact(caseId, upload);
            return "expired".equals(now.get("state")) ? now : null;
        });
        assertThat(artifact.get("reason")).isEqualTo(Map.of("code", "expired", "args", Map.of("name", "job.log")));
        Client.await(() -> Kept.bytes(upload) < 0 ? true : null);
        Response late = AIKO.append(upload, 5, new byte[5]);
        assertThat(late.statusCode()).isEqualTo(410);
        assertThat(late.jsonPath().getString("code")).isEqualTo("upload-expired");
        assertThat(Kept.bytes(upload)).isEqualTo(-1);
    }

    @Test
    void anUploadIsNotSweptWhileBytesArrive() throws Exception {
        String upload = AIKO.newUpload(AIKO.newCase(), "job.log", 10);
        try (RawPatch running = new RawPatch(AIKO, upload, 0, "Content-Length: 10")) {
            running.send(new byte[5]);
            Client.await(() -> Kept.bytes(upload) == 5 ? true : null);
            Kept.makeOverdue(upload);
            // The look at it is over when the next one is planned.
            Client.await(() -> Kept.artifacts(
                                    "id = ?::uuid and exists (select 1 from scheduled_tasks where task_name = 'expire-upload'"
                                            + " and task_instance like ? and execution_time > now() + interval '1 hour')",
                                    upload,
                                    upload + "%")
                            == 1
                    ? true
                    : null);
            running.send(new byte[5]);
            assertThat(running.status()).isEqualTo(204);
        }
        assertThat(Kept.bytes(upload)).isEqualTo(10);
    }

    @Test
    void aProcessThatDiedBeforeNotingTheLastByteIsMadeUpForByTheNextQuestion() throws Exception {
        byte[] file = log(new Random(4), 1000);
        String caseId = AIKO.newCase();
        String upload = AIKO.newUpload(caseId, "job.log", file.length);
        AIKO.append(upload, 0, Arrays.copyOf(file, 999));
        Files.write(Kept.file(upload).toPath(), file);
        assertThat(AIKO.offset(upload)).isEqualTo(1000);
        assertThat(AIKO.fate(caseId, upload).get("sha256")).isEqualTo(sha256(file));
    }

    private static Response append(String upload, long offset, byte[] bytes, String algorithm, byte[] digested)
            throws Exception {
        String name = "sha1".equals(algorithm) ? "SHA-1" : "SHA-256";
        byte[] digest = MessageDigest.getInstance(name).digest(digested);
        return AIKO.tus()
                .header("Upload-Offset", offset)
                .header("Upload-Checksum", algorithm + " " + Base64.getEncoder().encodeToString(digest))
                .contentType("application/offset+octet-stream")
                .body(bytes)
                .patch("/api/v1/uploads/" + upload);
    }

    /** Lines that are recognised as a log, different for each random. */
    static byte[] log(Random random, int bytes) {
        StringBuilder text = new StringBuilder();
        while (text.length() < bytes) {
            text.append("[01.02.2026 03:04:05] <01> Info block ")
                    .append(Long.toHexString(random.nextLong()))
                    .append('\n');
        }
        return text.substring(0, bytes).getBytes(StandardCharsets.US_ASCII);
    }

    static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
