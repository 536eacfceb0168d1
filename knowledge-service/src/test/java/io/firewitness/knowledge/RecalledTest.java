package io.firewitness.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firewitness.knowledge.content.ContentReader;
import io.firewitness.platform.test.Persona;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was only recalled reaches nobody: not by any address, in any form, in any language. */
@KnowledgeTest
class RecalledTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LANGUAGES = List.of("en", "ja");

    /** A class, and the rule that selects the plan where the class does not. */
    static Stream<Arguments> plans() {
        return ContentReader.read().content().guides().stream()
                .map(guide -> guide.evidence() == null
                        ? Arguments.of(guide.verdictClass(), "none")
                        : Arguments.of("insufficient", guide.evidence()));
    }

    @Test
    void noReadShowsARecalledStatement() throws IOException {
        int statuses = 0;
        for (String path : HttpTest.reads()) {
            for (String language : LANGUAGES) {
                Response response =
                        BrowseTest.as(Persona.NORA).get(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
                assertThat(response.statusCode()).as(path).isEqualTo(200);
                statuses += founded(path, response.asString());
            }
        }
        assertThat(statuses).isGreaterThan(500);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void noFormOfAPlanShowsARecalledStatement(String verdictClass, String rule) throws IOException {
        String body = """
                {"diagnosis": {"verdict": {"class": "%s"}, "connections": [{"transport": "tcp",
                  "client": {"address": "10.20.4.31", "port": 50123}, "server": {"address": "10.60.0.12", "port": 2501},
                  "verdict": {"class": "%1$s"}, "evidence": [{"rule": "%2$s"}]}], "notEvaluated": [{"rule": "two-sided-rst"}]}}""".formatted(verdictClass, rule);
        for (String language : LANGUAGES) {
            for (String format : List.of("json", "markdown", "html", "text", "csv")) {
                Response response = Own.write(Persona.NORA)
                        .body(body)
                        .post("/api/v1/guidance?format=" + format + "&lang=" + language);
                assertThat(response.statusCode()).as(format).isEqualTo(200);
                assertThat(response.asString()).as(format).doesNotContainIgnoringCase("recalled");
                if (format.equals("json")) {
                    assertThat(founded(verdictClass, response.asString())).isPositive();
                }
            }
        }
    }

    /** Every status in an answer is one that may be shown. @return how many there are */
    private static int founded(String of, String answer) throws IOException {
        assertThat(answer).as(of).doesNotContainIgnoringCase("recalled");
        List<JsonNode> statuses = JSON.readTree(answer).findValues("status");
        assertThat(statuses)
                .as(of)
                .allMatch(status -> List.of("CONFIRMED", "REASONED").contains(status.asText()));
        return statuses.size();
    }
}
