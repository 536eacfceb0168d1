package io.firewitness.engine.log.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds many literals at once in bytes, without regard to the case of ASCII letters.
 *
 * <p>Method: Wu and Manber, "A fast algorithm for multi-pattern searching" (TR-94-17, University of Arizona, 1994), with blocks of
 * three bytes. All literals are compared by a window of their first {@link #WINDOW} bytes; a table of block hashes says how far
 * the window may jump, so most bytes are never looked at. Immutable; safe for use by several threads.
 */
public final class AnchorFinder {
    /** Shortest literal, in bytes. */
    public static final int WINDOW = 8;

    private static final int BLOCK = 3;
    private static final int BITS = 15;
    private static final int BUCKETS = 1 << BITS;
    private static final int MIX = 0x9E3779B1;
    /** Setting bit 5 folds the case of letters, and at worst makes collisions. */
    private static final int FOLD = 0x202020;

    private static final long FOLD_WINDOW = 0x2020202020202020L;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] shifts = new byte[BUCKETS];
    private final int[][] buckets = new int[BUCKETS][];
    private final byte[][] anchors;
    /** The folded first eight bytes of each literal. */
    private final long[] windows;

    /**
     * A finder of the given literals.
     *
     * @throws IllegalArgumentException for a literal of fewer than {@link #WINDOW} bytes
     */
    public AnchorFinder(List<byte[]> literals) {
        anchors = new byte[literals.size()][];
        windows = new long[literals.size()];
        Arrays.fill(shifts, (byte) (WINDOW - BLOCK + 1));
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < BUCKETS; i++) {
            lists.add(null);
        }
        for (int id = 0; id < anchors.length; id++) {
            byte[] anchor = folded(literals.get(id));
            if (anchor.length < WINDOW) {
                throw new IllegalArgumentException("an anchor needs " + WINDOW + " bytes: "
                        + new String(literals.get(id), StandardCharsets.UTF_8));
            }
            anchors[id] = anchor;
            windows[id] = (long) LONG.get(anchor, 0) | FOLD_WINDOW;
            for (int at = BLOCK - 1; at < WINDOW; at++) {
                int h = hash(anchor, at);
                shifts[h] = (byte) Math.min(shifts[h], WINDOW - 1 - at);
            }
            int last = hash(anchor, WINDOW - 1);
            if (lists.get(last) == null) {
                lists.set(last, new ArrayList<>());
            }
            lists.get(last).add(id);
        }
        for (int i = 0; i < BUCKETS; i++) {
            if (lists.get(i) != null) {
                buckets[i] = lists.get(i).stream().mapToInt(Integer::intValue).toArray();
            }
        }
    }

    /** Places where literals begin, in ascending order. Reused from buffer to buffer. */
    public static final class Hits {
        private int[] places = new int[256];
        private int[] ids = new int[256];
        private int size;

        int size() {
            return size;
        }

        int place(int i) {
            return places[i];
        }

        int id(int i) {
            return ids[i];
        }

        private void clear() {
            size = 0;
        }

        private void add(int place, int id) {
            if (size == places.length) {
                places = Arrays.copyOf(places, size * 2);
                ids = Arrays.copyOf(ids, size * 2);
            }
            places[size] = place;
            ids[size++] = id;
        }
    }

    /** Replaces the content of {@code hits} by all places in {@code b[from, to)}. */
    void find(byte[] b, int from, int to, Hits hits) {
        hits.clear();
        byte[] table = shifts;
        int end = from + WINDOW - 1;
        while (end < to) {
            int block = ((int) INT.get(b, end - BLOCK) >>> 8) | FOLD;
            int bucket = (block * MIX) >>> (32 - BITS);
            int shift = table[bucket];
            if (shift != 0) {
                end += shift;
                continue;
            }
            int start = end - WINDOW + 1;
            long window = (long) LONG.get(b, start) | FOLD_WINDOW;
            for (int id : buckets[bucket]) {
                if (window == windows[id] && matches(anchors[id], b, start, to)) {
                    hits.add(start, id);
                }
            }
            end++;
        }
    }

    private static boolean matches(byte[] anchor, byte[] b, int start, int to) {
        if (start + anchor.length > to) {
            return false;
        }
        for (int i = 0; i < anchor.length; i++) {
            if (anchor[i] != fold(b[start + i])) {
                return false;
            }
        }
        return true;
    }

    private static byte fold(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }

    private static byte[] folded(byte[] literal) {
        byte[] folded = literal.clone();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = fold(folded[i]);
        }
        return folded;
    }

    /** Of the three bytes that end at {@code at}. */
    private static int hash(byte[] b, int at) {
        int block = (b[at - 2] & 0xFF) | ((b[at - 1] & 0xFF) << 8) | ((b[at] & 0xFF) << 16) | FOLD;
        return (block * MIX) >>> (32 - BITS);
    }
}
