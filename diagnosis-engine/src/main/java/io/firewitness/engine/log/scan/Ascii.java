package io.firewitness.engine.log.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Steps over bytes of ASCII text. All take the place to begin at and the end, and return a place; none makes an object. */
final class Ascii {
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long NEW_LINES = 0x0A0A0A0A0A0A0A0AL;
    private static final long BLANKS = 0x2020202020202020L;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int MOST_DIGITS = 9;

    private Ascii() {}

    /** The next line end, or {@code to}. */
    static int newLine(byte[] b, int from, int to) {
        int at = from;
        while (at + 8 <= to) {
            // A byte that equals the line end makes a zero byte, and that is found by its borrow (Mycroft 1987).
            long word = (long) LONG.get(b, at) ^ NEW_LINES;
            long zero = (word - ONES) & ~word & HIGHS;
            if (zero != 0) {
                return at + (Long.numberOfTrailingZeros(zero) >>> 3);
            }
            at += 8;
        }
        while (at < to && b[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Behind blanks and tabs. */
    static int afterBlanks(byte[] b, int from, int to) {
        int at = from;
        while (at + 8 <= to && (long) LONG.get(b, at) == BLANKS) {
            at += 8;
        }
        while (at < to && (b[at] == ' ' || b[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** Behind at most nine digits. */
    static int afterDigits(byte[] b, int from, int to) {
        int limit = Math.min(to, from + MOST_DIGITS);
        int at = from;
        while (at < limit && isDigit(b[at])) {
            at++;
        }
        return at;
    }

    /** Value of the digits {@code b[from, to)}, at most 18; 0 where there are none. */
    static long value(byte[] b, int from, int to) {
        long value = 0;
        for (int at = from; at < to; at++) {
            value = value * 10 + b[at] - '0';
        }
        return value;
    }

    /** Value of the two digits at a place, or a negative number. */
    static int pair(byte[] b, int at, int to) {
        if (at + 2 > to) {
            return -1;
        }
        int high = b[at] - '0';
        int low = b[at + 1] - '0';
        return (high | low | (9 - high) | (9 - low)) < 0 ? -1 : high * 10 + low;
    }

    static boolean is(byte[] b, int at, int to, char wanted) {
        return at < to && b[at] == wanted;
    }

    static boolean is(byte[] b, int from, int to, String word) {
        if (from + word.length() > to) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (b[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(byte c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }
}
