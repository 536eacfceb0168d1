package io.firewitness.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.Persona;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client says before the first byte: lengths, names and versions, hostile ones included. */
@IngestTest
class AnnouncementTest {
    private static final Client AIKO = new Client(Persona.AIKO);

    @ParameterizedTest
    @CsvSource({
        "3145729, 413, file-too-large",
        "999999999999999999, 413, file-too-large",
        "9223372036854775808, 413, file-too-large",
        "99999999999999999999999999999999999999, 413, file-too-large",
        "-1, 400, bad-request",
        "1e3, 400, bad-request",
        "0x10, 400, bad-request",
        "١٢, 400, bad-request",
    })
    void lengthsAreHostile(String length, int status, String code) throws Exception {
        String caseId = AIKO.newCase();
        Response answer = AIKO.tus()
                .header("Upload-Length", length)
                .header("Upload-Metadata", "filename " + Client.base64("a.pcap"))
                .post("/api/v1/cases/" + caseId + "/uploads");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
        assertThat(Kept.artifacts("case_id = ?::uuid", caseId)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "C:\\captures\\proxy.pcap, proxy.pcap",
        "proxy\\u0000\\u001b[2J.pcap, proxy  [2J.pcap",
        "invoice\\u202Efdp.exe, invoice fdp.exe",
        "two\\u2028lines.pcap, two lines.pcap",
        "夜間バックアップ.pcap, 夜間バックアップ.pcap",
        "$(reboot) `id` <script>.pcap, $(reboot) `id` <script>.pcap",
    })
    void namesAreForDisplayOnly(String escaped, String shown) {
        String name = unescape(escaped);
        String caseId = AIKO.newCase();
        String upload = AIKO.newUpload(caseId, name, 10);
        assertThat(AIKO.artifact(caseId, upload).get("name")).isEqualTo(shown);
    }

    @Test
    void aNameOfAnyLengthIsCutBetweenCharacters() {
        String caseId = AIKO.newCase();
        String upload = AIKO.newUpload(caseId, "x" + "🔥".repeat(1000) + ".pcap", 10);
        assertThat(AIKO.artifact(caseId, upload).get("name")).isEqualTo("x" + "🔥".repeat(127));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "filename",
                "filename ",
                "filename !!!",
                "filetype dGV4dA==",
                "filename Li4v",
                "filename AAAA"
            })
    void aFileWithoutANameIsNotTaken(String metadata) throws Exception {
        String caseId = AIKO.newCase();
        Response answer = AIKO.tus()
                .header("Upload-Length", 10)
                .header("Upload-Metadata", metadata)
                .post("/api/v1/cases/" + caseId + "/uploads");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("upload-metadata-invalid");
        assertThat(Kept.artifacts("case_id = ?::uuid", caseId)).isZero();
    }

    @Test
    void theProtocolIsTheOneAnnounced() {
        Response options = AIKO.request().options("/api/v1/uploads");
        assertThat(options.header("Tus-Version")).isEqualTo("1.0.0");
        assertThat(options.header("Tus-Extension")).isEqualTo("creation,checksum,expiration,termination");
        assertThat(options.header("Tus-Checksum-Algorithm")).isEqualTo("sha256,sha1");
        assertThat(options.header("Tus-Max-Size")).isEqualTo("3145728");
        String upload = AIKO.newUpload(AIKO.newCase(), "job.log", 10);
        Response other = AIKO.request().header("Tus-Resumable", "0.2.2").head("/api/v1/uploads/" + upload);
        assertThat(other.statusCode()).isEqualTo(412);
        assertThat(other.header("Tus-Version")).isEqualTo("1.0.0");
        assertThat(other.header("Tus-Resumable")).isEqualTo("1.0.0");
        Response typed = AIKO.tus()
                .header("Upload-Offset", 0)
                .contentType("application/octet-stream")
                .body(new byte[5])
                .patch("/api/v1/uploads/" + upload);
        assertThat(typed.statusCode()).isEqualTo(415);
        Response hidden = AIKO.tus()
                .header("Upload-Offset", 0)
                .header("X-HTTP-Method-Override", "PATCH")
                .contentType("application/offset+octet-stream")
                .body(new byte[5])
                .post("/api/v1/uploads/" + upload);
        assertThat(hidden.statusCode()).isEqualTo(204);
        assertThat(hidden.header("Upload-Offset")).isEqualTo("5");
        Response head = AIKO.tus().head("/api/v1/uploads/" + upload);
        assertThat(head.header("Cache-Control")).isEqualTo("no-store");
        assertThat(head.header("Upload-Length")).isEqualTo("10");
    }

    private static String unescape(String text) {
        return java.util.regex.Pattern.compile("\\\\u([0-9a-fA-F]{4})")
                .matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }
}
