package io.firewitness.engine.log;

import io.firewitness.engine.log.scan.Family;
import io.firewitness.engine.log.scan.Line;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;

/**
 * Dates the lines of one log. Stamps are local and without offset: the header prints it, a change of the clock makes it stale, and
 * some clocks run over twelve hours only.
 */
final class LogClock {
    private static final long MINUTE = 60_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final long HALF_DAY = 12 * HOUR;
    private static final long DAY = 24 * HOUR;
    private static final long UNKNOWN = Long.MIN_VALUE;
    /** Each goes through all zones of the world; no honest log has that many headers. */
    private static final int MOST_LOOKUPS = 2000;

    private final LogFile file;
    private Long offset;
    private Boolean isSummer;
    /** The next change of the clock after the header; {@link #UNKNOWN} until it is asked for. */
    private long change = UNKNOWN;

    private int lookups;
    private boolean isHeaderFresh = true;
    /** The last reading of a clock of twelve hours that is known to be right. */
    private long known = Long.MIN_VALUE;

    LogClock(LogFile file) {
        this.file = file;
    }

    /** A header stands in the file; what it says about the clock follows. */
    void header() {
        offset = null;
        isSummer = null;
        change = UNKNOWN;
        isHeaderFresh = true;
    }

    /** The header says whether summer time holds. */
    void summer(boolean holds) {
        isSummer = holds;
    }

    /** The header's offset. */
    void offset(long millis) {
        offset = millis;
        change = UNKNOWN;
        file.offset(millis);
    }

    /**
     * Where a line stands.
     *
     * @param inner stamp with an offset of its own inside the message; null where there is none
     */
    Where at(Line line, OffsetDateTime inner) {
        boolean isStamped = line.prefix().family() != Family.NONE;
        long local = line.local();
        if (inner != null) {
            return inner(line, inner);
        }
        if (line.prefix().hasOffset()) {
            file.offset(line.prefix().offset());
            return new Where(file, line.number(), local, line.prefix().offset());
        }
        if (local != Long.MIN_VALUE && known != Long.MIN_VALUE) {
            local = nearest(local);
            known = isStamped ? local : known;
        }
        if (isStamped && local != Long.MIN_VALUE && offset != null) {
            summerEnds(line, local);
        }
        isHeaderFresh &= !isStamped;
        return new Where(file, line.number(), local, offset);
    }

    private Where inner(Line line, OffsetDateTime inner) {
        long millis = inner.getOffset().getTotalSeconds() * 1000L;
        long local = inner.toInstant().toEpochMilli() + millis;
        long printed = line.local();
        if (printed != Long.MIN_VALUE && Math.abs(local - printed - HALF_DAY) < MINUTE) {
            file.warn("artifact.log.twelve-hours", Map.of());
            known = local;
        } else if (known != Long.MIN_VALUE) {
            known = local;
        }
        return new Where(file, line.number(), local, millis);
    }

    /** Of the two readings of a clock of twelve hours the one nearest to what is known. */
    private long nearest(long local) {
        long early = Math.floorDiv(local, DAY) * DAY + Math.floorMod(local, HALF_DAY);
        long late = early + HALF_DAY;
        return Math.abs(early - known) <= Math.abs(late - known) ? early : late;
    }

    /** Beyond the end of the summer time that the header states, whether or not a line was written in the repeated hour. */
    private void summerEnds(Line line, long local) {
        if (!Boolean.TRUE.equals(isSummer)) {
            return;
        }
        if (change == UNKNOWN) {
            change = ++lookups > MOST_LOOKUPS ? Long.MAX_VALUE : Daylight.end(local - offset, offset);
        }
        if (change != Long.MAX_VALUE && local - offset >= change + HOUR) {
            winter(line);
        }
    }

    private void winter(Line line) {
        isSummer = false;
        change = UNKNOWN;
        offset -= HOUR;
        file.offset(offset);
        file.warn("artifact.log.offset-stale", Map.of("line", line.number()));
    }

    /** The stamps went back. */
    void back(Line line, long from, long to) {
        long step = from - to;
        if (isHeaderFresh || file.isDateOrderUnknown()) {
            isHeaderFresh = false;
            return;
        }
        boolean isHalfDay = known != Long.MIN_VALUE && step > HALF_DAY - HOUR && step <= HALF_DAY;
        if (isHalfDay) {
            return;
        }
        boolean isHour = step > 50 * MINUTE && step <= 61 * MINUTE;
        if (isHour && offset != null && !Boolean.FALSE.equals(isSummer)) {
            winter(line);
        } else {
            file.warn("artifact.log.clock-step", Map.of("line", line.number(), "seconds", step / 1000));
        }
    }

    /** The stamps went on by an hour or more. */
    void ahead(Line line, long from, long to) {
        if (offset == null || isHeaderFresh || !Boolean.FALSE.equals(isSummer)) {
            return;
        }
        if (change == UNKNOWN || change <= from - offset) {
            change = ++lookups > MOST_LOOKUPS ? Long.MAX_VALUE : Daylight.begin(from - offset, offset);
        }
        if (change > to - offset) {
            return;
        }
        boolean isSunday = LocalDate.ofEpochDay(Math.floorDiv(to, DAY)).getDayOfWeek() == DayOfWeek.SUNDAY;
        // Lines right before an hour that does not exist and right after it, on a Sunday, are no pause.
        boolean isGap = to - from <= HOUR + 2 * MINUTE
                && Math.floorMod(from, HOUR) >= HOUR - MINUTE
                && Math.floorMod(to, HOUR) <= MINUTE;
        change = UNKNOWN;
        if (isSunday && isGap) {
            isSummer = true;
            offset += HOUR;
            file.offset(offset);
            file.warn("artifact.log.offset-stale-spring", Map.of("line", line.number()));
        } else {
            isSummer = null;
            file.warn("artifact.log.offset-unsure", Map.of("line", line.number()));
        }
    }
}
