package io.firewitness.engine.log;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the dates of a Microsoft 365 log are written day or month first; each machine writes them its own way. */
enum DateOrder {
    DAY_FIRST,
    MONTH_FIRST,
    UNKNOWN;

    private static final Pattern DATE = Pattern.compile(
            "(?m)^(\\d{1,2})([/.-])(\\d{1,2})[/.-](\\d{4}),?[^\\d\\n]{1,16}\\d{1,2}[:.]\\d{2}[:.]\\d{2}[^\\d\\n(]{1,16}\\d+ +\\(\\d+\\)");
    private static final Pattern IN_NAME = Pattern.compile("_(\\d{4})_(\\d{2})_(\\d{2})_\\d{2}_\\d{2}_\\d{2}");

    /** Decides by a number above 12, then by the point that only day-first cultures use, then by the stamp in the name. */
    static DateOrder of(byte[] head, String name) {
        Matcher date = DATE.matcher(new String(head, StandardCharsets.ISO_8859_1));
        int first = 0;
        int second = 0;
        while (date.find()) {
            first = Integer.parseInt(date.group(1));
            second = Integer.parseInt(date.group(3));
            if (first > 12 || date.group(2).equals(".")) {
                return DAY_FIRST;
            }
            if (second > 12) {
                return MONTH_FIRST;
            }
        }
        if (first == 0 || first == second) {
            return DAY_FIRST;
        }
        Matcher stamp = IN_NAME.matcher(name);
        if (stamp.find()) {
            int month = Integer.parseInt(stamp.group(2));
            int day = Integer.parseInt(stamp.group(3));
            if (first == day && second == month) {
                return DAY_FIRST;
            }
            if (first == month && second == day) {
                return MONTH_FIRST;
            }
        }
        return UNKNOWN;
    }
}
