package io.firewitness.analysis;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.EmbeddedDatabase;
import io.firewitness.platform.test.PackagedService;
import io.firewitness.platform.test.Persona;
import io.firewitness.platform.test.ServiceTestResource;
import io.firewitness.platform.test.Tokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The packaged service as pods that are killed with SIGKILL while they work, on a real PostgreSQL. Where the kill comes is not left
 * to chance: the artifact's bytes stop in the middle until the test lets them go on.
 */
class KilledPodIT {
    private static final OutsideWorld WORLD = new OutsideWorld();
    private static final Map<String, String> SETTINGS = new HashMap<>();

    @BeforeAll
    static void settings() {
        SETTINGS.putAll(ServiceTestResource.settings("analysis"));
        SETTINGS.putAll(WORLD.start());
        // Four missed heartbeats mean that a pod is dead.
        SETTINGS.put("firewitness.work.heartbeat-interval", "500ms");
    }

    @AfterAll
    static void end() {
        WORLD.stop();
    }

    @Test
    void aRunOfAKilledPodIsTakenOverAndLeavesOneDiagnosis() throws Exception {
        byte[] capture = Files.readAllBytes(Path.of("../samples/dying-backup.pcap"));
        UUID artifact = UUID.randomUUID();
        UUID caseId = UUID.randomUUID();
        CountDownLatch goOn = new CountDownLatch(1);
        OutsideWorld.ARTIFACTS.put(artifact.toString(), capture);
        OutsideWorld.HELD.put(artifact.toString(), goOn);
        try (PackagedService first = PackagedService.start(SETTINGS)) {
            send(first, "case.opened", Given.caseOpened(caseId, "Killed in the middle"));
            send(
                    first,
                    "artifact.ready",
                    Given.artifactReady(caseId, artifact, "dying-backup.pcap", capture.length, 1));
            JsonPath running = Given.await(() -> {
                JsonPath state = state(first, caseId);
                return state.getString("analysis.progress.artifact") != null
                                && OutsideWorld.WAITING.contains(artifact.toString())
                        ? state
                        : null;
            });
            // People see it working: status, file, percent.
            assertThat(running.getString("status")).isEqualTo("analysing");
            assertThat(running.getString("analysis.state")).isEqualTo("running");
            assertThat(running.getString("analysis.progress.artifact")).isEqualTo("dying-backup.pcap");
            assertThat(running.getString("analysis.progress.stage")).isEqualTo("reading");
            assertThat(running.getInt("analysis.progress.percent")).isBetween(0, 99);
            assertThat(running.getInt("analysis.attempt")).isEqualTo(1);
            assertThat(diagnoses(caseId)).isZero();
            first.kill();
        }
        goOn.countDown();
        try (PackagedService second = PackagedService.start(SETTINGS)) {
            JsonPath judged = Given.await(() -> {
                JsonPath state = state(second, caseId);
                return "judged".equals(state.getString("status")) ? state : null;
            });
            assertThat(judged.getString("verdict.class")).isEqualTo("firewall-signature-reset");
            assertThat(judged.getString("analysis.state")).isEqualTo("done");
            assertThat(judged.getInt("analysis.attempt")).isEqualTo(2);
            assertThat(diagnoses(caseId)).isEqualTo(1);
            assertThat(number("select count(*) from scheduled_tasks where task_name = 'analyse-case'"))
                    .isZero();
            assertThat(judged.getList("activity.key")).containsExactly("judged", "file-added", "case-opened");
        }
    }

    @Test
    void aPodThatIsAskedToEndHandsItsRunOn() throws Exception {
        byte[] capture = Files.readAllBytes(Path.of("../samples/dying-backup.pcap"));
        UUID artifact = UUID.randomUUID();
        UUID caseId = UUID.randomUUID();
        CountDownLatch goOn = new CountDownLatch(1);
        OutsideWorld.ARTIFACTS.put(artifact.toString(), capture);
        OutsideWorld.HELD.put(artifact.toString(), goOn);
        Map<String, String> hasty = new HashMap<>(SETTINGS);
        hasty.put("firewitness.work.stop-patience", "1s");
        try (PackagedService first = PackagedService.start(hasty);
                PackagedService second = PackagedService.start(SETTINGS)) {
            send(first, "case.opened", Given.caseOpened(caseId, "Asked to end"));
            send(
                    first,
                    "artifact.ready",
                    Given.artifactReady(caseId, artifact, "dying-backup.pcap", capture.length, 1));
            Given.await(() -> OutsideWorld.WAITING.contains(artifact.toString()) ? true : null);
            first.stop();
            goOn.countDown();
            JsonPath judged = Given.await(() -> {
                JsonPath state = state(second, caseId);
                return "judged".equals(state.getString("status")) ? state : null;
            });
            assertThat(judged.getString("verdict.class")).isEqualTo("firewall-signature-reset");
            assertThat(diagnoses(caseId)).isEqualTo(1);
        }
    }

    @Test
    void demoSecretsEndTheStartOutsideOfTheLocalMode() throws Exception {
        Map<String, String> demo = new HashMap<>(SETTINGS);
        demo.put("quarkus.oidc-client.credentials.secret", "firewitness-demo-analysis");
        try (PackagedService service = PackagedService.launch(demo)) {
            assertThat(service.awaitEnd()).isNotZero();
            assertThat(service.output())
                    .contains("refusing to start: The setting quarkus.oidc-client.credentials.secret is a demo secret");
        }
        demo.put("firewitness.mode", "local");
        PackagedService.start(demo).close();
    }

    private static void send(PackagedService service, String type, String data) {
        Response taken = given().config(Given.EVENTS)
                .auth()
                .oauth2(Tokens.of(Persona.SERVICE))
                .contentType("application/cloudevents+json")
                .body(Given.eventBody(UUID.randomUUID().toString(), type, data))
                .post(service.address() + "/internal/v1/events");
        assertThat(taken.statusCode()).as(taken.asString()).isEqualTo(202);
    }

    private static JsonPath state(PackagedService service, UUID caseId) {
        return given().auth()
                .oauth2(Tokens.of(Persona.AIKO))
                .get(service.address() + "/api/v1/cases/" + caseId)
                .jsonPath();
    }

    private static long diagnoses(UUID caseId) throws Exception {
        return number("select count(*) from diagnosis where case_id = '" + caseId + "'");
    }

    private static long number(String sql) throws Exception {
        try (Connection superuser = EmbeddedDatabase.named("analysis").asSuperuser();
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
