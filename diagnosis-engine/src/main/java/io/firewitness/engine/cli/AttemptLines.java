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
import java.util.Map;

/** What logs tell of attempts that did not get through: when, how far, why, and the line that says so. */
final class AttemptLines {
    private static final int SHOWN_TRANSFERS = 6;
    private static final int SHOWN_ATTEMPTS = 5;
    private static final Map<String, String> RETRIES = Map.of(
            "task-retry", ", retry within the run",
            "job-retry", ", retry of the job");

    private AttemptLines() {}

    /** Lines for the report; empty where no attempt failed in a log. */
    static List<String> of(Diagnosis d) {
        List<String> lines = new ArrayList<>();
        List<Transfer> failed =
                d.transfers().stream().filter(AttemptLines::hasFailed).toList();
        for (Transfer t : failed.subList(0, Math.min(SHOWN_TRANSFERS, failed.size()))) {
            transfer(lines, t);
        }
        if (failed.size() > SHOWN_TRANSFERS) {
            lines.add("  and %d more objects with failed attempts".formatted(failed.size() - SHOWN_TRANSFERS));
        }
        return lines;
    }

    private static boolean hasFailed(Transfer t) {
        return t.attempts().stream().anyMatch(AttemptLines::isFailed);
    }

    private static boolean isFailed(Attempt a) {
        return a.log() != null && a.outcome().equals("failed");
    }

    private static void transfer(List<String> lines, Transfer t) {
        List<Attempt> failed =
                t.attempts().stream().filter(AttemptLines::isFailed).toList();
        lines.add("  %s of job %s: %d of %d attempts failed"
                .formatted(
                        t.object(),
                        failed.getFirst().log().job(),
                        failed.size(),
                        t.attempts().size()));
        for (Attempt a : failed.subList(0, Math.min(SHOWN_ATTEMPTS, failed.size()))) {
            AttemptLog log = a.log();
            lines.add("    %s%s%s".formatted(times(a), place(a), RETRIES.getOrDefault(log.retry(), "")));
            lines.add("      %s".formatted(log.cause() == null ? "no log names the cause" : log.cause()));
            if (log.cause() != null) {
                Pointer at = cause(log);
                lines.add("      %s:%d".formatted(at.artifact(), at.line()));
            }
        }
        if (failed.size() > SHOWN_ATTEMPTS) {
            lines.add("    and %d more".formatted(failed.size() - SHOWN_ATTEMPTS));
        }
    }

    private static String times(Attempt a) {
        String start = time(a.start(), a.log().startLocal());
        String end = time(a.end(), a.log().endLocal());
        return start + " to " + (start.regionMatches(0, end, 0, 11) ? end.substring(11) : end);
    }

    /** UTC where the zone is known, else as the log prints it. */
    private static String time(Instant instant, String local) {
        if (instant != null) {
            return instant.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
        }
        return local == null ? "unknown" : local.replaceFirst("\\..*", "").replace('T', ' ') + " local time";
    }

    private static String place(Attempt a) {
        String bytes = a.offset() == null ? "" : ", at byte " + a.offset();
        return bytes + (a.progressPercent() == null ? "" : ", at %.0f %%".formatted(a.progressPercent()));
    }

    /** Pointers stand for start, cause and end, as far as these are known. */
    private static Pointer cause(AttemptLog log) {
        boolean hasStart = log.startLocal() != null && log.pointers().size() > 1;
        return log.pointers().get(hasStart ? 1 : 0);
    }
}
