package io.firewitness.analysis.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** One run over a case's files. */
public record Analysis(
        UUID id,
        State state,
        Progress progress,
        Instant queuedAt,
        Instant startedAt,
        Instant finishedAt,
        int attempt,
        Failure error) {

    /** Where a run stands. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        /** A run over a later set of files took its place. */
        SUPERSEDED;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How far a run is.
     *
     * @param percent 0 to 100 of all bytes of the case
     * @param artifact name of the file being read; null between files
     */
    public record Progress(int percent, String stage, String artifact, Long bytesDone, Long bytesTotal) {}

    /** Why it failed, as a message code. */
    public record Failure(String code) {}
}
