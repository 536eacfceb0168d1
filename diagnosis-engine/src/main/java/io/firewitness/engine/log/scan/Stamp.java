package io.firewitness.engine.log.scan;

import static io.firewitness.engine.log.scan.Ascii.LONG;
import static io.firewitness.engine.log.scan.Ascii.afterBlanks;
import static io.firewitness.engine.log.scan.Ascii.afterDigits;
import static io.firewitness.engine.log.scan.Ascii.isDigit;
import static io.firewitness.engine.log.scan.Ascii.pair;
import static io.firewitness.engine.log.scan.Ascii.value;

/** Date and time of a line. Reused; its methods return the place behind what they read, or -1. */
final class Stamp {
    /** Length of {@code dd.MM.yyyy HH:mm}, the part that most lines share with the one before. */
    private static final int TO_MINUTE = 16;

    private int first;
    private int second;
    private int year;
    private int millisOfDay;

    /** The bytes of the last stamp up to its minute, in two halves, and what they say. Zero bytes: there is none. */
    private long head;

    private long tail;
    private int minuteOfDay;

    /** The first number of the date: day for all families but {@link Family#VB365}, where it may be the month. */
    int first() {
        return first;
    }

    /** The second number of the date. */
    int second() {
        return second;
    }

    /** 0 where there is no date. */
    int year() {
        return year;
    }

    int millisOfDay() {
        return millisOfDay;
    }

    /** The line has no date. */
    void noDate() {
        first = second = year = 0;
        head = tail = 0;
    }

    /** A date, blanks and a time. What equals the last stamp up to the minute is not read again. */
    int dateAndTime(byte[] b, int from, int to) {
        int seconds = from + TO_MINUTE + 1;
        boolean isRepeated = seconds + 2 <= to
                && (long) LONG.get(b, from) == head
                && (long) LONG.get(b, from + 8) == tail
                && b[seconds - 1] == ':';
        if (isRepeated) {
            int sec = pair(b, seconds, to);
            return sec < 0 || sec > 60 ? -1 : fraction(b, seconds + 2, to, minuteOfDay, sec);
        }
        int date = date(b, from, to);
        int time = date < 0 ? -1 : afterBlanks(b, date, to);
        if (date < 0 || time == date) {
            return -1;
        }
        int end = time(b, time, to);
        boolean isUsual = end > 0 && date == from + 10 && time == date + 1 && afterDigits(b, time, to) == time + 2;
        if (isUsual) {
            head = (long) LONG.get(b, from);
            tail = (long) LONG.get(b, from + 8);
            minuteOfDay = millisOfDay / 60_000;
        }
        return end;
    }

    /** {@code dd.MM.yyyy}, {@code MM/dd/yyyy}, {@code yyyy-MM-dd}, with one blank or none behind the signs. */
    int date(byte[] b, int from, int to) {
        head = tail = 0;
        int at = afterDigits(b, from, to);
        int width = at - from;
        first = (int) value(b, from, at);
        if (width == 0 || width > 4 || at >= to || !isDateSign(b[at])) {
            return -1;
        }
        int start = afterBlank(b, at + 1, to);
        at = afterDigits(b, start, to);
        second = (int) value(b, start, at);
        if (at == start || at - start > 2 || at >= to || !isDateSign(b[at])) {
            return -1;
        }
        start = afterBlank(b, at + 1, to);
        at = afterDigits(b, start, to);
        year = (int) value(b, start, at);
        if (at == start || at - start > 4) {
            return -1;
        }
        if (width == 4) {
            int day = year;
            year = first;
            first = day;
        }
        boolean isDate = year >= 1990 && year <= 2200 && first >= 1 && second >= 1 && first <= 31 && second <= 31;
        return isDate ? at : -1;
    }

    /** {@code HH:mm:ss}, with or without a fraction. */
    int time(byte[] b, int from, int to) {
        int at = afterDigits(b, from, to);
        int hour = (int) value(b, from, at);
        if (at == from || at - from > 2 || at >= to || !isTimeSign(b[at])) {
            return -1;
        }
        int minute = pair(b, at + 1, to);
        if (minute < 0 || at + 3 >= to || !isTimeSign(b[at + 3])) {
            return -1;
        }
        int sec = pair(b, at + 4, to);
        if (sec < 0 || hour > 23 || minute > 59 || sec > 60) {
            return -1;
        }
        return fraction(b, at + 6, to, hour * 60 + minute, sec);
    }

    private int fraction(byte[] b, int from, int to, int minute, int sec) {
        int at = from;
        int millis = 0;
        if (at + 1 < to && (b[at] == '.' || b[at] == ',') && isDigit(b[at + 1])) {
            at++;
            int scale = 100;
            while (at < to && isDigit(b[at])) {
                millis += (b[at++] - '0') * scale;
                scale /= 10;
            }
        }
        millisOfDay = (minute * 60 + sec) * 1000 + millis;
        return at;
    }

    /** Takes the word for morning or evening behind the time into account; returns the place behind it, or the place itself. */
    int halfDay(byte[] b, int from, int to) {
        int at = from;
        while (at < to && b[at] == ' ') {
            at++;
        }
        if (at >= to || isDigit(b[at]) || b[at] == '(') {
            return from;
        }
        int end = HalfDay.end(b, at, to);
        if (end == 0) {
            return from;
        }
        half(end < 0);
        // A blank behind the word is no part of it.
        int behind = Math.abs(end);
        while (b[behind - 1] == ' ') {
            behind--;
        }
        return behind;
    }

    /** The time just read is of the morning or of the evening. */
    void half(boolean isPm) {
        int hour = millisOfDay / 3_600_000;
        int shifted = hour % 12 + (isPm ? 12 : 0);
        millisOfDay += (shifted - hour) * 3_600_000;
    }

    private static int afterBlank(byte[] b, int at, int to) {
        return Ascii.is(b, at, to, ' ') ? at + 1 : at;
    }

    private static boolean isDateSign(byte c) {
        return c == '.' || c == '/' || c == '-';
    }

    private static boolean isTimeSign(byte c) {
        return c == ':' || c == '.' || c == '-';
    }
}
