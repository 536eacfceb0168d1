package io.firewitness.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.EmbeddedDatabase;
import io.firewitness.platform.test.Persona;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@KnowledgeTest
class SearchTest {
    private static JsonPath search(String question, Object... more) {
        io.restassured.specification.RequestSpecification request =
                BrowseTest.as(Persona.AIKO).queryParam("q", question);
        for (int i = 0; i < more.length; i += 2) {
            request.queryParam((String) more[i], more[i + 1]);
        }
        Response response = request.get("/api/v1/search");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WSACancelBlockingCall | en | winsock-10004.error",
                "10054 | en | winsock-10054.error",
                "12.1.2.172 | en | vbr 12.1.2",
                "isolation test | en | signature-reset.isolation",
                "encrypted key exchange | en | kb2140.key-exchange",
                "鍵交換 | ja | key-exchange.prove",
                "切り分けテスト | ja | signature-reset.isolation",
                "リモートホスト | ja | winsock-10054.error",
                "クラウドゲートウェイ 6180 | ja | vcc.kb2140-gateway",
                "принудительно разорвал | en | winsock-10054.error",
                "pktmon | ja | recipe.pktmon"
            })
    void aQuestionFindsItsStatement(String question, String language, String id) {
        assertThat(search(question, "lang", language).getList("items.id", String.class))
                .contains(id);
    }

    @Test
    void theBestComesFirstAndATitleWeighsMoreThanAText() {
        JsonPath found = search("Fortinet");
        assertThat(found.getList("items.page.unique()", String.class).getFirst())
                .isEqualTo("fortinet");
        List<Float> scores = found.getList("items.score", Float.class);
        assertThat(scores).isSortedAccordingTo((one, other) -> Float.compare(other, one));
        List<String> pages = found.getList("items.page", String.class);
        assertThat(pages.subList(0, 4)).containsOnly("fortinet");
        assertThat(found.getList("items.id", String.class)).contains("kb2140.any-vendor");
    }

    @Test
    void otherFormsOfAnEnglishWordAreFound() {
        assertThat(search("exempting").getInt("total"))
                .isEqualTo(search("exempt", "kind", "").getInt("total"));
    }

    @Test
    void aJapaneseWordIsFoundAsAWholeOnly() {
        assertThat(search("リセット", "lang", "ja").getInt("total")).isPositive();
        assertThat(search("ットリセ", "lang", "ja").getInt("total")).isZero();
    }

    @Test
    void everyWordMustBeThere() {
        int gateway = search("gateway").getInt("total");
        int both = search("gateway 6180").getInt("total");
        assertThat(both).isPositive().isLessThan(gateway);
        assertThat(search("gateway 6180 nonsenseword").getInt("total")).isZero();
    }

    @Test
    void theOtherLanguageIsSearchedToo() {
        JsonPath found = search("鍵交換", "lang", "en");
        assertThat(found.getList("items.language.unique()")).containsExactly("ja");
        assertThat(found.getString("items.find { it.id == 'kb2140.key-exchange' }.title"))
                .isEqualTo("KB2140: signature-based firewalls and backup traffic - Telling it apart");
    }

    @Test
    void theHitIsAPartOfTheExcerpt() {
        JsonPath found = search("鍵交換", "lang", "ja", "kind", "article");
        assertThat(found.getList("items.id")).containsExactly("kb2140.key-exchange");
        assertThat(found.getList("items[0].excerpt.text"))
                .containsExactly("暗号化された", "鍵交換", "を遮断する機能があると、VBRのWAN接続の大半が遮断されます。");
        assertThat(found.getList("items[0].excerpt.hit")).containsExactly(false, true, false);
        assertThat(found.getString("items[0].references[0].url")).isEqualTo("https://www.veeam.com/kb2140");
    }

    @Test
    void aQuestionInMarkupOrInQuerySyntaxIsOnlyWords() {
        for (String hostile : List.of(
                "<script>alert(1)</script>",
                "'; drop table content_search; --",
                "gateway' | 'x",
                "a & | ! (",
                "\\' \\",
                "$$")) {
            Response response =
                    BrowseTest.as(Persona.AIKO).queryParam("q", hostile).get("/api/v1/search");
            assertThat(response.statusCode()).as(hostile).isEqualTo(200);
            assertThat(response.contentType()).startsWith("application/json");
            assertThat(response.asString()).doesNotContain("<script", "<mark", "<b>");
        }
        assertThat(search("gateway").getInt("total")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "。", "😀", "zzzz"})
    void aQuestionWithoutAnAnswerHasAnEmptyOne(String question) {
        JsonPath found = search(question, "kind", "recipe");
        assertThat(found.getList("items")).isEmpty();
        assertThat(found.getInt("total")).isZero();
        assertThat(found.getString("next")).isNull();
    }

    @Test
    void pagesJoinToTheWholeList() {
        List<String> whole = search("the", "limit", 100).getList("items.id");
        List<String> joined = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = search("the", "limit", 7, "cursor", cursor);
            joined.addAll(page.getList("items.id"));
            assertThat(page.getInt("total")).isEqualTo(search("the").getInt("total"));
            cursor = page.getString("next");
        } while (cursor != null && joined.size() < whole.size());
        assertThat(whole).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(joined.subList(0, whole.size())).isEqualTo(whole);
    }

    @Test
    void everyStatementIsInTheTableInBothLanguagesOnce() throws Exception {
        try (Connection superuser = EmbeddedDatabase.named("knowledge").asSuperuser();
                Statement statement = superuser.createStatement();
                ResultSet counts =
                        statement.executeQuery("select count(*), count(distinct id), count(distinct release),"
                                + " count(*) filter (where length(vector) = 0) from content_search")) {
            counts.next();
            assertThat(counts.getInt(1)).isEqualTo(2 * counts.getInt(2)).isGreaterThan(300);
            assertThat(counts.getInt(3)).isEqualTo(1);
            assertThat(counts.getInt(4)).isZero();
        }
    }
}
