package io.firewitness.engine.capture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Parts of a capture that a second pass reads, as offsets of records. */
final class FileRanges {
    /** Ranges nearer than this are read as one. */
    private static final long NEAR = 1 << 16;

    private final List<Range> ranges = new ArrayList<>();

    /**
     * Records that begin in a part of the file.
     *
     * @param first offset of the first record
     * @param last offset of the last record
     */
    record Range(long first, long last) {}

    void add(long first, long last) {
        ranges.add(new Range(first, last));
    }

    /** In the order of the file, none overlapping. */
    List<Range> sorted() {
        ranges.sort(Comparator.comparingLong(Range::first));
        List<Range> merged = new ArrayList<>();
        for (Range next : ranges) {
            Range before = merged.isEmpty() ? null : merged.getLast();
            if (before != null && next.first() - before.last() <= NEAR) {
                merged.set(merged.size() - 1, new Range(before.first(), Math.max(before.last(), next.last())));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }
}
