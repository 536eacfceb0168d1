package io.firewitness.knowledge.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Map;

/** The JSON Schemas beside the content: what each kind of file may hold. */
final class ContentSchemas {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final Map<String, String> OF_FOLDER = Map.of(
            "products", "product",
            "ports", "ports",
            "errors", "error",
            "vendors", "vendor",
            "articles", "article",
            "guidance", "guide");

    private ContentSchemas() {}

    /** What a file breaks, as sentences with the place; empty for nothing. */
    static List<String> violations(String file, byte[] bytes) {
        JsonNode tree = ContentReader.tree(file, bytes);
        return schema(file)
                .validate(
                        tree.toString(),
                        InputFormat.JSON,
                        run -> run.getExecutionConfig().setFormatAssertionsEnabled(true))
                .stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
    }

    private static JsonSchema schema(String file) {
        return FACTORY.getSchema(SchemaLocation.of("classpath:content/schema/" + name(file) + ".schema.json"));
    }

    /** A file in no folder is the only one of its kind, as are the recipes beside the guides. */
    private static String name(String file) {
        int slash = file.indexOf('/');
        return slash < 0 || file.equals("guidance/recipes.yaml")
                ? file.substring(slash + 1, file.length() - ".yaml".length())
                : OF_FOLDER.get(file.substring(0, slash));
    }
}
