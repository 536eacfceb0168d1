package io.firewitness.engine.capture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Parts of a capture that a second pass reads, as offsets of records. */
final class FileRanges {
    /** Ranges nearer than this are read as one. */
    private static final long NEAR = 1 << 16;

    /** Bits of an offset in one file. */
    private static final int FILE_BITS = 44;

    private final List<Range> ranges = new ArrayList<>();

    /**
     * Records that begin in a part of the file.
     *
     * @param first offset of the first record
     * @param last offset of the last record
     */
    record Range(long first, long last) {}

    /** Offsets that tell places in several files of one recording apart: a file's number above, the offset in it below. */
    static long position(int file, long offset) {
        return ((long) file << FILE_BITS) + offset;
    }

    /** The part of these ranges that lies in one file of a recording, as offsets in it. */
    FileRanges in(int file) {
        long from = position(file, 0);
        FileRanges own = new FileRanges();
        for (Range r : ranges) {
            long first = Math.max(r.first(), from);
            long last = Math.min(r.last(), position(file + 1, 0) - 1);
            if (first <= last) {
                own.add(first - from, last - from);
            }
        }
        return own;
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    void add(long first, long last) {
        ranges.add(new Range(first, last));
    }

    void addAll(FileRanges others) {
        ranges.addAll(others.ranges);
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
