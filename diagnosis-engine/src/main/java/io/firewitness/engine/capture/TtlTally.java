package io.firewitness.engine.capture;

/**
 * Counts TTL values. Keeps the four values met first (a fifth one replaces the rarest); more on one path are a sign of
 * something that no rule relies on.
 */
public final class TtlTally {
    private static final int SLOTS = 4;

    /** The value met first: hardly ever is there another. */
    private int first;

    private int firstCount;
    private int total;
    /** The other values, one in each byte, and how often they were met; null while there are none. */
    private int others;

    private int[] otherCounts;

    void add(int ttl) {
        total++;
        if (ttl == first && firstCount > 0) {
            firstCount++;
        } else {
            addOther(ttl);
        }
    }

    /** The value was added last. */
    private void addAgain(int ttl, int times) {
        total += times;
        if (ttl == first) {
            firstCount += times;
            return;
        }
        for (int i = 1; i < SLOTS; i++) {
            if (met(i) > 0 && value(i) == ttl) {
                otherCounts[i - 1] += times;
                return;
            }
        }
    }

    private void addOther(int ttl) {
        if (firstCount == 0) {
            first = ttl;
            firstCount = 1;
            return;
        }
        if (otherCounts == null) {
            otherCounts = new int[SLOTS - 1];
        }
        int rarest = 0;
        for (int i = 1; i < SLOTS; i++) {
            if (met(i) > 0 && value(i) == ttl) {
                otherCounts[i - 1]++;
                return;
            }
            if (met(i) < met(rarest)) {
                rarest = i;
            }
        }
        if (rarest == 0) {
            first = ttl;
            firstCount = 1;
            return;
        }
        int shift = (rarest - 1) * 8;
        otherCounts[rarest - 1] = 1;
        others = (others & ~(0xFF << shift)) | ttl << shift;
    }

    private int value(int slot) {
        return slot == 0 ? first : others >>> ((slot - 1) * 8) & 0xFF;
    }

    private int met(int slot) {
        return slot == 0 ? firstCount : otherCounts == null ? 0 : otherCounts[slot - 1];
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
            int times = Math.min(other.met(i), 1000);
            if (times > 0) {
                add(other.value(i));
                addAgain(other.value(i), times - 1);
            }
        }
    }

    /** The most frequent value, or -1 where nothing was counted. */
    public int mode() {
        int best = -1;
        for (int i = 0; i < SLOTS; i++) {
            if (met(i) > 0 && (best < 0 || met(i) > met(best))) {
                best = i;
            }
        }
        return best < 0 ? -1 : value(best);
    }

    /** How often a value was counted. */
    public int count(int ttl) {
        for (int i = 0; i < SLOTS; i++) {
            if (met(i) > 0 && value(i) == ttl) {
                return met(i);
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
            if (met(i) > 0) {
                nearest = Math.min(nearest, Math.abs(value(i) - ttl));
            }
        }
        return nearest;
    }
}
