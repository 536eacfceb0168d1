package io.firewitness.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firewitness.platform.test.Persona;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole plans for representative cases (verdict, product, version band, vendor, topology), as a ticket holds them. What was reviewed and
 * how stands beside the files, in {@code golden/README.md}.
 */
@KnowledgeTest
class PlansTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GOLDEN = Path.of("src/test/resources/io/firewitness/knowledge/golden/plans");

    static Stream<Arguments> plans() throws IOException {
        try (InputStream cases = PlansTest.class.getResourceAsStream("golden/plans/cases.json")) {
            List<Arguments> plans = new ArrayList<>();
            JSON.readTree(cases)
                    .properties()
                    .forEach(plan -> Stream.of("en", "ja")
                            .forEach(language -> plans.add(Arguments.of(plan.getKey(), language, plan.getValue()))));
            return plans.stream();
        }
    }

    /** To accept a change: delete the file, run the test, read the new file line by line, and run again. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("plans")
    void theWholePlanIsTheReviewedOne(String name, String language, JsonNode request) throws IOException {
        Response response =
                Own.write(Persona.AIKO).body(request.toString()).post("/api/v1/guidance?format=text&lang=" + language);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        // The version of the knowledge changes with every word of the content.
        String actual = response.asString().replaceAll("\\d{4}-\\d\\d-\\d\\d\\.[0-9a-f]{8}", "-");
        Path file = GOLDEN.resolve(name + "." + language + ".txt");
        if (Files.notExists(file)) {
            Files.writeString(file, actual);
            throw new AssertionError(file + " was missing and has been written: review it, then run again");
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
