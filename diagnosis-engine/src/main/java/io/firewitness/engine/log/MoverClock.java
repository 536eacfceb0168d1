package io.firewitness.engine.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the clock of a data mover's log is from that of a job's log.
 *
 * <p>Its lines tell no zone, and its host's clock may be off. But what failed in the one failed in the other too, so time after
 * time the errors stand at one distance.
 */
final class MoverClock {
    /** Two sides of one transfer report its end within this time. */
    static final long AT_ONCE_MILLIS = 60_000L;

    private static final long QUARTER_MILLIS = 15 * 60_000L;
    /** More than this lies no zone from another one that one job spans. */
    private static final long MOST_MILLIS = 15 * 3_600_000L;

    private static final int MOST_ENDS = 64;
    private static final int MOST_FAULTS = 256;

    /** An error of the data mover this much later than the end of an attempt. */
    private record Distance(long millis, int attempt) {}

    private MoverClock() {}

    /**
     * Milliseconds by which the data mover's clock is ahead.
     *
     * @param ends when attempts ended by the job's log
     * @return the distance at which most attempts have an error of the data mover; 0 where no distance holds for most of them, and
     *     where none is as good
     */
    static long shift(List<Where> ends, List<Fault> faults) {
        List<Distance> all = distances(ends, faults);
        Map<Integer, Integer> inside = new HashMap<>();
        long best = 0;
        int most = 0;
        int from = 0;
        for (Distance to : all) {
            inside.merge(to.attempt, 1, Integer::sum);
            while (to.millis - all.get(from).millis > AT_ONCE_MILLIS) {
                inside.computeIfPresent(all.get(from++).attempt, (a, count) -> count == 1 ? null : count - 1);
            }
            long middle = (to.millis + all.get(from).millis) / 2;
            int count = inside.size();
            if (count > most || (count == most && Math.abs(middle) < Math.abs(best))) {
                best = middle;
                most = count;
            }
        }
        int known = Math.min(ends.size(), MOST_ENDS);
        boolean isSteady = most >= 2 && most * 2 > known;
        long beside = Math.floorMod(best + QUARTER_MILLIS / 2, QUARTER_MILLIS) - QUARTER_MILLIS / 2;
        boolean isZone = known == 1 && faults.size() == 1 && most == 1 && Math.abs(beside) <= AT_ONCE_MILLIS;
        return Math.abs(best) > AT_ONCE_MILLIS && (isSteady || isZone) ? best : 0;
    }

    private static List<Distance> distances(List<Where> ends, List<Fault> faults) {
        List<Distance> all = new ArrayList<>();
        for (int i = 0; i < Math.min(ends.size(), MOST_ENDS); i++) {
            for (Fault fault : faults.subList(0, Math.min(faults.size(), MOST_FAULTS))) {
                long there = fault.cause.at().order();
                long here = ends.get(i).order();
                boolean isKnown = there != Long.MIN_VALUE && here != Long.MIN_VALUE;
                if (isKnown && Math.abs(there - here) <= MOST_MILLIS) {
                    all.add(new Distance(there - here, i));
                }
            }
        }
        all.sort(Comparator.comparingLong(Distance::millis));
        return all;
    }
}
