package io.firewitness.engine.log.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds many literals at once in bytes, without regard to the case of ASCII letters.
 *
 * <p>Method: each literal is known by a window of {@link #WINDOW} of its bytes. Of the text, only every {@link #STRIDE}-th group of
 * {@link #GRAM} bytes is looked at: wherever the window lies, exactly one of these groups falls whole into it. A bit for each
 * hash of such a group says whether any window holds it; nearly all groups end there. The next place never depends on what was
 * found at the last one, so the processor works on several at a time; a method that jumps (Wu and Manber 1994) has to wait for
 * each table look-up. Immutable; safe for use by several threads.
 */
public final class AnchorFinder {
    /** Shortest literal, in bytes. */
    public static final int WINDOW = 8;

    private static final int GRAM = 4;
    private static final int STRIDE = WINDOW - GRAM + 1;
    private static final int BITS = 18;
    /** Candidates are sorted into fewer buckets than there are bits: these are read seldom, and should stay near the processor. */
    private static final int BUCKET_SHIFT = 6;

    /** Words of routine lines: a window that shares a group with them would be looked at in nearly every line. */
    private static final byte[] ROUTINE =
            folded(("[00:00:10] <01> info     <12> info (4)    [ap] (job id: [ job name: [ job type: ["
                            + " creating created. connecting connected checking starting started. stopping stopped. processing processed"
                            + " invoke invoking command: output: session task object storage repository method backup process version"
                            + " is the of for with has been completed. failed to not from machine snapshot name: type: path: file: size: data"
                            + " read write open close disk index exception another using used resource server service client agent host:"
                            + " update released. closed and all value option password interval timeout ttl: 'true' 'false' state")
                    .getBytes(StandardCharsets.US_ASCII));

    private static final int ROUTINE_WEIGHT = 100;

    private static final int MIX = 0x9E3779B1;
    /** Setting bit 5 folds the case of letters, and at worst makes collisions. */
    private static final int FOLD_GRAM = 0x20202020;

    private static final long FOLD_WINDOW = 0x2020202020202020L;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** One bit for each hash. */
    private final long[] isKnown = new long[1 << (BITS - 6)];
    /** Where the candidates of a bucket begin; they end where those of the next one begin. */
    private final int[] bucketAt = new int[(1 << (BITS - BUCKET_SHIFT)) + 1];
    /** Of each candidate the folded window, its literal, and the place of the group in the window. */
    private final long[] windows;

    private final int[] ids;
    private final byte[] places;

    private final byte[][] anchors;
    /** Where in each literal its window begins. */
    private final int[] windowAt;

    /**
     * A finder of the given literals.
     *
     * @throws IllegalArgumentException for a literal of fewer than {@link #WINDOW} bytes
     */
    public AnchorFinder(List<byte[]> literals) {
        int count = literals.size();
        anchors = new byte[count][];
        windowAt = new int[count];
        windows = new long[count * STRIDE];
        ids = new int[count * STRIDE];
        places = new byte[count * STRIDE];
        Map<Integer, Integer> uses = new HashMap<>();
        for (int id = 0; id < count; id++) {
            anchors[id] = folded(literals.get(id));
            if (anchors[id].length < WINDOW) {
                throw new IllegalArgumentException("an anchor needs " + WINDOW + " bytes: "
                        + new String(literals.get(id), StandardCharsets.UTF_8));
            }
            for (int at = 0; at + GRAM <= anchors[id].length; at++) {
                uses.merge(gram(anchors[id], at), 1, Integer::sum);
            }
        }
        for (int at = 0; at + GRAM <= ROUTINE.length; at++) {
            uses.merge(gram(ROUTINE, at), ROUTINE_WEIGHT, Integer::sum);
        }
        for (int id = 0; id < count; id++) {
            windowAt[id] = rarest(anchors[id], uses);
            for (int place = 0; place < STRIDE; place++) {
                int hash = hash(gram(anchors[id], windowAt[id] + place));
                isKnown[hash >>> 6] |= 1L << hash;
                bucketAt[(hash >>> BUCKET_SHIFT) + 1]++;
            }
        }
        for (int bucket = 1; bucket < bucketAt.length; bucket++) {
            bucketAt[bucket] += bucketAt[bucket - 1];
        }
        int[] free = bucketAt.clone();
        for (int id = 0; id < count; id++) {
            for (int place = 0; place < STRIDE; place++) {
                int candidate = free[hash(gram(anchors[id], windowAt[id] + place)) >>> BUCKET_SHIFT]++;
                windows[candidate] = (long) LONG.get(anchors[id], windowAt[id]) | FOLD_WINDOW;
                ids[candidate] = id;
                places[candidate] = (byte) place;
            }
        }
    }

    /** Where a literal differs most from all others and from routine lines. */
    private static int rarest(byte[] anchor, Map<Integer, Integer> uses) {
        int best = 0;
        int fewest = Integer.MAX_VALUE;
        for (int at = 0; at + WINDOW <= anchor.length; at++) {
            int sum = 0;
            for (int place = 0; place < STRIDE; place++) {
                sum += uses.get(gram(anchor, at + place));
            }
            if (sum < fewest) {
                fewest = sum;
                best = at;
            }
        }
        return best;
    }

    /** Places where literals begin, in ascending order, literals at one place in the order they were given. Reused. */
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

        /** Windows lie anywhere in their literals, so a place may come after one that lies behind it; seldom by more than one. */
        private void add(int place, int id) {
            if (size == places.length) {
                places = Arrays.copyOf(places, size * 2);
                ids = Arrays.copyOf(ids, size * 2);
            }
            int at = size++;
            while (at > 0 && (places[at - 1] > place || (places[at - 1] == place && ids[at - 1] > id))) {
                places[at] = places[at - 1];
                ids[at] = ids[at - 1];
                at--;
            }
            places[at] = place;
            ids[at] = id;
        }
    }

    /** Replaces the content of {@code hits} by all places in {@code b[from, to)}. */
    void find(byte[] b, int from, int to, Hits hits) {
        hits.clear();
        long[] known = isKnown;
        int last = to - GRAM;
        for (int at = from; at <= last; at += STRIDE) {
            int hash = hash((int) INT.get(b, at) | FOLD_GRAM);
            if ((known[hash >>> 6] >>> hash & 1) != 0) {
                compare(b, from, to, at, hash, hits);
            }
        }
    }

    private void compare(byte[] b, int from, int to, int at, int hash, Hits hits) {
        int bucket = hash >>> BUCKET_SHIFT;
        int end = bucketAt[bucket + 1];
        for (int candidate = bucketAt[bucket]; candidate < end; candidate++) {
            int window = at - places[candidate];
            if (window >= from
                    && window + WINDOW <= to
                    && ((long) LONG.get(b, window) | FOLD_WINDOW) == windows[candidate]) {
                int id = ids[candidate];
                int start = window - windowAt[id];
                if (start >= from && matches(anchors[id], b, start, to)) {
                    hits.add(start, id);
                }
            }
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

    private static int gram(byte[] b, int at) {
        return (int) INT.get(b, at) | FOLD_GRAM;
    }

    private static int hash(int gram) {
        return (gram * MIX) >>> (32 - BITS);
    }
}
