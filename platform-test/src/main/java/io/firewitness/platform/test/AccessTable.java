package io.firewitness.platform.test;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/**
 * Who may call what, as a table that is both the test and the documentation.
 *
 * <p>The table is a text resource. Each line: method, path, then {@code persona=status} for every persona that matters,
 * separated by blanks; {@code anonymous} is a persona too. {@code {name}} in a path is replaced by a given value.
 * A body for creating calls is given per {@code "METHOD path"}. Lines that begin with {@code #} are comments.
 *
 * <p>The table fails where the service's OpenAPI document has an operation without a line, or a line has no operation, or where the
 * document lacks a success of the table, the problem answer or a summary. Where a
 * stranger's answer is 404, it is also compared with the answer to an id that nobody has: status, headers and body are the same.
 */
public final class AccessTable {
    /** Columns that every line must have: nobody, the wrong role, the wrong tenant, the wrong provider, the right people. */
    private static final Set<String> REQUIRED = Set.of("anonymous", "pat", "ken", "sven", "aiko", "mika");

    private final List<Row> rows;
    private final Supplier<Map<String, String>> pathValues;
    private final Map<String, Call> calls;

    private AccessTable(List<Row> rows, Supplier<Map<String, String>> pathValues, Map<String, Call> calls) {
        this.rows = rows;
        this.pathValues = pathValues;
        this.calls = calls;
    }

    /**
     * What a call carries besides its path.
     *
     * @param body null for none
     * @param contentType null for JSON
     */
    public record Call(String body, String contentType, Map<String, String> headers, Map<String, String> query) {
        public static Call json(String body) {
            return new Call(body, null, Map.of(), Map.of());
        }
    }

    /**
     * Reads the table.
     *
     * @param owner finds the resource
     * @param resource name of the table, relative to {@code owner}
     * @param pathValues values for {@code {name}}, for example the id of a new case of tenant Aoba; asked before every
     *     call, so that a call that deletes does not disturb the next
     * @param calls bodies and headers by {@code "METHOD /path"}
     */
    public static AccessTable read(
            Class<?> owner, String resource, Supplier<Map<String, String>> pathValues, Map<String, Call> calls) {
        try (InputStream text = owner.getResourceAsStream(resource)) {
            List<Row> rows = new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Row::parse)
                    .toList();
            return new AccessTable(rows, pathValues, calls);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** One test per cell, plus the one that compares the table with the OpenAPI document. */
    public Stream<DynamicTest> tests() {
        Stream<DynamicTest> complete =
                Stream.of(dynamicTest("every operation has a line, every line an operation", this::compare));
        Stream<DynamicTest> cells = rows.stream()
                .flatMap(row -> row.expected().entrySet().stream()
                        .map(cell -> dynamicTest(
                                row.method() + " " + row.path() + " as " + cell.getKey() + " answers "
                                        + cell.getValue(),
                                () -> check(row, cell.getKey(), cell.getValue()))));
        Stream<DynamicTest> strangers = rows.stream()
                .filter(row -> row.path().contains("{"))
                .flatMap(row -> Stream.of("ken", "sven")
                        .filter(persona -> row.expected().getOrDefault(persona, 0) == 404)
                        .map(persona -> dynamicTest(
                                row.method() + " " + row.path() + " as " + persona + " is as if it were unknown",
                                () -> compareWithUnknown(row, persona))));
        return Stream.of(complete, cells, strangers).flatMap(tests -> tests);
    }

    private void check(Row row, String persona, int status) {
        Response response = call(row, persona, filled(row.path(), pathValues.get()));
        Assertions.assertThat(response.statusCode())
                .as("%s %s as %s: %s", row.method(), row.path(), persona, response.asString())
                .isEqualTo(status);
        if (status >= 400 && !row.method().equals("HEAD")) {
            Assertions.assertThat(response.contentType())
                    .as("%s %s as %s: every refusal is a problem document", row.method(), row.path(), persona)
                    .isEqualTo("application/problem+json");
        }
    }

    private void compareWithUnknown(Row row, String persona) {
        Map<String, String> foreign = pathValues.get();
        Map<String, String> unknown = new LinkedHashMap<>(foreign);
        unknown.replaceAll((name, value) -> isId(value) ? UUID.randomUUID().toString() : value);
        Assertions.assertThat(shape(call(row, persona, filled(row.path(), foreign))))
                .isEqualTo(shape(call(row, persona, filled(row.path(), unknown))));
    }

    /** Everything a caller can compare; only the trace id differs from call to call. */
    private static String shape(Response response) {
        Set<String> headers = new TreeSet<>();
        response.headers().forEach(header -> headers.add(header.getName() + ": " + header.getValue()));
        return response.statusCode() + " " + headers + " "
                + response.asString().replaceAll("\"traceId\":\"[0-9a-f]{32}\"", "");
    }

    private static boolean isId(String value) {
        return value.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    private Response call(Row row, String persona, String path) {
        RequestSpecification request = RestAssured.given();
        if (!"anonymous".equals(persona)) {
            request.auth().oauth2(Tokens.of(Persona.valueOf(persona.toUpperCase(Locale.ROOT))));
        }
        Call call = calls.get(row.method() + " " + row.path());
        if (call != null) {
            request.headers(call.headers());
            request.queryParams(call.query());
            if (call.body() != null) {
                if (call.contentType() == null) {
                    request.contentType(ContentType.JSON);
                } else {
                    request.config(RestAssured.config()
                            .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                    .encodeContentTypeAs(call.contentType(), ContentType.TEXT)));
                    request.contentType(call.contentType());
                }
                request.body(call.body());
            }
        }
        // A value that is encoded already stays as it is.
        return request.urlEncodingEnabled(!path.contains("%")).request(row.method(), path);
    }

    private static String filled(String path, Map<String, String> values) {
        String filled = path;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    private void compare() {
        Map<String, Map<String, Map<String, Object>>> paths = RestAssured.given()
                .accept("application/json")
                .get("/q/openapi?format=json")
                .jsonPath()
                .getMap("paths");
        Set<String> operations = new TreeSet<>();
        paths.forEach((path, methods) -> methods.keySet().stream()
                .filter(AccessTable::isMethod)
                .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        Set<String> listed = new TreeSet<>();
        rows.forEach(row -> listed.add(row.method() + " " + row.path()));
        Assertions.assertThat(listed).isEqualTo(operations);
        List<String> withoutNegatives = new ArrayList<>();
        rows.stream()
                .filter(row -> !row.expected().keySet().containsAll(REQUIRED))
                .forEach(row -> withoutNegatives.add(row.method() + " " + row.path()));
        Assertions.assertThat(withoutNegatives).isEmpty();
        rows.forEach(row ->
                describes(row, paths.get(row.path()).get(row.method().toLowerCase(Locale.ROOT))));
    }

    /** A reader of the OpenAPI document learns what an operation is for, its success and that all else is a problem document. */
    private static void describes(Row row, Map<String, Object> operation) {
        Set<String> promised = ((Map<?, ?>) operation.get("responses"))
                .keySet().stream().map(String::valueOf).collect(Collectors.toSet());
        Set<String> successes = row.expected().values().stream()
                .filter(status -> status < 300)
                .map(String::valueOf)
                .collect(Collectors.toSet());
        Assertions.assertThat(promised)
                .as("%s %s", row.method(), row.path())
                .containsAll(successes)
                .contains("default");
        Assertions.assertThat(operation.get("summary"))
                .as("%s %s", row.method(), row.path())
                .isNotNull();
    }

    private static boolean isMethod(String key) {
        return Set.of("get", "post", "put", "patch", "delete", "head", "options")
                .contains(key);
    }

    private record Row(String method, String path, Map<String, Integer> expected) {
        static Row parse(String line) {
            String[] fields = line.split("\\s+", -1);
            Map<String, Integer> expected = new LinkedHashMap<>();
            for (int i = 2; i < fields.length; i++) {
                String[] cell = fields[i].split("=", 2);
                expected.put(cell[0], Integer.valueOf(cell[1]));
            }
            return new Row(fields[0], fields[1], expected);
        }
    }
}
