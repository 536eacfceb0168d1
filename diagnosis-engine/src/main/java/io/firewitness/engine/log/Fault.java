package io.firewitness.engine.log;

import java.util.ArrayList;
import java.util.List;

/** One error chain of a data mover's log, with the resumes before it. */
final class Fault {
    final Cause cause;
    final List<Spot> blocks = new ArrayList<>();
    final List<Cause> chain = new ArrayList<>();
    String disk;
    int resumes;
    Where firstResume;
    Where lastResume;
    boolean isTaken;

    /** What this chain says that no network does: an everyday cause anywhere in it, else a first sentence of unknown wording. */
    Cause ofItsOwn(Grammar grammar) {
        if (cause.ordinary() != null) {
            return cause;
        }
        for (Cause c : chain) {
            if (c.ordinary() != null) {
                return c;
            }
        }
        boolean isUnknown = cause.signatures().isEmpty() && !grammar.isWrapper(cause.text());
        return isUnknown ? cause : null;
    }

    Fault(Cause cause) {
        this.cause = cause;
    }
}
