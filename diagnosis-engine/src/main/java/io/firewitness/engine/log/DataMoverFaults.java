package io.firewitness.engine.log;

import io.firewitness.engine.log.Grammar.Match;
import io.firewitness.engine.log.scan.Level;
import java.util.List;

/** Error chains of a data mover's log, and the reconnects before each of them. */
final class DataMoverFaults {
    /** Lines of one error chain lie within this time. */
    static final long CHAIN_MILLIS = 3000;

    private static final int LONGEST_CHAIN = 16;

    private final LogFile file;
    private final CaseFacts facts;
    private final OpenRuns runs;
    private Fault fault;
    private long faultThread;
    private long faultLocal;
    private int resumes;
    private Where firstResume;
    private Where lastResume;

    DataMoverFaults(LogFile file, CaseFacts facts, OpenRuns runs) {
        this.file = file;
        this.facts = facts;
        this.runs = runs;
    }

    /** The last one; null where the file had none. */
    Fault last() {
        return fault;
    }

    /** A warning: the network failed, and the data mover tried again. */
    void warning(Where at, List<Match> known) {
        if (known.stream().anyMatch(k -> k.signature().isNetwork())) {
            resumes++;
            firstResume = firstResume == null ? at : firstResume;
            lastResume = at;
        }
    }

    /** An error, or a line that continues one. */
    void error(Level level, long thread, Cause cause) {
        boolean isChained =
                fault != null && faultThread == thread && Math.abs(cause.at().local() - faultLocal) <= CHAIN_MILLIS;
        if (level == Level.ERROR && !isChained) {
            begin(cause, thread);
        } else if (isChained && fault.chain.size() < LONGEST_CHAIN) {
            fault.chain.add(cause);
        }
    }

    private void begin(Cause cause, long thread) {
        fault = new Fault(cause);
        faultThread = thread;
        faultLocal = cause.at().local();
        fault.resumes = resumes;
        fault.firstResume = firstResume;
        fault.lastResume = lastResume;
        resumes = 0;
        firstResume = null;
        facts.fault(file, fault);
        Run run = runs.folderRun();
        if (run != null) {
            run.cause = cause;
        }
    }
}
