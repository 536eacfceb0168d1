package io.firewitness.engine.document;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sentence as key and named arguments, from which every language is rendered.
 *
 * @param key key in {@code messages/en.json} and {@code messages/ja.json}
 * @param args values of the placeholders: strings (shown verbatim), numbers (grouped by locale), instants, or
 *     texts that are a part of the sentence
 */
public record Text(String key, Map<String, Object> args) {
    public Text {
        // In the order of their names: the same files give the same document, byte for byte.
        args = Collections.unmodifiableMap(new TreeMap<>(args));
    }

    /** A sentence without arguments. */
    public static Text of(String key) {
        return new Text(key, Map.of());
    }
}
