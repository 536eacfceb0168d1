package io.firewitness.engine.log.scan;

import java.time.LocalDate;

/**
 * What the dates of a whole file tell about their order, day or month first: a number above 12, or a midnight that one of the two
 * readings takes for a pause of weeks.
 */
final class DateVotes {
    private static final long DAY_MILLIS = 86_400_000L;
    private static final long LONGEST_PAUSE = DAY_MILLIS / 2;

    private int first;
    private int second;
    private int year;
    private int millisOfDay;
    private int forDay;
    private int forMonth;

    /** Takes the date of the next line. */
    void date(Stamp stamp) {
        int f = stamp.first();
        int s = stamp.second();
        if (f != first || s != second || stamp.year() != year) {
            forDay += f > 12 || (year != 0 && isNext(stamp, false) && !isNext(stamp, true)) ? 1 : 0;
            forMonth += s > 12 || (year != 0 && isNext(stamp, true) && !isNext(stamp, false)) ? 1 : 0;
            first = f;
            second = s;
            year = stamp.year();
        }
        millisOfDay = stamp.millisOfDay();
    }

    /** True where, in this reading, the date follows the last one within hours. */
    private boolean isNext(Stamp stamp, boolean isMonthFirst) {
        long before = day(year, first, second, isMonthFirst);
        long now = day(stamp.year(), stamp.first(), stamp.second(), isMonthFirst);
        long step = (now - before) * DAY_MILLIS + stamp.millisOfDay() - millisOfDay;
        return before != Long.MIN_VALUE && now != Long.MIN_VALUE && step >= 0 && step <= LONGEST_PAUSE;
    }

    private static long day(int year, int first, int second, boolean isMonthFirst) {
        int day = isMonthFirst ? second : first;
        int month = isMonthFirst ? first : second;
        return month > 12 ? Long.MIN_VALUE : LocalDate.of(year, month, 1).toEpochDay() + day - 1;
    }

    /** Null where nothing tells, or where the file contradicts itself. */
    Boolean isMonthFirst() {
        return forDay > 0 == forMonth > 0 ? null : forMonth > 0;
    }
}
