package io.firewitness.engine.document;

import java.util.Map;

/**
 * A sentence as key and named arguments, from which every language is rendered.
 *
 * @param key key in {@code messages/en.json} and {@code messages/ja.json}
 * @param args values of the placeholders: strings (shown verbatim), numbers (grouped by locale), instants, or
 *     texts that are a part of the sentence
 */
public record Text(String key, Map<String, Object> args) {
    public Text {
        args = Map.copyOf(args);
    }

    /** A sentence without arguments. */
    public static Text of(String key) {
        return new Text(key, Map.of());
    }
}
