package io.firewitness.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.Persona;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@KnowledgeTest
class StatementTest {
    private static JsonPath get(String path) {
        Response response = BrowseTest.as(Persona.AIKO).get("/api/v1/" + path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    private static int total(String filter) {
        return get("statements?limit=1&" + filter).getInt("total");
    }

    @Test
    void theOldestReviewComesFirstAndPagesJoinToTheWholeList() {
        List<String> ids = new ArrayList<>();
        List<String> dates = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = get("statements?limit=40&cursor=" + cursor);
            ids.addAll(page.getList("items.id"));
            dates.addAll(page.getList("items.reviewed"));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(ids).hasSize(total("")).doesNotHaveDuplicates().hasSizeGreaterThan(200);
        assertThat(dates).isSortedAccordingTo(Comparator.naturalOrder());
    }

    @Test
    void everyStatementHasItsStatusAndItsSource() {
        assertThat(total("status=CONFIRMED") + total("status=REASONED")).isEqualTo(total(""));
        JsonPath page = get("statements?limit=200");
        assertThat(page.getList("items.references", List.class)).allMatch(references -> !references.isEmpty());
        assertThat(page.getList("items.text", String.class)).allMatch(text -> !text.isBlank());
        assertThat(page.getList("items.status.unique()", String.class)).doesNotContain("RECALLED");
    }

    /** Who reads a plan outside a case reads its steps in the order they are done. */
    @Test
    void theStepsOfAPlanKeepTheirOrder() {
        List<Map<String, Object>> items =
                get("statements?kind=guidance&limit=200").getList("items");
        assertThat(items.stream()
                        .filter(item -> item.get("page").equals("firewall-signature-reset"))
                        .sorted(Comparator.comparing(item -> (Integer) item.get("order")))
                        .map(item -> item.get("id"))
                        .limit(4))
                .containsExactly(
                        "signature-reset.firewall-log",
                        "signature-reset.isolation",
                        "signature-reset.exempt",
                        "signature-reset.verify");
    }

    @Test
    void filtersNarrow() {
        JsonPath ofArticle = get("statements?source=kb2140&kind=article");
        assertThat(ofArticle.getInt("total")).isEqualTo(17);
        assertThat(ofArticle.getList("items.page.unique()")).containsExactly("kb2140");
        assertThat(total("reviewedBefore=2026-11-23")).isZero();
        assertThat(total("reviewedBefore=2026-11-24")).isPositive();
        assertThat(total("sourceChanged=true")).isZero();
    }

    @Test
    void aContradictedStatementShowsAllSides() {
        JsonPath found = get("statements?contradicted=true&lang=ja");
        assertThat(found.getList("items.id", String.class))
                .containsExactlyInAnyOrder(
                        "kb2140.range",
                        "kb2140.gateway",
                        "vbr.kb2140-range",
                        "vbr.v13-transport",
                        "vbr.upgraded-range",
                        "vcc.agent-gateway");
        String agent = "items.find { it.id == 'vcc.agent-gateway' }.contradictions[0].";
        assertThat(found.getList(agent + "sides.id")).containsExactly("kb2140.gateway", "vcc.agent-gateway");
        assertThat(found.getList(agent + "sides.references.flatten().url", String.class))
                .contains("https://www.veeam.com/kb2140", "https://helpcenter.veeam.com/docs/vbr/cloud/ports.html");
        assertThat(found.getString(agent + "question")).isEqualTo("エージェントからクラウドゲートウェイへのUDP 6180の要否");
        assertThat(found.getString(agent + "status")).isEqualTo("REASONED");
        assertThat(found.getList("items.find { it.id == 'kb2140.range' }.contradictions.id"))
                .containsExactly("contradiction.data-port", "contradiction.range-end");
    }

    @Test
    void everySourceSaysHowManyStatementsRestOnIt() {
        JsonPath sources = get("sources");
        String article = "items.find { it.id == 'kb2140' }.";
        assertThat(sources.getString(article + "reviewed")).isEqualTo("2026-11-23");
        assertThat(sources.getString(article + "changed")).isNull();
        assertThat(sources.getInt(article + "statements")).isEqualTo(total("source=kb2140"));
        assertThat(sources.getList("items.findAll { it.statements == 0 }.id")).isEmpty();
    }
}
