package io.firewitness.engine.judge;

import io.firewitness.engine.capture.KillWindows.Window;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays the streams of a transfer's attempts over each other by their content, so that a place in one can be compared with a
 * place in another: a resumed attempt sends the same blocks at other stream offsets.
 */
final class ContentIndex {
    /** No content is known: payload was not captured or cannot be read again. */
    static final ContentIndex NONE = new ContentIndex(Map.of());

    private static final int ANCHOR = 32;
    private static final int MIN_DISTINCT = 18;
    private static final int SAMPLE_MASK = 31;
    private static final int MAX_REFERENCES = 8;
    /** Bytes that must be known before streams are called unlike. */
    private static final int LEAST_COMPARED = 256;
    /** Varied bytes that a signature needs at least. */
    private static final int PATTERN = 8;

    private static final int PRIME = 0x01000193;

    private final Map<Subject, Window> windows;

    ContentIndex(Map<Subject, Window> windows) {
        this.windows = windows;
    }

    /** The kill offset of each attempt in the coordinates of one of them; attempts that share no content are left out. */
    Map<Subject, Long> aligned(List<Subject> failed) {
        Map<Subject, Long> best = Map.of();
        for (Subject reference : failed.subList(0, Math.min(failed.size(), MAX_REFERENCES))) {
            Window window = windows.get(reference);
            if (window == null) {
                continue;
            }
            Map<Long, Integer> anchors = anchors(window);
            Map<Subject, Long> found = new LinkedHashMap<>();
            found.put(reference, reference.place());
            for (Subject other : failed) {
                Window theirs = windows.get(other);
                if (other != reference
                        && theirs != null
                        && other.ending.hitClientData() == reference.ending.hitClientData()) {
                    Long shift = shift(window, anchors, theirs);
                    if (shift != null) {
                        found.put(other, other.place() + shift);
                    }
                }
            }
            if (found.size() > best.size()) {
                best = found;
            }
            if (best.size() == failed.size()) {
                break;
            }
        }
        return best.size() < 2 ? Map.of() : best;
    }

    /**
     * True where two streams are known to be unlike at the place where both were cut: what was under way in both has no run of
     * varied bytes in common, long enough for a pattern that a device might look for. Where nothing was under way, what
     * came right before is compared.
     */
    boolean differ(Subject a, Subject b) {
        Window here = windows.get(a);
        Window there = windows.get(b);
        if (here == null || there == null || a.ending.hitClientData() != b.ending.hitClientData()) {
            return false;
        }
        long from = Math.max(a.place(), b.place());
        long to = Math.min(here.from() + here.bytes().length, there.from() + there.bytes().length);
        if (to - from < LEAST_COMPARED) {
            to = Math.min(a.place(), b.place());
            from = Math.max(to - LEAST_COMPARED, Math.max(here.from(), there.from()));
        }
        int length = (int) Math.min(to - from, Integer.MAX_VALUE);
        boolean isKnown = length >= LEAST_COMPARED
                && here.covers((int) (from - here.from()), length)
                && there.covers((int) (from - there.from()), length);
        return isKnown
                && !sharesRun(
                        here.bytes(), (int) (from - here.from()), there.bytes(), (int) (from - there.from()), length);
    }

    private static boolean sharesRun(byte[] a, int atA, byte[] b, int atB, int length) {
        int run = 0;
        for (int i = 0; i < length; i++) {
            run = a[atA + i] == b[atB + i] ? run + 1 : 0;
            if (run >= PATTERN && distinct(a, atA + i + 1 - run, run) >= PATTERN) {
                return true;
            }
        }
        return false;
    }

    /** Places chosen by content, so that both streams choose the same ones: where a rolling hash ends in zeros. */
    private static Map<Long, Integer> anchors(Window window) {
        Map<Long, Integer> anchors = new HashMap<>();
        scan(window, (hash, at) -> {
            anchors.putIfAbsent(hash, at);
            return true;
        });
        return anchors;
    }

    private static Long shift(Window a, Map<Long, Integer> anchors, Window b) {
        long[] result = new long[1];
        boolean[] isFound = new boolean[1];
        scan(b, (hash, at) -> {
            Integer there = anchors.get(hash);
            if (there != null && isEqual(a.bytes(), there, b.bytes(), at, ANCHOR)) {
                result[0] = (a.from() + there) - (b.from() + at);
                isFound[0] = true;
                return false;
            }
            return true;
        });
        return isFound[0] ? (Long) result[0] : null;
    }

    private interface Visitor {
        boolean visit(long hash, int at);
    }

    private static void scan(Window window, Visitor visitor) {
        byte[] b = window.bytes();
        for (int at = 0; at + ANCHOR <= b.length; at++) {
            int quick = (b[at] * PRIME ^ b[at + 1] * 31 ^ b[at + 2] * 17) * PRIME;
            if ((quick >>> 16 & SAMPLE_MASK) != 0 || !window.covers(at, ANCHOR) || !isVaried(b, at)) {
                continue;
            }
            long hash = 1;
            for (int i = 0; i < ANCHOR; i++) {
                hash = (hash ^ b[at + i]) * 0x100000001B3L;
            }
            if (!visitor.visit(hash, at)) {
                return;
            }
        }
    }

    /** Zeros and repeated patterns occur everywhere and prove nothing. */
    static boolean isVaried(byte[] b, int at) {
        return distinct(b, at, ANCHOR) >= MIN_DISTINCT;
    }

    private static int distinct(byte[] b, int at, int length) {
        long[] seen = new long[4];
        int distinct = 0;
        for (int i = 0; i < length; i++) {
            int value = b[at + i] & 0xFF;
            long bit = 1L << (value & 63);
            if ((seen[value >>> 6] & bit) == 0) {
                seen[value >>> 6] |= bit;
                distinct++;
            }
        }
        return distinct;
    }

    static boolean isEqual(byte[] a, int atA, byte[] b, int atB, int length) {
        return Arrays.equals(a, atA, atA + length, b, atB, atB + length);
    }
}
