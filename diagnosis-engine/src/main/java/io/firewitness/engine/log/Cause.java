package io.firewitness.engine.log;

import io.firewitness.engine.log.Grammar.Signature;
import java.util.List;

/**
 * The first sentence of an error chain: everything after it is follow-up.
 *
 * @param at the line
 * @param text the line's message, secrets removed
 * @param signatures known errors in that line
 */
record Cause(Where at, String text, List<Signature> signatures) {
    Cause {
        signatures = List.copyOf(signatures);
    }
}
