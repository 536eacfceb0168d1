package io.firewitness.engine.judge;

import io.firewitness.engine.capture.KillWindows.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays the TLS streams of a transfer's attempts over each other by the lengths of their records. Each attempt is encrypted
 * anew, so no byte is alike; but compressed blocks differ in length, and the same blocks leave the same lengths in the same order.
 */
final class RecordIndex {
    private static final int HEADER = 5;
    private static final int LONGEST = (1 << 14) + 2048;
    /** Headers that must follow each other before bytes are believed to be records. */
    private static final int CHAIN = 4;
    /** Telling records in a row; each has some 14 bits of information. */
    private static final int RUN = 4;

    private static final int MIN_DISTINCT = 3;
    private static final int MAX_REFERENCES = 8;

    /** A record: where it begins in the stream, and its length. */
    private record Rec(long start, int length) {}

    private final Map<Subject, List<Rec>> telling = new HashMap<>();

    RecordIndex(List<Subject> failed) {
        for (Subject s : failed) {
            if (s.window != null && s.isTls()) {
                List<Rec> records = telling(records(s.window));
                if (records.size() >= RUN) {
                    telling.put(s, records);
                }
            }
        }
    }

    /** The kill offset of each attempt in the coordinates of one of them; attempts without a common run are left out. */
    Map<Subject, Long> aligned(List<Subject> failed) {
        Map<Subject, Long> best = Map.of();
        int references = 0;
        for (Subject reference : failed) {
            List<Rec> own = telling.get(reference);
            if (own == null || references++ >= MAX_REFERENCES) {
                continue;
            }
            Map<List<Long>, Long> runs = runs(own);
            Map<Subject, Long> found = new HashMap<>();
            found.put(reference, reference.place());
            for (Subject other : failed) {
                List<Rec> theirs = telling.get(other);
                boolean isAlike = other != reference
                        && theirs != null
                        && other.ending.hitClientData() == reference.ending.hitClientData();
                Long shift = isAlike ? shift(runs, theirs) : null;
                if (shift != null) {
                    found.put(other, other.place() + shift);
                }
            }
            if (found.size() > best.size()) {
                best = found;
            }
        }
        return best.size() < 2 ? Map.of() : best;
    }

    private static Long shift(Map<List<Long>, Long> runs, List<Rec> theirs) {
        // From the cut backwards: what lies nearest to it says most.
        for (int from = theirs.size() - RUN; from >= 0; from--) {
            Long start = runs.get(print(theirs, from));
            if (start != null) {
                return start - theirs.get(from).start;
            }
        }
        return null;
    }

    private static Map<List<Long>, Long> runs(List<Rec> records) {
        Map<List<Long>, Long> runs = new HashMap<>();
        for (int from = 0; from + RUN <= records.size(); from++) {
            if (records.subList(from, from + RUN).stream()
                            .map(Rec::length)
                            .distinct()
                            .count()
                    >= MIN_DISTINCT) {
                runs.put(print(records, from), records.get(from).start);
            }
        }
        return runs;
    }

    /** Lengths, and how far the records lie apart. */
    private static List<Long> print(List<Rec> records, int from) {
        List<Long> print = new ArrayList<>(2 * RUN);
        for (Rec r : records.subList(from, from + RUN)) {
            print.add((long) r.length);
            print.add(r.start - records.get(from).start);
        }
        return print;
    }

    /** Records of the commonest length are full ones, or one message over and over: they tell no place. */
    private static List<Rec> telling(List<Rec> records) {
        Map<Integer, Integer> counts = new HashMap<>();
        records.forEach(r -> counts.merge(r.length, 1, Integer::sum));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return records.stream()
                .filter(r -> counts.get(r.length) < Math.max(most, 2))
                .toList();
    }

    private static List<Rec> records(Window w) {
        List<Rec> records = new ArrayList<>();
        int at = 0;
        while (at + HEADER <= w.bytes().length) {
            if (!isChain(w, at)) {
                at++;
                continue;
            }
            while (isHeader(w, at)) {
                int length = length(w.bytes(), at);
                records.add(new Rec(w.from() + at, length));
                at += HEADER + length;
            }
        }
        return records;
    }

    private static boolean isChain(Window w, int start) {
        int at = start;
        for (int i = 0; i < CHAIN; i++) {
            if (!isHeader(w, at)) {
                return false;
            }
            at += HEADER + length(w.bytes(), at);
        }
        return true;
    }

    private static boolean isHeader(Window w, int at) {
        byte[] b = w.bytes();
        if (at + HEADER > b.length || b[at] < 20 || b[at] > 23 || b[at + 1] != 3 || b[at + 2] > 4) {
            return false;
        }
        int length = length(b, at);
        return length > 0 && length <= LONGEST && w.covers(at, HEADER);
    }

    private static int length(byte[] b, int at) {
        return ((b[at + 3] & 0xFF) << 8) | (b[at + 4] & 0xFF);
    }
}
