package io.firewitness.engine.log.archive;

import java.io.IOException;

/** A limit was met; what came out before it is used. */
final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1;

    private final String key;

    TooMuchException(String key) {
        super(key);
        this.key = key;
    }

    /** Key of the sentence that says which limit. */
    String key() {
        return key;
    }
}
