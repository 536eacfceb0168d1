package io.firewitness.engine.judge;

import java.util.List;
import java.util.function.ToLongFunction;

/** What speaks against content as the reason where attempts end at one place: a limit of time or of volume, or bytes that passed. */
final class Objections {
    private static final long SECOND = 1_000_000_000L;
    /** Share of its size by which a place must vary before time is asked. */
    private static final double MATERIAL = 0.02;
    /** Shorter limits nobody sets. */
    private static final long SHORTEST_LIMIT = 3;
    /** How late the packet may come that a limit of time cuts; more would make any duration a whole number of seconds. */
    private static final long LATE = SECOND / 10;

    /** Attempts compared with all others. */
    private static final int MOST_COMPARED = 8;

    private final ContentIndex contents;

    Objections(ContentIndex contents) {
        this.contents = contents;
    }

    /**
     * The objection to a place.
     *
     * @param failed all failed attempts of the transfer
     * @param all those of them that were compared, in the order of their ends
     * @param best attempts that ended at the place
     * @param end where each ended
     * @param byContent true where ends are counted by content
     */
    Place.Objection of(
            List<Subject> failed,
            List<Subject> all,
            List<Subject> best,
            ToLongFunction<Subject> end,
            boolean byContent) {
        long reach = best.stream().mapToLong(s -> Chains.reach(s, end)).min().orElse(0);
        if (byContent && all.stream().anyMatch(s -> end.applyAsLong(s) >= reach)) {
            return Place.Objection.PASSED;
        }
        double offsets = spread(all, end);
        if (offsets > MATERIAL && spread(all, Objections::elapsed) < offsets / 2) {
            return Place.Objection.SAME_TIME;
        }
        boolean isClose = spread(best, Subject::place) <= MATERIAL;
        if (isClose && isWholeSeconds(best)) {
            return Place.Objection.SAME_SECONDS;
        }
        // A place known by its offset alone is one where ranges under way overlap, however short the stream is to that.
        return (isClose || !byContent) && hasOtherBytes(best, failed)
                ? Place.Objection.OTHER_BYTES
                : Place.Objection.NONE;
    }

    /** When the connection ended, as far as the path is concerned. */
    static long death(Subject s) {
        return s.ending.reset() != null
                ? s.ending.reset().time()
                : s.ending.stall().firstSend();
    }

    private static long elapsed(Subject s) {
        return death(s) - s.flow.firstTime();
    }

    /** Limits are set in whole seconds; at an even pace the place is then the same, for no byte's sake. */
    private static boolean isWholeSeconds(List<Subject> attempts) {
        long seconds = attempts.stream().mapToLong(Objections::elapsed).min().orElse(0) / SECOND;
        return seconds >= SHORTEST_LIMIT
                && attempts.stream()
                        .allMatch(s -> s.flow.fromClient().hasStart()
                                && !s.flow.hasClockGap()
                                && elapsed(s) - seconds * SECOND <= LATE);
    }

    /**
     * The same stream byte, but other contents around it, as another object has them: a limit of volume. Inside TLS contents always
     * differ.
     */
    private boolean hasOtherBytes(List<Subject> attempts, List<Subject> failed) {
        for (Subject a : attempts.subList(0, Math.min(attempts.size(), MOST_COMPARED))) {
            for (Subject b : failed) {
                if (a != b && isOnePlace(a, b) && !a.isTls() && !b.isTls() && contents.differ(a, b)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** True where one stream byte may have killed both: they ended close to each other, or had bytes in common under way. */
    private static boolean isOnePlace(Subject a, Subject b) {
        boolean isClose = Math.abs(a.place() - b.place()) <= Chains.NEXT_PACKETS;
        return isClose || (Chains.reach(a, Subject::place) > b.place() && Chains.reach(b, Subject::place) > a.place());
    }

    /** From the smallest to the largest, as a share of the largest. */
    private static double spread(List<Subject> attempts, ToLongFunction<Subject> of) {
        long least = attempts.stream().mapToLong(of).min().orElse(0);
        long most = attempts.stream().mapToLong(of).max().orElse(0);
        return most <= 0 ? 0 : (double) (most - least) / most;
    }
}
