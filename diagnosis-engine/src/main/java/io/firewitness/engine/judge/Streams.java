package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Connections to one server in all captures of a case, in the order of the sequence numbers at which one of their streams begins:
 * so those whose streams overlap are found without comparing each with each.
 */
final class Streams {
    /** Streams as long as that may overlap with any other: their numbers go round (RFC 9293, section 3.4). */
    static final long HALF = 1L << 31;
    /** Connections of one capture that are looked for in earlier captures. */
    private static final int MOST_PER_SERVER = 32;

    private static final long NUMBERS = 1L << 32;

    /** Streams of data go through all numbers; those that only acknowledge tell connections apart. */
    private final boolean ofClient;

    private final Index all;
    /** The first ones of each capture. */
    private final Index sought;

    /**
     * A connection of one of the captures.
     *
     * @param capture number of the capture in its case, from 0
     * @param position its place in that capture, from 0
     * @param rank its place among the connections to that server there, from 0
     */
    record Seen(Subject subject, int capture, int position, int rank) {
        Flow flow() {
            return subject.flow;
        }
    }

    Streams(List<Seen> seen) {
        ofClient = sum(seen, true) <= sum(seen, false);
        all = new Index(seen);
        sought = new Index(seen.stream().filter(s -> s.rank < MOST_PER_SERVER).toList());
    }

    private static long sum(List<Seen> seen, boolean ofClient) {
        return seen.stream()
                .mapToLong(s -> length(s.flow().direction(ofClient)))
                .sum();
    }

    private static long length(Direction d) {
        return Math.clamp(d.max(), 0, HALF);
    }

    /** Tells each two of different captures whose streams overlap, the one of the earlier capture first. */
    void meetings(BiConsumer<Seen, Seen> sink) {
        // Of two stretches of numbers that overlap, one begins inside of the other.
        for (Seen here : all.seen) {
            sought.beginningIn(here, there -> {
                if (here.capture < there.capture) {
                    sink.accept(here, there);
                }
            });
        }
        for (Seen there : sought.seen) {
            all.beginningIn(there, here -> {
                if (here.capture < there.capture && !begins(there, here)) {
                    sink.accept(here, there);
                }
            });
        }
    }

    private Direction stream(Seen s) {
        return s.flow().direction(ofClient);
    }

    private long start(Seen s) {
        return Integer.toUnsignedLong(stream(s).initialSequence());
    }

    /** True where this one begins inside of that one. */
    private boolean begins(Seen one, Seen inside) {
        long length = length(stream(inside));
        return length >= HALF || Math.floorMod(start(one) - start(inside), NUMBERS) <= length;
    }

    private final class Index {
        private final List<Seen> seen;
        private final long[] starts;

        Index(List<Seen> unsorted) {
            seen = unsorted.stream()
                    .sorted(Comparator.comparingLong(Streams.this::start))
                    .toList();
            starts = seen.stream().mapToLong(Streams.this::start).toArray();
        }

        void beginningIn(Seen outer, Consumer<Seen> sink) {
            int at = firstFrom(start(outer));
            for (int i = 0; i < starts.length; i++) {
                Seen one = seen.get((at + i) % starts.length);
                if (!begins(one, outer)) {
                    return;
                }
                sink.accept(one);
            }
        }

        private int firstFrom(long start) {
            int low = 0;
            int high = starts.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (starts[middle] < start) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
