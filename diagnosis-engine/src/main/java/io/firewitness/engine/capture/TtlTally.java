package io.firewitness.engine.capture;

/**
 * Counts TTL values. Keeps the four values met first (a fifth one replaces the rarest); more on one path are a sign of
 * something that no rule relies on.
 */
public final class TtlTally {
    private static final int SLOTS = 4;

    private int values;
    private final int[] counts = new int[SLOTS];
    private int total;

    void add(int ttl) {
        total++;
        for (int i = 0; i < SLOTS; i++) {
            if (counts[i] > 0 && value(i) == ttl) {
                counts[i]++;
                return;
            }
        }
        int rarest = 0;
        for (int i = 1; i < SLOTS; i++) {
            if (counts[i] < counts[rarest]) {
                rarest = i;
            }
        }
        counts[rarest] = 1;
        values = (values & ~(0xFF << (rarest * 8))) | ttl << (rarest * 8);
    }

    /** Adds one value; -1 is not counted. */
    public void addOne(int ttl) {
        if (ttl >= 0) {
            add(ttl);
        }
    }

    /** Adds another tally, at most a thousand of each value. */
    public void addAll(TtlTally other) {
        for (int i = 0; i < SLOTS; i++) {
            for (int n = Math.min(other.counts[i], 1000); n > 0; n--) {
                add(other.value(i));
            }
        }
    }

    private int value(int slot) {
        return values >>> (slot * 8) & 0xFF;
    }

    /** The most frequent value, or -1 where nothing was counted. */
    public int mode() {
        int best = -1;
        for (int i = 0; i < SLOTS; i++) {
            if (counts[i] > 0 && (best < 0 || counts[i] > counts[best])) {
                best = i;
            }
        }
        return best < 0 ? -1 : value(best);
    }

    /** How often a value was counted. */
    public int count(int ttl) {
        for (int i = 0; i < SLOTS; i++) {
            if (counts[i] > 0 && value(i) == ttl) {
                return counts[i];
            }
        }
        return 0;
    }

    /** Packets counted. */
    public int total() {
        return total;
    }

    /** The distance between a TTL and the nearest value that was counted; a large number where nothing was. */
    public int distance(int ttl) {
        int nearest = 256;
        for (int i = 0; i < SLOTS; i++) {
            if (counts[i] > 0) {
                nearest = Math.min(nearest, Math.abs(value(i) - ttl));
            }
        }
        return nearest;
    }
}
