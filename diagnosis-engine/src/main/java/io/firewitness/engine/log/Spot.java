package io.firewitness.engine.log;

/**
 * One printed position of an attempt.
 *
 * @param unit how it is counted
 * @param value in that unit
 * @param at where it is printed
 * @param isConfirmed false where the wording is known from memory only
 */
record Spot(Unit unit, long value, Where at, boolean isConfirmed) {
    /** What a position counts, the most exact first. */
    enum Unit {
        BLOCK,
        BYTE,
        /** Bytes from a rounded size such as {@code 71.3 GB}. */
        ROUNDED_BYTE,
        PERCENT
    }
}
