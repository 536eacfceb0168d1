package io.firewitness.engine.capture;

/** Times and lengths that records of one file can have; common to the formats without block marks. */
abstract class RecordShape implements Damage.Shape {
    private static final long DAY = 86_400;
    /** Records of several interfaces are written in a slightly wrong order. */
    private static final long DISORDER = 10;

    private static final int SHORTEST_FRAME = 14;
    private static final int LONGEST_RECORD = 1 << 18;

    private long lastSeconds = -1;
    private int longest;
    private long previous;

    /** What was seen before this part of the file. */
    final void follow(RecordShape before) {
        lastSeconds = lastSeconds < 0 ? before.lastSeconds : lastSeconds;
        longest = Math.max(longest, before.longest);
    }

    /** A record was read whole. */
    final void seen(long seconds, int captured) {
        lastSeconds = seconds;
        longest = Math.max(longest, captured);
    }

    @Override
    public final void begin() {
        previous = -1;
    }

    @Override
    public final int longestSeen() {
        return longest;
    }

    /** One after the other, within a day of the last good record. */
    final boolean isPlausible(long seconds, int captured, int original) {
        boolean isSized = captured >= SHORTEST_FRAME && captured <= original && original <= LONGEST_RECORD;
        boolean isNear = lastSeconds < 0 || Math.abs(seconds - lastSeconds) <= DAY;
        boolean isNext = previous < 0 || (seconds >= previous - DISORDER && seconds <= previous + DAY);
        previous = seconds;
        return isSized && isNear && isNext;
    }
}
