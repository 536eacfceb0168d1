package io.firewitness.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The chart of this module, linted and rendered by the real Helm. */
final class Chart {
    static final Path DIRECTORY = Path.of("firewitness");
    static final List<String> SERVICES = List.of("ingest-service", "analysis-service", "knowledge-service", "ui");

    /** Everything that has no default, and nothing else. */
    static final String REQUIRED = """
            image: {registry: registry.example.com/firewitness}
            keycloak: {realmUrl: "https://login.example.com/realms/firewitness"}
            ingest: {secretName: ingest, databaseUrl: "jdbc:postgresql://db.example.com:5432/ingest"}
            analysis: {secretName: analysis, databaseUrl: "jdbc:postgresql://db.example.com:5432/analysis"}
            knowledge: {secretName: knowledge, databaseUrl: "jdbc:postgresql://db.example.com:5432/knowledge"}
            ui: {secretName: ui}
            networkPolicy: {database: [{ipBlock: {cidr: 10.0.0.5/32}}], keycloak: [{ipBlock: {cidr: 10.0.0.6/32}}]}
            """;

    private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());

    private Chart() {}

    /** Renders release {@code fw} with the required values and {@code more} (YAML, merged over them). */
    static List<JsonNode> render(String more) {
        return documents(template(REQUIRED, more));
    }

    /** What Helm prints for the given values files; fails as Helm does. */
    static String template(String... values) {
        var command = new Helm(DIRECTORY)
                .template()
                .withName("fw")
                .withNamespace("firewitness")
                .withKubeVersion("1.30.0");
        for (String text : values) {
            command.withValuesFile(file(text));
        }
        return command.call();
    }

    static LintResult lint() {
        return new Helm(DIRECTORY).lint().strict().call();
    }

    static JsonNode parse(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The one object of this kind and name, without the release's prefix. */
    static JsonNode object(List<JsonNode> manifests, String kind, String name) {
        return manifests.stream()
                .filter(object -> object.at("/kind").asText().equals(kind)
                        && object.at("/metadata/name").asText().equals("fw-" + name))
                .findAny()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    private static List<JsonNode> documents(String text) {
        try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            List<JsonNode> documents = new ArrayList<>();
            values.forEachRemaining(document -> {
                if (document.isObject()) {
                    documents.add(document);
                }
            });
            return documents;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path file(String text) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, text);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
