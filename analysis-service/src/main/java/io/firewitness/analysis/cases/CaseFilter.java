package io.firewitness.analysis.cases;

import io.firewitness.platform.problem.CommonProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What a list of cases is limited to; null means no limit.
 *
 * @param query part of number, title or tenant name
 */
record CaseFilter(String query, String verdictClass, String status, UUID tenant, String band) {
    /** The place in a list ordered by last change, newest first. */
    record Cursor(Instant updatedAt, UUID id) {
        String encode() {
            String text = updatedAt + " " + id;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Empty for the beginning of the list. */
        static Optional<Cursor> decode(String cursor) {
            if (cursor == null || cursor.isEmpty()) {
                return Optional.empty();
            }
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 2);
                return Optional.of(new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1])));
            } catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException malformed) {
                throw CommonProblem.BAD_REQUEST.exception();
            }
        }
    }
}
