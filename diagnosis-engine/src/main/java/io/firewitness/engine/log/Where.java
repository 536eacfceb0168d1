package io.firewitness.engine.log;

import io.firewitness.engine.document.Pointer;
import java.time.Instant;

/**
 * A line of a log.
 *
 * @param file the log
 * @param line number from 1
 * @param local stamp in milliseconds since 1970 as if it were UTC; {@link Long#MIN_VALUE} where it has none
 * @param offsetMillis what to subtract for UTC; null where no header told it
 */
record Where(LogFile file, long line, long local, Long offsetMillis) {
    /** The instant, or null where date or zone are unknown. */
    Instant instant() {
        Long offset = offsetMillis == null ? file.assumedOffset() : offsetMillis;
        return local == Long.MIN_VALUE || offset == null || file.isDateOrderUnknown()
                ? null
                : Instant.ofEpochMilli(local - offset);
    }

    /** Milliseconds for putting lines of one case in order: UTC where known. */
    long order() {
        Long offset = offsetMillis == null ? file.assumedOffset() : offsetMillis;
        return local == Long.MIN_VALUE ? local : local - (offset == null ? 0 : offset);
    }

    Pointer pointer() {
        return Pointer.line(file.name(), line);
    }
}
