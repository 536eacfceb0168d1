package io.firewitness.engine.log.scan;

import static io.firewitness.engine.log.scan.Ascii.afterBlanks;
import static io.firewitness.engine.log.scan.Ascii.afterDigits;
import static io.firewitness.engine.log.scan.Ascii.is;
import static io.firewitness.engine.log.scan.Ascii.isDigit;
import static io.firewitness.engine.log.scan.Ascii.isLetter;
import static io.firewitness.engine.log.scan.Ascii.pair;
import static io.firewitness.engine.log.scan.Ascii.value;

/**
 * Reads what stands before the message of a line: stamp, thread, level or component. Reused from line to line; makes no objects.
 *
 * <p>The shapes are those of two public logs and of published excerpts: level column 9, 13 or 20 wide, with or without
 * milliseconds and verbosity, thread ids of 2 to 15 digits. Nothing is cut by column.
 */
public final class LinePrefix {
    private static final int SHORTEST = 12;
    private static final int LONGEST_COMPONENT = 40;
    private static final int MOST_THREAD_DIGITS = 18;

    private static final long NO_OFFSET = Long.MIN_VALUE;

    private final Stamp stamp = new Stamp();
    private Family family = Family.NONE;
    private Level level = Level.NONE;
    private long thread;
    private long offset = NO_OFFSET;
    private int messageFrom;
    private int componentFrom;
    private int componentTo;

    public Family family() {
        return family;
    }

    public Level level() {
        return level;
    }

    /** Of the last line that had one. */
    Stamp stamp() {
        return stamp;
    }

    public long thread() {
        return thread;
    }

    /** True where the line's stamp prints an offset of its own. */
    public boolean hasOffset() {
        return offset != NO_OFFSET;
    }

    /** That offset, in milliseconds. */
    public long offset() {
        return offset;
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
        offset = NO_OFFSET;
        messageFrom = from;
        componentFrom = componentTo = from;
        if (to - from < SHORTEST) {
            return false;
        }
        byte c = b[from];
        if (c == '[') {
            return bracketed(b, stamp.dateAndTime(b, from + 1, to), to);
        }
        if (isDigit(c)) {
            // A leading bracket that was lost when the line was copied is tolerated.
            int end = stamp.dateAndTime(b, from, to);
            return bracketed(b, end, to) || vb365(b, from, end, to) || vss(b, from, to) || syslog(b, from, to);
        }
        return c == '<' && syslog(b, from, to);
    }

    /** What follows the stamp of a manager or a data mover: {@code ] <thread> level-or-component}. */
    private boolean bracketed(byte[] b, int stampEnd, int to) {
        if (stampEnd < 0 || !is(b, stampEnd, to, ']')) {
            return false;
        }
        int at = afterBlanks(b, stampEnd + 1, to);
        if (!is(b, at, to, '<')) {
            return false;
        }
        at = afterBlanks(b, at + 1, to);
        boolean isNegative = is(b, at, to, '-');
        at += isNegative ? 1 : 0;
        int digits = at;
        int limit = Math.min(to, at + MOST_THREAD_DIGITS);
        while (at < limit && isDigit(b[at])) {
            at++;
        }
        long id = value(b, digits, at);
        boolean hasThread = at > digits;
        at = afterBlanks(b, at, to);
        if (!hasThread || !is(b, at, to, '>')) {
            return false;
        }
        thread = isNegative ? -id : id;
        int rest = afterBlanks(b, at + 1, to);
        return rest > at + 1 && (level(b, rest, to) || component(b, rest, to));
    }

    private boolean level(byte[] b, int from, int to) {
        int at = from;
        if (is(b, at, to, '[')) {
            while (at < to && b[at] != ']' && b[at] != ' ') {
                at++;
            }
            if (!is(b, at, to, ']')) {
                return false;
            }
            at = afterBlanks(b, at + 1, to);
        }
        int word = at;
        while (at < to && isLetter(b[at])) {
            at++;
        }
        Level found = word(b, word, at);
        if (found == null || (at < to && b[at] != ' ' && b[at] != '(' && b[at] != '\t')) {
            return false;
        }
        at = afterBlanks(b, at, to);
        if (at + 2 < to && b[at] == '(' && isDigit(b[at + 1])) {
            int close = at + 2;
            while (close < to && isDigit(b[close])) {
                close++;
            }
            at = is(b, close, to, ')') ? afterBlanks(b, close + 1, to) : at;
        }
        level = found;
        messageFrom = at;
        family = Family.MANAGER;
        return true;
    }

    private static Level word(byte[] b, int from, int to) {
        return switch (to - from) {
            case 4 -> is(b, from, to, "Info") ? Level.INFO : null;
            case 5 ->
                is(b, from, to, "Error")
                        ? Level.ERROR
                        : is(b, from, to, "Debug") || is(b, from, to, "Trace") ? Level.INFO : null;
            case 6 -> is(b, from, to, "Failed") ? Level.ERROR : null;
            case 7 ->
                is(b, from, to, "Warning")
                        ? Level.WARNING
                        : is(b, from, to, "Success") || is(b, from, to, "Verbose") ? Level.INFO : null;
            default -> null;
        };
    }

    private boolean component(byte[] b, int from, int to) {
        int end = from;
        while (end < to && (isLetter(b[end]) || isDigit(b[end]) || b[end] == '_' || b[end] == '.' || b[end] == '-')) {
            end++;
        }
        int bar = afterBlanks(b, end, to);
        if (!is(b, bar, to, '|') || end - from > LONGEST_COMPONENT) {
            return false;
        }
        componentFrom = from;
        componentTo = end;
        messageFrom = is(b, bar + 1, to, ' ') ? bar + 2 : bar + 1;
        if (is(b, messageFrom, to, "ERR")) {
            flag(b, 3, to, Level.ERROR);
        } else if (is(b, messageFrom, to, "WARN")) {
            flag(b, 4, to, Level.WARNING);
        } else if (is(b, messageFrom, to, ">>")) {
            flag(b, 2, to, Level.CONTINUED);
        }
        family = Family.AGENT;
        return true;
    }

    private void flag(byte[] b, int length, int to, Level found) {
        int end = messageFrom + length;
        while (end < to && b[end] == ' ') {
            end++;
        }
        if (is(b, end, to, '|')) {
            messageFrom = end + 1;
            level = found;
        }
    }

    /** {@code date time process (thread) message}; {@code stampEnd}: end of date and time, where nothing stands between them. */
    private boolean vb365(byte[] b, int from, int stampEnd, int to) {
        int end = stampEnd;
        if (end < 0) {
            end = dateWithWord(b, from, to);
        }
        if (end < 0) {
            return false;
        }
        end = stamp.halfDay(b, end, to);
        int at = afterBlanks(b, end, to);
        if (at == end || at >= to || !isDigit(b[at])) {
            return false;
        }
        at = afterBlanks(b, afterDigits(b, at, to), to);
        if (!is(b, at, to, '(')) {
            return false;
        }
        int id = at + 1;
        at = afterDigits(b, id, to);
        if (!is(b, at, to, ')')) {
            return false;
        }
        thread = value(b, id, at);
        messageFrom = is(b, at + 1, to, ' ') ? at + 2 : at + 1;
        family = Family.VB365;
        int word = messageFrom;
        while (word < to && b[word] == ' ') {
            word++;
        }
        level = is(b, word, to, "Error:") || is(b, word, to, "Type:") || is(b, word, to, "Stack:")
                ? Level.ERROR
                : is(b, word, to, "Warning:") ? Level.WARNING : Level.NONE;
        return true;
    }

    /** A date with a comma or a full stop behind it, or with the word for morning or evening before the time. */
    private int dateWithWord(byte[] b, int from, int to) {
        int date = stamp.date(b, from, to);
        if (date < 0) {
            return -1;
        }
        int sign = is(b, date, to, ',') || is(b, date, to, '.') ? date + 1 : date;
        int at = afterBlanks(b, sign, to);
        if (at == sign || at >= to) {
            return -1;
        }
        int word = isDigit(b[at]) ? 0 : HalfDay.end(b, at, to);
        int end = stamp.time(b, word == 0 ? at : Math.abs(word), to);
        if (end >= 0 && word != 0) {
            stamp.half(word < 0);
        }
        return end;
    }

    /** {@code time thread level message}, without a date. */
    private boolean vss(byte[] b, int from, int to) {
        stamp.noDate();
        int end = stamp.time(b, from, to);
        if (end < 0) {
            return false;
        }
        end = stamp.halfDay(b, end, to);
        int id = afterBlanks(b, end, to);
        if (id == end || id >= to || !isDigit(b[id])) {
            return false;
        }
        int at = afterDigits(b, id, to);
        if (!is(b, at, to, ' ')) {
            return false;
        }
        thread = value(b, id, at);
        int word = afterBlanks(b, at, to);
        at = word;
        while (at < to && b[at] >= 'A' && b[at] <= 'Z') {
            at++;
        }
        boolean isLevel = at > word && is(b, at, to, ' ');
        if (isLevel && is(b, word, to, "INFO ")) {
            level = Level.INFO;
        } else if (isLevel && is(b, word, to, "WARN ")) {
            level = Level.WARNING;
        } else if (isLevel && (is(b, word, to, "ERR ") || is(b, word, to, "ERROR "))) {
            level = Level.ERROR;
        } else {
            at = word;
        }
        messageFrom = afterBlanks(b, at, to);
        family = Family.VSS;
        return true;
    }

    /** {@code 1 2025-11-23T16:08:19.229942+02:00 HOST Veeam_MP …}, after an optional priority. */
    private boolean syslog(byte[] b, int from, int to) {
        int at = from;
        if (b[at] == '<') {
            at = afterDigits(b, at + 1, to);
            if (!is(b, at, to, '>')) {
                return false;
            }
            at++;
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
        int time = stamp.date(b, at + 2, to);
        int end = time > 0 && is(b, time, to, 'T') ? stamp.time(b, time + 1, to) : -1;
        if (end < 0) {
            stamp.noDate();
        } else {
            offset = offset(b, end, to);
        }
        return true;
    }

    /** {@code Z} or {@code +02:00}. */
    private static long offset(byte[] b, int at, int to) {
        if (is(b, at, to, 'Z')) {
            return 0;
        }
        int hours = pair(b, at + 1, to);
        int minutes = pair(b, at + 4, to);
        boolean isOffset = (is(b, at, to, '+') || is(b, at, to, '-'))
                && hours >= 0
                && minutes >= 0
                && hours <= 18
                && minutes < 60
                && is(b, at + 3, to, ':');
        long millis = (hours * 60L + minutes) * 60_000L;
        return !isOffset ? NO_OFFSET : b[at] == '-' ? -millis : millis;
    }
}
