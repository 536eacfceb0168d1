package io.firewitness.engine.log;

import io.firewitness.engine.log.Grammar.Signature;
import java.util.List;

/**
 * The first sentence of an error chain: everything after it is follow-up.
 *
 * @param at the line
 * @param text the line's message, secrets removed
 * @param signatures known errors in that line
 * @param isConfirmed false where it is known by wording from memory only
 */
record Cause(Where at, String text, List<Signature> signatures, boolean isConfirmed) {
    Cause {
        signatures = List.copyOf(signatures);
    }

    /** The everyday reason it names, or null. */
    String ordinary() {
        for (Signature s : signatures) {
            if (s.type().equals("control")) {
                return s.cause();
            }
        }
        return null;
    }

    boolean isNetwork() {
        return signatures.stream().anyMatch(Signature::isNetwork);
    }
}
