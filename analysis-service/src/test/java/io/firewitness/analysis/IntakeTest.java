package io.firewitness.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.EmbeddedDatabase;
import io.firewitness.platform.test.Persona;
import io.firewitness.platform.test.ProblemRules;
import io.firewitness.platform.test.TenancyRules;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@AnalysisTest
class IntakeTest {
    private static final byte[] CAPTURE = read();

    private static byte[] read() {
        try {
            return Files.readAllBytes(Path.of("../samples/dying-backup-ipv6.pcap"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void anEventCountsOnce() throws Exception {
        UUID caseId = Given.newCase("Counts once");
        UUID artifactId = UUID.randomUUID();
        OutsideWorld.ARTIFACTS.put(artifactId.toString(), CAPTURE);
        String id = UUID.randomUUID().toString();
        String data = Given.artifactReady(caseId, artifactId, "proxy.pcap", CAPTURE.length, 1);
        assertThat(Given.event(id, "artifact.ready", data).statusCode()).isEqualTo(202);
        assertThat(Given.event(id, "artifact.ready", data).statusCode()).isEqualTo(202);
        Response judged = Given.awaitStatus(caseId, "judged");
        List<String> activity = judged.jsonPath().getList("activity.key");
        assertThat(activity).containsExactly("judged", "file-added", "case-opened");
        assertThat(judged.jsonPath().getInt("analysis.attempt")).isEqualTo(1);
    }

    @Test
    void eventsAreForgottenAfterAMonth() throws Exception {
        String old = takenDaysAgo(31);
        String recent = takenDaysAgo(29);
        Given.newCase("Forgets");
        try (Connection superuser = EmbeddedDatabase.named("analysis").asSuperuser();
                PreparedStatement query =
                        superuser.prepareStatement("select id from received_event where id in (?, ?)")) {
            query.setString(1, old);
            query.setString(2, recent);
            try (ResultSet left = query.executeQuery()) {
                left.next();
                assertThat(left.getString(1)).isEqualTo(recent);
                assertThat(left.next()).isFalse();
            }
        }
    }

    /** An event of aoba that was taken then. */
    private static String takenDaysAgo(int days) throws SQLException {
        String id = UUID.randomUUID().toString();
        try (Connection superuser = EmbeddedDatabase.named("analysis").asSuperuser();
                PreparedStatement insert = superuser.prepareStatement(
                        "insert into received_event values (?, ?, ?, now() - make_interval(days => ?))")) {
            insert.setString(1, id);
            insert.setObject(2, Persona.Organization.NORTHLIGHT.id());
            insert.setObject(3, Persona.Organization.AOBA.id());
            insert.setInt(4, days);
            insert.executeUpdate();
        }
        return id;
    }

    @Test
    void aFileOfACaseThatWasNotAnnouncedYetIsSentAgain() {
        Response answer = Given.event(
                UUID.randomUUID().toString(),
                "artifact.ready",
                Given.artifactReady(UUID.randomUUID(), UUID.randomUUID(), "proxy.pcap", 10, 1));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("case-not-known-yet");
    }

    @Test
    void anEventWithoutItsMembersIsRefused() {
        Response answer = Given.event(UUID.randomUUID().toString(), "artifact.ready", "{\"caseId\": 7}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("event-invalid");
    }

    @Test
    void aBrokenConnectionIsResumedWhereItBroke() throws Exception {
        UUID caseId = Given.newCase("Resumes");
        UUID artifactId = UUID.randomUUID();
        OutsideWorld.ARTIFACTS.put(artifactId.toString(), CAPTURE);
        OutsideWorld.BREAKS.put(artifactId.toString(), 17);
        String data = Given.artifactReady(caseId, artifactId, "proxy.pcap", CAPTURE.length, 1);
        assertThat(Given.event(UUID.randomUUID().toString(), "artifact.ready", data)
                        .statusCode())
                .isEqualTo(202);
        Given.awaitStatus(caseId, "judged");
        Response diagnosis = Given.as(Persona.AIKO).get("/api/v1/cases/" + caseId + "/diagnosis");
        assertThat(diagnosis.jsonPath().getList("artifacts.status")).containsExactly("analysed");
        assertThat(OutsideWorld.BREAKS).doesNotContainKey(artifactId.toString());
    }

    /** An event that had to be sent again may come behind a later one, and even behind the verdict that knew nothing of its file. */
    @Test
    void aFileThatIsAnnouncedLateIsJudgedToo() throws Exception {
        UUID caseId = Given.newCase("Out of order");
        Given.addFile(caseId, "second.pcap", CAPTURE, 2);
        Given.awaitStatus(caseId, "judged");
        Given.addFile(caseId, "first.pcap", Files.readAllBytes(Path.of("../samples/dying-backup.pcap")), 1);
        List<String> names = Given.await(() -> {
            List<String> judged = Given.as(Persona.AIKO)
                    .get("/api/v1/cases/" + caseId + "/diagnosis")
                    .jsonPath()
                    .getList("artifacts.name");
            return judged.size() == 2 ? judged : null;
        });
        assertThat(names).containsExactlyInAnyOrder("first.pcap", "second.pcap");
    }

    @Test
    void aDeletedFileTakesItsVerdictAlong() throws Exception {
        UUID caseId = Given.newCase("Loses its file");
        UUID artifactId = Given.addFile(caseId, "proxy.pcap", CAPTURE, 1);
        Given.awaitStatus(caseId, "judged");
        Given.event(
                UUID.randomUUID().toString(),
                "artifact.deleted",
                Given.artifactReady(caseId, artifactId, "proxy.pcap", CAPTURE.length, 2));
        Response empty = Given.awaitStatus(caseId, "empty");
        assertThat(empty.jsonPath().getMap("verdict")).isNull();
        Response diagnosis = Given.as(Persona.AIKO).get("/api/v1/cases/" + caseId + "/diagnosis");
        assertThat(diagnosis.statusCode()).isEqualTo(404);
        assertThat(diagnosis.jsonPath().getString("code")).isEqualTo("no-diagnosis-yet");
    }

    @Test
    void aCaseWhoseFileCannotBeReadSaysSoAndCanBeTriedAgain() throws Exception {
        UUID caseId = Given.newCase("Unreadable");
        UUID artifactId = UUID.randomUUID();
        Given.event(
                UUID.randomUUID().toString(),
                "artifact.ready",
                Given.artifactReady(caseId, artifactId, "proxy.pcap", CAPTURE.length, 1));
        // A run asks three times before it gives up.
        Given.await(() -> OutsideWorld.MISSED.getOrDefault(artifactId.toString(), 0) >= 3 ? true : null);
        OutsideWorld.ARTIFACTS.put(artifactId.toString(), CAPTURE);
        Response judged = Given.awaitStatus(caseId, "judged");
        assertThat(judged.jsonPath().getInt("analysis.attempt")).isGreaterThan(1);
    }

    @Test
    void theDocumentHasATagThatSavesSendingItAgain() throws Exception {
        UUID caseId = Given.newCase("Tagged");
        Given.addFile(caseId, "proxy.pcap", CAPTURE, 1);
        Given.awaitStatus(caseId, "judged");
        Response first = Given.as(Persona.AIKO).get("/api/v1/cases/" + caseId + "/diagnosis");
        assertThat(first.jsonPath().getString("schema")).isEqualTo("firewitness.diagnosis/1");
        Response second = Given.as(Persona.AIKO)
                .header("If-None-Match", first.header("ETag"))
                .get("/api/v1/cases/" + caseId + "/diagnosis");
        assertThat(second.statusCode()).isEqualTo(304);
    }

    @Test
    void everyTableKeepsTenantsApart() throws Exception {
        UUID caseId = Given.newCase("Hidden");
        Given.addFile(caseId, "proxy.pcap", CAPTURE, 1);
        Given.awaitStatus(caseId, "judged");
        TenancyRules.check(EmbeddedDatabase.named("analysis"), "analysis", Set.of());
    }

    @Test
    void everyErrorSpeaksBothLanguages() {
        ProblemRules.check(AnalysisProblem.values());
    }
}
