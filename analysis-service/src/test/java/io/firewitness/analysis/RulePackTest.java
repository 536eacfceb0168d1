package io.firewitness.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.RulePack;
import io.firewitness.platform.test.Persona;
import io.firewitness.platform.test.Persona.Organization;
import io.firewitness.platform.test.SignedPacks;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A new rule pack is judged with without a restart; cases of before are judged again, and the difference is shown. */
@AnalysisTest
class RulePackTest {
    private static final Path CAPTURE = Path.of("../samples/dying-backup.pcap");
    private static final String BUILT_IN = RulePack.builtIn().version();
    /** Knows no weight, so nothing can be told from any fact. */
    private static final String WITHOUT_WEIGHTS = SignedPacks.sign("{\"version\": \"2030-01-01.1\", \"weights\": {}}");

    @AfterEach
    void backToTheBuiltInPack() {
        OutsideWorld.RULE_PACK.set("");
    }

    @Test
    void aNewPackIsInUseWithoutARestartAndTheDifferenceIsShown() throws Exception {
        UUID caseId = judged(Organization.AOBA, "Judged twice");
        String history = "/api/v1/cases/" + caseId + "/diagnoses";
        JsonPath first = Given.as(Persona.AIKO).get(history + "/changes").jsonPath();
        assertThat(first.getString("before")).isNull();
        assertThat(first.getString("after.verdictClass")).isEqualTo("firewall-signature-reset");
        assertThat(first.getList("connections")).isEmpty();

        OutsideWorld.RULE_PACK.set(WITHOUT_WEIGHTS);
        analyseAgain(caseId);

        JsonPath list = Given.as(Persona.AIKO).get(history).jsonPath();
        assertThat(list.getList("items.rulePack")).containsExactly("2030-01-01.1", BUILT_IN);
        assertThat(list.getList("items.isCurrent")).containsExactly(true, false);
        JsonPath changes = Given.as(Persona.AIKO).get(history + "/changes").jsonPath();
        assertThat(changes.getString("before.rulePack")).isEqualTo(BUILT_IN);
        assertThat(changes.getString("before.verdictClass")).isEqualTo("firewall-signature-reset");
        assertThat(changes.getString("after.rulePack")).isEqualTo("2030-01-01.1");
        assertThat(changes.getString("after.verdictClass")).isNotEqualTo("firewall-signature-reset");
        assertThat(changes.getInt("changedConnections"))
                .isEqualTo(changes.getList("connections").size())
                .isPositive();
        assertThat(changes.getList("connections.before.verdictClass")).containsOnly("firewall-signature-reset");
        assertThat(changes.getList("connections.after.verdictClass"))
                .doesNotContainNull()
                .doesNotContain("firewall-signature-reset");
        assertThat(changes.getString("connections[0].client")).matches("[0-9.]+:\\d+");

        OutsideWorld.RULE_PACK.set("");
        analyseAgain(caseId);
        assertThat(Given.as(Persona.AIKO).get(history + "/changes").jsonPath().getString("after.verdictClass"))
                .isEqualTo("firewall-signature-reset");
    }

    @Test
    void aPackThatIsNotSignedOrNotUsableIsNotJudgedWith() throws Exception {
        UUID caseId = judged(Organization.AOBA, "Judged by the earlier pack");
        for (String document : new String[] {
            "not signed",
            WITHOUT_WEIGHTS.substring(0, WITHOUT_WEIGHTS.length() - 4) + "AAAA",
            SignedPacks.sign("{\"version\": \"2030-01-01.2\", \"priors\": {}}")
        }) {
            OutsideWorld.RULE_PACK.set(document);
            analyseAgain(caseId);
            assertThat(Given.as(Persona.AIKO)
                            .get("/api/v1/cases/" + caseId + "/diagnosis")
                            .jsonPath()
                            .getString("rulePack"))
                    .as(document)
                    .isEqualTo(BUILT_IN);
        }
    }

    @Test
    void aProvidersCasesAreJudgedAgainButNobodyElses() throws Exception {
        UUID ours = judged(Organization.AOBA, "Of a tenant of Northlight");
        UUID foreign = judged(Organization.RIVA, "Of a tenant of Southgate");
        OutsideWorld.RULE_PACK.set(WITHOUT_WEIGHTS);
        long outdated =
                Given.as(Persona.NORA).get("/api/v1/rejudgements").jsonPath().getLong("outdated");
        assertThat(outdated).isPositive();

        JsonPath started = Given.as(Persona.NORA).post("/api/v1/rejudgements").jsonPath();
        assertThat(started.getString("rulePack")).isEqualTo("2030-01-01.1");
        assertThat(started.getLong("queued")).isEqualTo(outdated);
        assertThat(started.getLong("outdated")).isZero();
        Given.await(() -> rulePack(ours, Persona.MIKA).equals("2030-01-01.1") ? ours : null);
        assertThat(rulePack(foreign, Persona.SVEN)).isEqualTo(BUILT_IN);
        assertThat(Given.as(Persona.NORA)
                        .post("/api/v1/rejudgements")
                        .jsonPath()
                        .getLong("queued"))
                .isZero();
    }

    private static UUID judged(Organization tenant, String title) throws Exception {
        UUID caseId = Given.newCase(tenant, title);
        Given.addFile(tenant, caseId, "dying-backup.pcap", Files.readAllBytes(CAPTURE), 1);
        Given.awaitStatus(tenant == Organization.AOBA ? Persona.AIKO : Persona.SVEN, caseId, "judged");
        return caseId;
    }

    private static void analyseAgain(UUID caseId) throws Exception {
        String run = Given.as(Persona.AIKO)
                .post("/api/v1/cases/" + caseId + "/analyses")
                .jsonPath()
                .getString("id");
        Given.await(() -> {
            JsonPath item =
                    Given.as(Persona.AIKO).get("/api/v1/cases/" + caseId).jsonPath();
            return run.equals(item.getString("analysis.id")) && "done".equals(item.getString("analysis.state"))
                    ? run
                    : null;
        });
    }

    private static String rulePack(UUID caseId, Persona reader) {
        return Given.as(reader)
                .get("/api/v1/cases/" + caseId + "/diagnosis")
                .jsonPath()
                .getString("rulePack");
    }
}
