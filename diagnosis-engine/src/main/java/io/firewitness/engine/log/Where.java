package io.firewitness.engine.log;

import io.firewitness.engine.document.Pointer;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A line of a log.
 *
 * @param file the log
 * @param line number from 1
 * @param stamp stamp in milliseconds since 1970 as if it were UTC, read before the order of its date was known for sure;
 *     {@link Long#MIN_VALUE} where it has none
 * @param offsetMillis what to subtract for UTC; null where no header told it
 */
record Where(LogFile file, long line, long stamp, Long offsetMillis) {
    private static final long DAY_MILLIS = 86_400_000L;

    /** The stamp in milliseconds since 1970 as if it were UTC; {@link Long#MIN_VALUE} where it has none. */
    long local() {
        if (!file.isSwapped() || stamp == Long.MIN_VALUE) {
            return stamp;
        }
        LocalDate read = LocalDate.ofEpochDay(Math.floorDiv(stamp, DAY_MILLIS));
        if (read.getDayOfMonth() > 12) {
            return stamp;
        }
        LocalDate meant = LocalDate.of(read.getYear(), read.getDayOfMonth(), read.getMonthValue());
        return meant.toEpochDay() * DAY_MILLIS + Math.floorMod(stamp, DAY_MILLIS);
    }

    /** The instant, or null where date or zone are unknown. */
    Instant instant() {
        Long offset = offsetMillis == null ? file.assumedOffset() : offsetMillis;
        long local = local();
        return local == Long.MIN_VALUE || offset == null || file.isDateOrderUnknown()
                ? null
                : Instant.ofEpochMilli(local - offset);
    }

    /** Milliseconds for putting lines of one case in order: UTC where known. */
    long order() {
        Long offset = offsetMillis == null ? file.assumedOffset() : offsetMillis;
        long local = local();
        return local == Long.MIN_VALUE ? local : local - (offset == null ? 0 : offset);
    }

    Pointer pointer() {
        return Pointer.line(file.name(), line);
    }
}
