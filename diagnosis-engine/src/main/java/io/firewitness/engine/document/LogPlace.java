package io.firewitness.engine.document;

/**
 * A position as a log prints it.
 *
 * @param unit {@code block}, {@code byte}, {@code rounded-byte} (from a size such as {@code 71.3 GB}) or {@code percent}
 * @param value in that unit
 * @param isConfirmed false where the line's wording is known from memory only
 */
public record LogPlace(
        String unit,
        long value,
        String artifact,
        long line,
        @Member("confirmed") boolean isConfirmed) {}
