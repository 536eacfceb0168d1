package io.firewitness.engine.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Do failed attempts of one disk end at the same place?
 *
 * <p>Compared are attempts that got somewhere and died of the network. Left out are those that moved nothing (two zeros are not
 * a place), those with an everyday cause, and runs that read only changed blocks, whose counters do not compare. The unit is the
 * most exact one that all of them print.
 *
 * @param unit what was compared; null where fewer than two attempts compare
 * @param values one for each compared attempt
 * @param together the compared attempts at the most frequent place
 * @param of how many were compared
 * @param tolerance in the unit
 * @param chance probability that so many of them coincide by accident; null where the size is unknown
 * @param isConfirmed the place is printed in wording read in a public source
 */
record SamePlace(
        Spot.Unit unit,
        List<Long> values,
        List<Tried> together,
        int of,
        long tolerance,
        Double chance,
        boolean isConfirmed) {
    /** Upload streams of one job, each with a block under way (Veeam user guide: 5). */
    private static final int STREAMS = 5;

    SamePlace {
        values = List.copyOf(values);
        together = List.copyOf(together);
    }

    /** True where at least two of the attempts end together, and no more than a quarter elsewhere. */
    boolean holds() {
        return together.size() >= 2 && (of - together.size()) * 3 <= together.size();
    }

    static SamePlace of(List<Tried> attempts) {
        mark(attempts);
        List<Tried> compared = attempts.stream()
                .filter(t -> t.isFailed() && t.notComparable == null)
                .toList();
        if (compared.isEmpty()) {
            return new SamePlace(null, List.of(), List.of(), 0, 0, null, false);
        }
        Spot.Unit unit = unit(compared);
        if (unit == null || compared.size() < 2) {
            return new SamePlace(null, List.of(), List.of(), compared.size(), 0, null, false);
        }
        long block = compared.getFirst().run.blockBytes;
        long tolerance = switch (unit) {
            case BLOCK -> STREAMS;
            case BYTE -> STREAMS * block;
            case ROUNDED_BYTE -> Math.max(STREAMS * block, step(compared));
            case PERCENT -> 1;
        };
        List<Long> values = compared.stream().map(t -> t.spot(unit).value()).toList();
        List<Tried> together = cluster(compared, values, tolerance);
        if (together.size() < 2) {
            together = List.of();
        }
        double window = window(unit, tolerance, compared, block);
        Double chance = together.size() < 2 || window <= 0
                ? null
                : chance(compared.size(), together.size(), Math.min(1, window));
        return new SamePlace(unit, values, together, compared.size(), tolerance, chance, isConfirmed(together, block));
    }

    /** What one more in the last printed digit means: sizes are printed with one decimal, from a hundred on with none. */
    private static long step(List<Tried> compared) {
        long step = 0;
        for (Tried t : compared) {
            long value = t.spot(Spot.Unit.ROUNDED_BYTE).value();
            long unit = 1;
            while (value / unit >= 1024) {
                unit *= 1024;
            }
            step = Math.max(step, value / unit >= 100 ? unit : unit / 10);
        }
        return step;
    }

    private static void mark(List<Tried> attempts) {
        long mostBytes = 0;
        for (Tried t : attempts) {
            t.notComparable = why(t, mostBytes);
            mostBytes = t.outcome.equals("completed") ? Math.max(mostBytes, t.totalBytes) : mostBytes;
        }
    }

    private static String why(Tried t, long mostBytes) {
        if (!t.isFailed()) {
            return t.outcome;
        }
        if (t.ordinaryCause() != null) {
            return "control-cause";
        }
        boolean isZero = !t.spots.isEmpty() && t.spots.stream().allMatch(s -> s.value() == 0);
        if (isZero) {
            return "zero-progress";
        }
        if (t.spots.isEmpty()) {
            return "no-position";
        }
        if (!t.hasNetworkCause()) {
            return "cause-unknown";
        }
        // A run with far less to read than a whole one before it reads only changed blocks.
        return mostBytes > 0 && t.totalBytes > 0 && t.totalBytes < mostBytes * 2 / 3 ? "incremental" : null;
    }

    private static Spot.Unit unit(List<Tried> compared) {
        for (Spot.Unit unit :
                new Spot.Unit[] {Spot.Unit.BLOCK, Spot.Unit.BYTE, Spot.Unit.ROUNDED_BYTE, Spot.Unit.PERCENT}) {
            if (compared.stream().allMatch(t -> t.spot(unit) != null)) {
                return unit;
            }
        }
        return null;
    }

    private static List<Tried> cluster(List<Tried> compared, List<Long> values, long tolerance) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        long first = 0;
        int most = 0;
        for (long value : values) {
            int near = below(sorted, value + tolerance + 1) - below(sorted, value);
            first = near > most ? value : first;
            most = Math.max(most, near);
        }
        List<Tried> best = new ArrayList<>(most);
        for (int i = 0; i < values.size(); i++) {
            long ahead = values.get(i) - first;
            if (ahead >= 0 && ahead <= tolerance) {
                best.add(compared.get(i));
            }
        }
        return best;
    }

    /** How many values are less than a limit. */
    private static int below(long[] sorted, long limit) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < limit) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Share of the object that the tolerance covers; 0 where its size is unknown. */
    private static double window(Spot.Unit unit, long tolerance, List<Tried> compared, long block) {
        if (unit == Spot.Unit.PERCENT) {
            return (tolerance + 1) / 100.0;
        }
        long total = 0;
        for (Tried t : compared) {
            total = Math.max(total, t.totalBytes);
        }
        double width = unit == Spot.Unit.BLOCK ? (double) (tolerance + 1) * block : tolerance;
        return total <= 0 ? 0 : width / total;
    }

    /**
     * Probability that of {@code n} places, each anywhere in the object with equal likelihood, some {@code k} lie within a window
     * of the given share: at most C(n,k) times that of k points in one window, k·w^(k-1) − (k−1)·w^k.
     */
    static double chance(int n, int k, double window) {
        double together = k * Math.pow(window, k - 1) - (k - 1) * Math.pow(window, k);
        double choices = 1;
        for (int i = 1; i <= k; i++) {
            choices = choices * (n - k + i) / i;
        }
        return Math.min(1, choices * together);
    }

    /** The same attempts agree in bytes of their end lines, whose wording is confirmed. */
    private static boolean isConfirmed(List<Tried> together, long block) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        long slack = STREAMS * block;
        for (Tried t : together) {
            Spot exact = t.spot(Spot.Unit.BYTE);
            Spot rounded = t.spot(Spot.Unit.ROUNDED_BYTE);
            Spot spot = exact != null && exact.isConfirmed() ? exact : rounded;
            if (spot == null) {
                return false;
            }
            slack = spot.unit() == Spot.Unit.ROUNDED_BYTE ? Math.max(slack, spot.value() / 500) : slack;
            least = Math.min(least, spot.value());
            most = Math.max(most, spot.value());
        }
        return !together.isEmpty() && most - least <= slack;
    }
}
