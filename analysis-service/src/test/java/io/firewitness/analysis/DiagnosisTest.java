package io.firewitness.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.Persona;
import io.firewitness.platform.test.Persona.Organization;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole diagnoses: what they are made of, how they are asked for, and that nobody waits for somebody else's. */
@AnalysisTest
class DiagnosisTest {
    private static final Path CAPTURE = Path.of("../samples/dying-backup.pcap");

    @ParameterizedTest
    @ValueSource(strings = {"connections", "evidence"})
    void pagesTogetherAreTheWholeDocument(String part) throws Exception {
        UUID caseId = Given.newCase("In pages");
        Given.addFile(caseId, "dying-backup.pcap", Files.readAllBytes(CAPTURE), 1);
        Given.awaitStatus(caseId, "judged");
        String address = "/api/v1/cases/" + caseId + "/diagnosis";
        JsonPath document = Given.as(Persona.AIKO).get(address).jsonPath();
        List<Object> expected = new ArrayList<>(document.getList(part));
        if ("evidence".equals(part)) {
            // That of the connections comes first, then that of the case.
            expected.clear();
            for (List<Object> own : document.<List<Object>>getList("connections.evidence")) {
                expected.addAll(own);
            }
            expected.addAll(document.getList("evidence"));
        }
        List<Object> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = Given.as(Persona.AIKO)
                    .queryParam("limit", 2)
                    .queryParam("cursor", cursor)
                    .get(address + "/" + part)
                    .jsonPath();
            assertThat(page.getList("items")).hasSizeLessThanOrEqualTo(2);
            assertThat(page.getInt("total")).isEqualTo(expected.size());
            seen.addAll(page.getList("items"));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(expected).isNotEmpty();
        assertThat(seen).isEqualTo(expected);
        for (String nonsense : new String[] {"limit=0", "limit=201", "cursor=-1", "cursor=x"}) {
            assertThat(Given.as(Persona.AIKO)
                            .get(address + "/" + part + "?" + nonsense)
                            .statusCode())
                    .as(nonsense)
                    .isIn(400, 422);
        }
    }

    @Test
    void aCutCaptureIsAnalysedUpToTheByteWhereItEnds() throws Exception {
        byte[] cut = Arrays.copyOf(Files.readAllBytes(CAPTURE), 50_000);
        UUID caseId = Given.newCase("Cut");
        Given.addFile(caseId, "cut.pcap", cut, 1);
        Given.awaitStatus(caseId, "judged");
        JsonPath diagnosis = Given.as(Persona.AIKO)
                .get("/api/v1/cases/" + caseId + "/diagnosis")
                .jsonPath();
        assertThat(diagnosis.getString("artifacts[0].status")).isEqualTo("analysed-in-part");
        assertThat(diagnosis.getLong("artifacts[0].brokenAtByte")).isBetween(50_000L - 1600, 50_000L);
        assertThat(diagnosis.getLong("artifacts[0].packets")).isPositive();
        assertThat(diagnosis.getString("artifacts[0].reason")).isNotBlank();
    }

    @Test
    void theFilesOfACaseAreJudgedTogether() throws Exception {
        UUID caseId = Given.newCase("Together");
        Given.addFile(caseId, "dying-backup.pcap", Files.readAllBytes(CAPTURE), 1);
        Given.addFile(
                caseId,
                "Job.log",
                "[25.11.2026 03:04:05] <01> Error    An existing connection was forcibly closed by the remote host\n"
                        .getBytes(StandardCharsets.UTF_8),
                2);
        Given.await(() -> {
            Response now = Given.as(Persona.AIKO).get("/api/v1/cases/" + caseId + "/diagnosis");
            return now.statusCode() == 200
                            && now.jsonPath().getList("artifacts").size() == 2
                    ? now
                    : null;
        });
        JsonPath diagnosis = Given.as(Persona.AIKO)
                .get("/api/v1/cases/" + caseId + "/diagnosis")
                .jsonPath();
        assertThat(diagnosis.getList("artifacts.name")).containsExactlyInAnyOrder("dying-backup.pcap", "Job.log");
        assertThat(diagnosis.getString("artifacts.find { it.name == 'Job.log' }.kind"))
                .isEqualTo("log");
        assertThat(diagnosis.getString("verdict.class")).isEqualTo("firewall-signature-reset");
    }

    @Test
    void oneTenantsLongWorkDoesNotHoldUpAnother() throws Exception {
        byte[] capture = Files.readAllBytes(CAPTURE);
        CountDownLatch goOn = new CountDownLatch(1);
        List<UUID> flood = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                UUID caseId = Given.newCase("Flood " + i);
                UUID artifact = UUID.randomUUID();
                OutsideWorld.ARTIFACTS.put(artifact.toString(), capture);
                OutsideWorld.HELD.put(artifact.toString(), goOn);
                Given.announce(Organization.AOBA, caseId, artifact, "held.pcap", capture.length, 1);
                flood.add(caseId);
            }
            Given.await(() -> OutsideWorld.WAITING.isEmpty() ? null : true);
            UUID other = Given.newCase(Organization.MORI, "Not held up");
            Given.addFile(Organization.MORI, other, "proxy.pcap", capture, 1);
            Given.awaitStatus(Persona.KEN, other, "judged");
            assertThat(flood)
                    .allMatch(caseId -> !"judged"
                            .equals(Given.as(Persona.AIKO)
                                    .get("/api/v1/cases/" + caseId)
                                    .jsonPath()
                                    .getString("status")));
        } finally {
            goOn.countDown();
        }
        for (UUID caseId : flood) {
            Given.awaitStatus(caseId, "judged");
        }
    }

    @Test
    void askedTwiceWithOneKeyItRunsOnce() throws Exception {
        UUID caseId = Given.newCase("Again");
        Given.addFile(caseId, "dying-backup.pcap", Files.readAllBytes(CAPTURE), 1);
        String first = Given.awaitStatus(caseId, "judged").jsonPath().getString("analysis.id");
        String key = UUID.randomUUID().toString();
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Response again =
                    Given.as(Persona.AIKO).header("Idempotency-Key", key).post("/api/v1/cases/" + caseId + "/analyses");
            assertThat(again.statusCode()).isEqualTo(202);
            runs.add(again.jsonPath().getString("id"));
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).isNotEqualTo(first);
        Response judged = Given.await(() -> {
            Response now = Given.awaitStatus(caseId, "judged");
            return runs.get(0).equals(now.jsonPath().getString("analysis.id")) ? now : null;
        });
        assertThat(judged.jsonPath().getList("activity.key"))
                .containsExactly("analysis-requested", "judged", "file-added", "case-opened");
    }
}
