package io.firewitness.knowledge.catalog;

import io.firewitness.platform.problem.CommonProblem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A part of a list that never changes within a release, so a place in it is a number.
 *
 * @param total length of the whole list
 * @param offset place of the first item
 */
public record Page<T>(List<T> items, long total, int offset) {
    /** The most that a place can be; no list here comes near. */
    private static final int MAX_OFFSET = 100_000;

    public Page {
        items = List.copyOf(items);
    }

    /** The page of {@code list} that begins at {@code offset}. */
    public static <T> Page<T> of(List<T> list, int limit, int offset) {
        int start = Math.min(offset, list.size());
        return new Page<>(list.subList(start, Math.min(start + limit, list.size())), list.size(), offset);
    }

    /** The cursor of the next page; null at the end. */
    public String next() {
        long end = (long) offset + items.size();
        return items.isEmpty() || end >= total
                ? null
                : Base64.getUrlEncoder().withoutPadding().encodeToString(("o" + end).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The place that a cursor names; null and empty mean the beginning.
     *
     * @throws io.firewitness.platform.problem.ProblemException 400 {@code bad-request} for anything that {@link #next} did not write
     */
    public static int offset(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return 0;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.matches("o\\d{1,6}") && Integer.parseInt(text.substring(1)) <= MAX_OFFSET) {
                return Integer.parseInt(text.substring(1));
            }
        } catch (IllegalArgumentException malformed) {
            // Answered below, like every other text that is no cursor.
        }
        throw CommonProblem.BAD_REQUEST.exception();
    }
}
