package io.firewitness.engine.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When clocks are changed. A header prints an offset and whether summer time holds, but no zone; the zones of the world that fit
 * mostly agree on the rest.
 */
final class Daylight {
    private static final long HOUR = 3_600_000L;
    private static final List<ZoneRules> ZONES = ZoneId.getAvailableZoneIds().stream()
            .map(id -> ZoneId.of(id).getRules())
            .toList();

    private Daylight() {}

    /**
     * When a summer time ends.
     *
     * @param at an instant of that summer time, in milliseconds
     * @param offset its offset in milliseconds
     * @return the end that most fitting zones agree on, or {@link Long#MAX_VALUE} where they do not
     */
    static long end(long at, long offset) {
        Map<Long, Integer> ends = new HashMap<>();
        int zones = 0;
        for (ZoneRules rules : ZONES) {
            Instant instant = Instant.ofEpochMilli(at);
            if (isOffset(rules, instant, offset) && rules.isDaylightSavings(instant)) {
                ZoneOffsetTransition next = rules.nextTransition(instant);
                zones++;
                if (next != null) {
                    ends.merge(next.getInstant().toEpochMilli(), 1, Integer::sum);
                }
            }
        }
        int needed = zones * 2 / 3;
        return ends.entrySet().stream()
                .filter(e -> e.getValue() > needed)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * When a summer time may begin.
     *
     * @param at an instant of the winter before, in milliseconds
     * @param offset offset of that winter in milliseconds
     * @return the first begin in any fitting zone; {@link Long#MAX_VALUE} where none has a summer time
     */
    static long begin(long at, long offset) {
        long first = Long.MAX_VALUE;
        Instant instant = Instant.ofEpochMilli(at);
        for (ZoneRules rules : ZONES) {
            ZoneOffsetTransition next = isOffset(rules, instant, offset) && !rules.isDaylightSavings(instant)
                    ? rules.nextTransition(instant)
                    : null;
            if (next != null && next.getDuration().toMillis() == HOUR) {
                first = Math.min(first, next.getInstant().toEpochMilli());
            }
        }
        return first;
    }

    private static boolean isOffset(ZoneRules rules, Instant at, long offset) {
        ZoneOffset here = rules.getOffset(at);
        return here.getTotalSeconds() * 1000L == offset;
    }
}
