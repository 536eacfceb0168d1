package io.firewitness.engine.document;

import java.time.Instant;
import java.util.List;

/**
 * One try at moving one object.
 *
 * @param id stable within the document
 * @param start begin; {@code null} where unknown
 * @param end end; {@code null} where unknown
 * @param offset bytes of the object that got through; {@code null} where only a percentage is known
 * @param progressPercent progress at the end as the log states it
 * @param artifact file that shows the attempt
 * @param lines first and last log line; empty for a capture
 * @param connection id of the connection; {@code null} for a log
 * @param error id of the error signature; {@code null} where none was seen
 * @param outcome {@code failed}, {@code completed}, {@code stopped} (with another disk, or by hand) or {@code unknown}
 * @param log what logs tell beyond that; {@code null} for a capture
 */
public record Attempt(
        String id,
        Instant start,
        Instant end,
        Long offset,
        Double progressPercent,
        String artifact,
        List<Long> lines,
        String connection,
        String error,
        String outcome,
        AttemptLog log) {
    public Attempt {
        lines = List.copyOf(lines);
    }

    /** An attempt seen in a capture. */
    public Attempt(
            String id,
            Instant start,
            Instant end,
            Long offset,
            Double progressPercent,
            String artifact,
            List<Long> lines,
            String connection,
            String error,
            String outcome) {
        this(id, start, end, offset, progressPercent, artifact, lines, connection, error, outcome, null);
    }

    /** The same attempt with the connection that carried it. */
    public Attempt on(String carrier) {
        return new Attempt(id, start, end, offset, progressPercent, artifact, lines, carrier, error, outcome, log);
    }
}
