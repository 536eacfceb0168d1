package io.firewitness.engine.log.archive;

import java.io.IOException;
import java.util.Map;

/** A limit was met; what came out before it is used. */
final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1;

    private final String key;
    private final transient Map<String, Object> args;

    TooMuchException(String key) {
        this(key, Map.of());
    }

    TooMuchException(String key, Map<String, Object> args) {
        super(key);
        this.key = key;
        this.args = args;
    }

    /** Key of the sentence that says which limit. */
    String key() {
        return key;
    }

    /** Its arguments. */
    Map<String, Object> args() {
        return args;
    }
}
