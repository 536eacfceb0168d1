package io.firewitness.engine.cli;

import io.firewitness.engine.document.Attempt;
import io.firewitness.engine.document.AttemptLog;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Pointer;
import io.firewitness.engine.document.Transfer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What logs tell of attempts that did not get through: when, how far, why, and the line that says so. */
final class AttemptLines {
    private static final int SHOWN_TRANSFERS = 6;
    private static final int SHOWN_ATTEMPTS = 5;
    private static final Set<String> RETRIES = Set.of("task-retry", "job-retry");

    private final Wording wording;

    private AttemptLines(Wording wording) {
        this.wording = wording;
    }

    /** Lines for the report; empty where no attempt failed in a log. */
    static List<String> of(Diagnosis d, Wording wording) {
        AttemptLines attempts = new AttemptLines(wording);
        List<String> lines = new ArrayList<>();
        List<Transfer> failed =
                d.transfers().stream().filter(AttemptLines::hasFailed).toList();
        for (Transfer t : failed.subList(0, Math.min(SHOWN_TRANSFERS, failed.size()))) {
            attempts.transfer(lines, t);
        }
        if (failed.size() > SHOWN_TRANSFERS) {
            lines.add("  " + wording.say("more-objects", "count", failed.size() - SHOWN_TRANSFERS));
        }
        return lines;
    }

    private static boolean hasFailed(Transfer t) {
        return t.attempts().stream().anyMatch(AttemptLines::isFailed);
    }

    private static boolean isFailed(Attempt a) {
        return a.log() != null && a.outcome().equals("failed");
    }

    private void transfer(List<String> lines, Transfer t) {
        List<Attempt> failed =
                t.attempts().stream().filter(AttemptLines::isFailed).toList();
        lines.add("  "
                + wording.say(
                        "object",
                        "object",
                        t.object(),
                        "job",
                        String.valueOf(failed.getFirst().log().job()),
                        "failed",
                        failed.size(),
                        "all",
                        t.attempts().size()));
        for (Attempt a : failed.subList(0, Math.min(SHOWN_ATTEMPTS, failed.size()))) {
            AttemptLog log = a.log();
            lines.add("    " + whenAndWhere(a));
            lines.add("      " + (log.cause() == null ? wording.say("no-cause") : log.cause()));
            if (log.cause() != null) {
                Pointer at = cause(log);
                lines.add("      %s:%d".formatted(at.artifact(), at.line()));
            }
        }
        if (failed.size() > SHOWN_ATTEMPTS) {
            lines.add("    " + wording.say("more", "count", failed.size() - SHOWN_ATTEMPTS));
        }
    }

    private String whenAndWhere(Attempt a) {
        String start = time(a.start(), a.log().startLocal());
        String end = time(a.end(), a.log().endLocal());
        String told = wording.say(
                "times", "start", start, "end", start.regionMatches(0, end, 0, 11) ? end.substring(11) : end);
        if (a.offset() != null) {
            told = wording.say("at-byte", "times", told, "byte", String.valueOf(a.offset()));
        }
        if (a.progressPercent() != null) {
            told = wording.say("at-percent", "times", told, "percent", Math.round(a.progressPercent()));
        }
        return RETRIES.contains(String.valueOf(a.log().retry()))
                ? wording.say(a.log().retry(), "times", told)
                : told;
    }

    /** UTC where the zone is known, else as the log prints it. */
    private String time(Instant instant, String local) {
        if (instant != null) {
            return instant.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
        }
        return local == null
                ? wording.say("no-time")
                : wording.say(
                        "local-time", "time", local.replaceFirst("\\..*", "").replace('T', ' '));
    }

    /** Pointers stand for start, cause and end, as far as these are known. */
    private static Pointer cause(AttemptLog log) {
        boolean hasStart = log.startLocal() != null && log.pointers().size() > 1;
        return log.pointers().get(hasStart ? 1 : 0);
    }
}
