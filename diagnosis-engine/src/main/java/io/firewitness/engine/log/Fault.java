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

    Fault(Cause cause) {
        this.cause = cause;
    }
}
