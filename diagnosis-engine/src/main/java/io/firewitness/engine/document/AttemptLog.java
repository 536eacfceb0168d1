package io.firewitness.engine.document;

import java.time.Instant;
import java.util.List;

/**
 * What logs tell about one attempt beyond its time and place.
 *
 * @param basis what makes it an attempt: {@code task-session}, {@code job-session}, {@code session-folder}, {@code object-run} or
 *     {@code data-mover}
 * @param retry {@code first}, {@code task-retry} (again within one run of the job), {@code job-retry} (a run that the one before
 *     announced) or {@code run}
 * @param resumes how often the link died and was taken up again inside the attempt
 * @param cause first sentence of the error chain, secrets removed; {@code null} where none is printed
 * @param ordinaryCause everyday reason the cause names, as {@code repository-full}; {@code null} where it names none
 * @param signatures known errors in the cause
 * @param notComparable why it proves nothing about a common place: {@code completed}, {@code zero-progress},
 *     {@code control-cause}, {@code cause-unknown}, {@code stopped}, {@code incremental}, {@code no-position}; {@code null} where
 *     it does
 * @param cutAt time of the first error line; {@code null} where it or its zone is unknown
 * @param startLocal start as printed, without zone; {@code null} where unknown
 * @param endLocal end as printed
 * @param places every printed position, the most exact first
 * @param pointers start, cause and end
 */
public record AttemptLog(
        String job,
        String jobId,
        String jobSession,
        String taskSession,
        String basis,
        String retry,
        int resumes,
        String cause,
        String ordinaryCause,
        List<String> signatures,
        String notComparable,
        Instant cutAt,
        String startLocal,
        String endLocal,
        List<LogPlace> places,
        List<LogEndpoint> endpoints,
        List<Pointer> pointers) {
    public AttemptLog {
        signatures = List.copyOf(signatures);
        places = List.copyOf(places);
        endpoints = List.copyOf(endpoints);
        pointers = List.copyOf(pointers);
    }
}
