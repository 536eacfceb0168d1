package io.firewitness.platform.paging;

import io.firewitness.platform.problem.CommonProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in a list ordered by time and id. Opaque to clients: Base64url of both.
 *
 * @param at microseconds at most, as PostgreSQL keeps them
 */
public record Cursor(Instant at, UUID id) {
    /** The form that is sent to clients. */
    public String encode() {
        String text = at + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what a client sent back; null and blank mean the beginning of the list.
     *
     * @throws io.firewitness.platform.problem.ProblemException 400 {@code bad-request} for anything that {@link #encode} did not write
     */
    public static Optional<Cursor> decode(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return Optional.empty();
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 2);
            return Optional.of(new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1])));
        } catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException malformed) {
            throw CommonProblem.BAD_REQUEST.exception();
        }
    }
}
