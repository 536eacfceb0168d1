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
        if (grammar.isClearingUp(cause.text())) {
            return null;
        }
        if (cause.ordinary() != null) {
            return cause;
        }
        for (Cause c : chain) {
            if (c.ordinary() != null && !grammar.isClearingUp(c.text())) {
                return c;
            }
        }
        boolean isUnknown = cause.signatures().isEmpty() && !grammar.isWrapper(cause.text());
        return isUnknown ? cause : null;
    }

    /** What it is known by where its log was handed over twice. */
    String identity() {
        return cause.at().local() + " " + cause.text()
                + (blocks.isEmpty() ? "" : " " + blocks.getFirst().value());
    }

    Fault(Cause cause) {
        this.cause = cause;
    }
}
