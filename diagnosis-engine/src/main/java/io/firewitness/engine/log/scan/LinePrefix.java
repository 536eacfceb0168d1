package io.firewitness.engine.log.scan;

/**
 * Reads what stands before the message of a line: stamp, thread, level or component. Reused from line to line; makes no objects.
 *
 * <p>The shapes are those of two public logs and of published excerpts: level column 9, 13 or 20 wide, with or without
 * milliseconds and verbosity, thread ids of 2 to 15 digits. Nothing is cut by column.
 */
public final class LinePrefix {
    /** Stamps without a date count from here. */
    static final long NO_DAY = 0;

    private Family family = Family.NONE;
    private Level level = Level.NONE;
    private int first;
    private int second;
    private int year;
    private int millisOfDay;
    private boolean hasHalfDay;
    private boolean hasMillis;
    private long thread;
    private int messageFrom;
    private int componentFrom;
    private int componentTo;
    private int at;

    public Family family() {
        return family;
    }

    public Level level() {
        return level;
    }

    /** The first number of the date: day for all families but {@link Family#VB365}, where it may be the month. */
    int first() {
        return first;
    }

    /** The second number of the date. */
    int second() {
        return second;
    }

    int year() {
        return year;
    }

    int millisOfDay() {
        return millisOfDay;
    }

    /** True where the stamp says AM or PM. */
    boolean hasHalfDay() {
        return hasHalfDay;
    }

    boolean hasMillis() {
        return hasMillis;
    }

    public long thread() {
        return thread;
    }

    int messageFrom() {
        return messageFrom;
    }

    int componentFrom() {
        return componentFrom;
    }

    int componentTo() {
        return componentTo;
    }

    /** Reads the line {@code b[from, to)}; true where it begins like a line of a known family. */
    boolean parse(byte[] b, int from, int to) {
        family = Family.NONE;
        level = Level.NONE;
        messageFrom = from;
        componentFrom = componentTo = from;
        if (to - from < 12) {
            return false;
        }
        if (usual(b, from, to)) {
            return true;
        }
        byte c = b[from];
        if (c == '[') {
            return stamped(b, from + 1, to);
        }
        if (isDigit(c)) {
            return stamped(b, from, to) || vb365(b, from, to) || vss(b, from, to) || syslog(b, from, to);
        }
        return c == '<' && syslog(b, from, to);
    }

    /**
     * The shape of nearly all lines, {@code [dd.MM.yyyy HH:mm:ss} with or without milliseconds, a decimal thread and the level
     * {@code Info}: the same result as {@link #stamped}, in local variables only. Anything else is left to the careful reader.
     */
    private boolean usual(byte[] b, int from, int to) {
        if (to - from < 40
                || b[from] != '['
                || b[from + 3] != '.'
                || b[from + 6] != '.'
                || b[from + 11] != ' '
                || b[from + 14] != ':'
                || b[from + 17] != ':') {
            return false;
        }
        int day = pair(b, from + 1);
        int month = pair(b, from + 4);
        int century = pair(b, from + 7);
        int ofCentury = pair(b, from + 9);
        int hour = pair(b, from + 12);
        int minute = pair(b, from + 15);
        int sec = pair(b, from + 18);
        // A pair that is no number is negative, and so is the disjunction.
        if ((day | month | century | ofCentury | hour | minute | sec) < 0
                || hour > 23
                || minute > 59
                || sec > 60
                || day == 0
                || day > 31
                || month == 0
                || month > 31
                || century < 20
                || century > 21) {
            return false;
        }
        int p = from + 20;
        int millis = 0;
        boolean isExact = b[p] == '.';
        if (isExact) {
            int high = pair(b, p + 1);
            int low = b[p + 3] - '0';
            if (high < 0 || low < 0 || low > 9) {
                return false;
            }
            millis = high * 10 + low;
            p += 4;
        }
        if (b[p++] != ']') {
            return false;
        }
        int limit = to - 10;
        while (p < limit && b[p] == ' ') {
            p++;
        }
        if (b[p++] != '<') {
            return false;
        }
        long id = 0;
        int digits = p;
        while (p < limit && b[p] >= '0' && b[p] <= '9') {
            id = id * 10 + b[p++] - '0';
        }
        if (p == digits || p - digits > 9 || b[p++] != '>') {
            return false;
        }
        int gap = p;
        while (p < limit && b[p] == ' ') {
            p++;
        }
        if (p == gap || p >= limit || b[p] != 'I' || b[p + 1] != 'n' || b[p + 2] != 'f' || b[p + 3] != 'o') {
            return false;
        }
        p += 4;
        if (b[p] != ' ') {
            return false;
        }
        while (p < to && b[p] == ' ') {
            p++;
        }
        if (p + 3 < to && b[p] == '(' && b[p + 1] >= '0' && b[p + 1] <= '9' && b[p + 2] == ')') {
            p += 3;
            while (p < to && b[p] == ' ') {
                p++;
            }
        }
        family = Family.MANAGER;
        level = Level.INFO;
        first = day;
        second = month;
        year = century * 100 + ofCentury;
        millisOfDay = ((hour * 60 + minute) * 60 + sec) * 1000 + millis;
        hasHalfDay = false;
        hasMillis = isExact;
        thread = id;
        messageFrom = p;
        return true;
    }

    /** Two digits, or a negative number. */
    private static int pair(byte[] b, int at) {
        int high = b[at] - '0';
        int low = b[at + 1] - '0';
        return (high | low | (9 - high) | (9 - low)) < 0 ? -1 : high * 10 + low;
    }

    /** A leading bracket that was lost when the line was copied is tolerated. */
    private boolean stamped(byte[] b, int from, int to) {
        at = from;
        if (!date(b, to) || !space(b, to) || !time(b, to) || at >= to || b[at] != ']') {
            return false;
        }
        at++;
        skipSpaces(b, to);
        if (at >= to || b[at] != '<') {
            return false;
        }
        at++;
        skipSpaces(b, to);
        boolean isNegative = at < to && b[at] == '-';
        at += isNegative ? 1 : 0;
        long id = 0;
        int digits = 0;
        while (at < to && isDigit(b[at]) && digits < 18) {
            id = id * 10 + b[at++] - '0';
            digits++;
        }
        skipSpaces(b, to);
        if (digits == 0 || at >= to || b[at] != '>') {
            return false;
        }
        thread = isNegative ? -id : id;
        at++;
        int spaces = at;
        skipSpaces(b, to);
        return at > spaces && (level(b, to) || component(b, to));
    }

    private boolean level(byte[] b, int to) {
        int start = at;
        if (at < to && b[at] == '[') {
            while (at < to && b[at] != ']' && b[at] != ' ') {
                at++;
            }
            if (at >= to || b[at] != ']') {
                at = start;
                return false;
            }
            at++;
            skipSpaces(b, to);
        }
        int word = at;
        while (at < to && isLetter(b[at])) {
            at++;
        }
        Level found = word(b, word, at);
        boolean isWord = found != null && (at == to || b[at] == ' ' || b[at] == '(' || b[at] == '\t');
        if (!isWord) {
            at = start;
            return false;
        }
        skipSpaces(b, to);
        if (at + 2 < to && b[at] == '(' && isDigit(b[at + 1])) {
            int close = at + 2;
            while (close < to && isDigit(b[close])) {
                close++;
            }
            if (close < to && b[close] == ')') {
                at = close + 1;
                skipSpaces(b, to);
            }
        }
        level = found;
        messageFrom = at;
        family = Family.MANAGER;
        return true;
    }

    private static Level word(byte[] b, int from, int to) {
        return switch (to - from) {
            case 4 -> is(b, from, "Info") ? Level.INFO : null;
            case 5 ->
                is(b, from, "Error") ? Level.ERROR : is(b, from, "Debug") || is(b, from, "Trace") ? Level.INFO : null;
            case 6 -> is(b, from, "Failed") ? Level.ERROR : null;
            case 7 ->
                is(b, from, "Warning")
                        ? Level.WARNING
                        : is(b, from, "Success") || is(b, from, "Verbose") ? Level.INFO : null;
            default -> null;
        };
    }

    private boolean component(byte[] b, int to) {
        int start = at;
        while (at < to && (isLetter(b[at]) || isDigit(b[at]) || b[at] == '_' || b[at] == '.' || b[at] == '-')) {
            at++;
        }
        int end = at;
        skipSpaces(b, to);
        if (at >= to || b[at] != '|' || end - start > 40) {
            return false;
        }
        at++;
        componentFrom = start;
        componentTo = end;
        if (at < to && b[at] == ' ') {
            at++;
        }
        level = Level.NONE;
        int flag = at;
        if (is(b, at, to, "ERR")) {
            flag(b, to, 3, Level.ERROR);
        } else if (is(b, at, to, "WARN")) {
            flag(b, to, 4, Level.WARNING);
        } else if (is(b, at, to, ">>")) {
            flag(b, to, 2, Level.CONTINUED);
        }
        messageFrom = level == Level.NONE ? flag : at;
        family = Family.AGENT;
        return true;
    }

    private void flag(byte[] b, int to, int length, Level found) {
        int end = at + length;
        while (end < to && b[end] == ' ') {
            end++;
        }
        if (end < to && b[end] == '|') {
            at = end + 1;
            level = found;
        }
    }

    private boolean vb365(byte[] b, int from, int to) {
        at = from;
        if (!date(b, to)) {
            return false;
        }
        if (at < to && b[at] == ',') {
            at++;
        }
        if (!space(b, to) || !time(b, to)) {
            return false;
        }
        halfDay(b, to);
        int gap = at;
        skipSpaces(b, to);
        if (at == gap || at >= to || !isDigit(b[at])) {
            return false;
        }
        number(b, to);
        skipSpaces(b, to);
        if (at >= to || b[at] != '(') {
            return false;
        }
        at++;
        thread = number(b, to);
        if (at >= to || b[at] != ')') {
            return false;
        }
        at++;
        if (at < to && b[at] == ' ') {
            at++;
        }
        messageFrom = at;
        family = Family.VB365;
        int word = at;
        while (word < to && b[word] == ' ') {
            word++;
        }
        level = is(b, word, to, "Error:") || is(b, word, to, "Type:") || is(b, word, to, "Stack:")
                ? Level.ERROR
                : is(b, word, to, "Warning:") ? Level.WARNING : Level.NONE;
        return true;
    }

    private boolean vss(byte[] b, int from, int to) {
        at = from;
        first = second = year = 0;
        if (!time(b, to)) {
            return false;
        }
        halfDay(b, to);
        int gap = at;
        skipSpaces(b, to);
        if (at == gap || at >= to || !isDigit(b[at])) {
            return false;
        }
        thread = number(b, to);
        if (at >= to || b[at] != ' ') {
            return false;
        }
        skipSpaces(b, to);
        int word = at;
        while (at < to && b[at] >= 'A' && b[at] <= 'Z') {
            at++;
        }
        boolean isLevel = at < to && b[at] == ' ' && at > word;
        if (isLevel && is(b, word, to, "INFO ")) {
            level = Level.INFO;
        } else if (isLevel && is(b, word, to, "WARN ")) {
            level = Level.WARNING;
        } else if (isLevel && (is(b, word, to, "ERR ") || is(b, word, to, "ERROR "))) {
            level = Level.ERROR;
        } else {
            at = word;
        }
        skipSpaces(b, to);
        messageFrom = at;
        family = Family.VSS;
        return true;
    }

    /** {@code 1 2025-11-23T16:08:19.229942+02:00 HOST Veeam_MP …}, after an optional priority. */
    private boolean syslog(byte[] b, int from, int to) {
        at = from;
        if (b[at] == '<') {
            at++;
            number(b, to);
            if (at >= to || b[at++] != '>') {
                return false;
            }
        }
        if (!is(b, at, to, "1 ") || at + 22 > to || b[at + 6] != '-' || b[at + 12] != 'T') {
            return false;
        }
        int name = at + 2;
        for (int words = 0; words < 2; words++) {
            while (name < to && b[name] != ' ') {
                name++;
            }
            name++;
        }
        if (!is(b, name, to, "Veeam_MP ")) {
            return false;
        }
        messageFrom = name;
        componentFrom = name;
        componentTo = name + 8;
        family = Family.SYSLOG;
        first = second = year = 0;
        return true;
    }

    private boolean date(byte[] b, int to) {
        int start = at;
        first = (int) number(b, to);
        if (at == start || at - start > 4 || at >= to || !isDateSign(b[at])) {
            return false;
        }
        int width = at - start;
        at++;
        blank(b, to);
        start = at;
        second = (int) number(b, to);
        if (at == start || at - start > 2 || at >= to || !isDateSign(b[at])) {
            return false;
        }
        at++;
        blank(b, to);
        start = at;
        year = (int) number(b, to);
        if (at == start || at - start > 4) {
            return false;
        }
        if (width == 4) {
            int day = year;
            year = first;
            first = day;
        }
        return year >= 1990 && year <= 2200 && first >= 1 && second >= 1 && first <= 31 && second <= 31;
    }

    private boolean time(byte[] b, int to) {
        int start = at;
        int hour = (int) number(b, to);
        if (at == start || at - start > 2 || at >= to || !isTimeSign(b[at])) {
            return false;
        }
        at++;
        int minute = two(b, to);
        if (minute < 0 || at >= to || !isTimeSign(b[at])) {
            return false;
        }
        at++;
        int sec = two(b, to);
        if (sec < 0 || hour > 23 || minute > 59 || sec > 60) {
            return false;
        }
        millisOfDay = ((hour * 60 + minute) * 60 + sec) * 1000;
        hasHalfDay = false;
        hasMillis = false;
        if (at + 1 < to && (b[at] == '.' || b[at] == ',') && isDigit(b[at + 1])) {
            at++;
            int scale = 100;
            while (at < to && isDigit(b[at])) {
                millisOfDay += (b[at++] - '0') * scale;
                scale /= 10;
            }
            hasMillis = true;
        }
        return true;
    }

    private void halfDay(byte[] b, int to) {
        int p = at;
        while (p < to && b[p] == ' ') {
            p++;
        }
        if (p + 1 >= to) {
            return;
        }
        int half = b[p] | 0x20;
        int q = b[p + 1] == '.' ? p + 2 : p + 1;
        while (q < to && b[q] == ' ') {
            q++;
        }
        if ((half == 'a' || half == 'p') && q < to && (b[q] | 0x20) == 'm') {
            at = q + 1;
            if (at < to && b[at] == '.') {
                at++;
            }
            int hour = millisOfDay / 3_600_000;
            int shifted = hour % 12 + (half == 'p' ? 12 : 0);
            millisOfDay += (shifted - hour) * 3_600_000;
            hasHalfDay = true;
        }
    }

    private int two(byte[] b, int to) {
        if (at + 1 >= to || !isDigit(b[at]) || !isDigit(b[at + 1])) {
            return -1;
        }
        int value = (b[at] - '0') * 10 + b[at + 1] - '0';
        at += 2;
        return value;
    }

    /** At most nine digits. */
    private long number(byte[] b, int to) {
        int limit = Math.min(to, at + 9);
        long value = 0;
        while (at < limit && isDigit(b[at])) {
            value = value * 10 + b[at++] - '0';
        }
        return value;
    }

    private boolean space(byte[] b, int to) {
        int start = at;
        skipSpaces(b, to);
        return at > start;
    }

    private void blank(byte[] b, int to) {
        if (at < to && b[at] == ' ') {
            at++;
        }
    }

    private void skipSpaces(byte[] b, int to) {
        while (at < to && (b[at] == ' ' || b[at] == '\t')) {
            at++;
        }
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(byte c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private static boolean isDateSign(byte c) {
        return c == '.' || c == '/' || c == '-';
    }

    private static boolean isTimeSign(byte c) {
        return c == ':' || c == '.' || c == '-';
    }

    private static boolean is(byte[] b, int from, String word) {
        return is(b, from, b.length, word);
    }

    private static boolean is(byte[] b, int from, int to, String word) {
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
}
