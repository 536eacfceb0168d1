package io.firewitness.knowledge.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.firewitness.knowledge.content.Source;
import java.util.Locale;
import java.util.Map;

/** From content to an answer: one language in place of two, and sources with title, address and date in place of ids. */
final class Renderer {
    private final ObjectMapper json;
    private final Map<String, Source> sources;

    Renderer(ObjectMapper json, Map<String, Source> sources) {
        this.json = json;
        this.sources = Map.copyOf(sources);
    }

    JsonNode render(Object value, Locale language) {
        return rendered(json.valueToTree(value), language);
    }

    private JsonNode rendered(JsonNode node, Locale language) {
        if (node instanceof ArrayNode array) {
            ArrayNode result = json.createArrayNode();
            array.forEach(element -> result.add(rendered(element, language)));
            return result;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (object.size() == 2 && object.has("en") && object.has("ja")) {
            return TextNode.valueOf(object.get(language.getLanguage()).asText());
        }
        ObjectNode result = json.createObjectNode();
        object.properties()
                .forEach(member -> result.set(
                        member.getKey(),
                        member.getKey().equals("sources")
                                ? expanded(member.getValue())
                                : rendered(member.getValue(), language)));
        return result;
    }

    private ArrayNode expanded(JsonNode ids) {
        ArrayNode result = json.createArrayNode();
        ids.forEach(id -> {
            Source source = sources.get(id.asText());
            ObjectNode shown = result.addObject()
                    .put("id", source.id())
                    .put("title", source.title())
                    .put("url", source.url())
                    .put("date", source.reviewed().toString());
            if (source.changed() != null) {
                shown.put("changed", source.changed().toString());
            }
        });
        return result;
    }
}
