package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.document.Clock;
import io.firewitness.engine.document.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds connections that were seen at several places and says in which order the places lie on the path.
 *
 * <p>Both initial sequence numbers together name a connection, whatever a NAT did to its addresses. Order and clock follow
 * from the handshake as NTP does it (RFC 5905, section 8): with offset {@code o} between the clocks and a delay {@code d}
 * between the places, the SYN shows {@code o + d} and the SYN-ACK {@code o - d}.
 */
final class Witnesses {
    /** More sightings of one pair of initial numbers are no connection but a copy machine. */
    private static final int MOST_SIGHTINGS = 8;

    private static final int MOST_SAMPLES = 1000;
    private static final long[] NO_SAMPLE = {};
    /** Data under way on a fast line while the route changes. */
    private static final long WINDOW = 4 << 20;

    private record Key(int client, int server) {}

    private record Pair(int from, int fromInterface, int to, int toInterface) {}

    /** Delay and clock offset between two places. */
    private record Alignment(boolean isFarther, boolean isNearer, long offset, long uncertainty, int samples) {
        static final Alignment NONE = new Alignment(false, false, Counterpart.UNKNOWN, 0, 0);
    }

    private final List<Clock> clocks = new ArrayList<>();

    /** Sets {@link Subject#counterparts} of all; the lists run parallel. */
    void match(List<CaptureInput> inputs, List<List<Subject>> subjects) throws IOException {
        List<Sighting[]> pairs = pairs(sightings(inputs, subjects));
        pairs.addAll(new MidStream(inputs, subjects).pairs());
        pairs.addAll(Conversations.pairs(inputs, subjects));
        continuations(inputs, subjects);
        Map<Pair, List<Sighting[]>> byPlaces = new LinkedHashMap<>();
        for (Sighting[] pair : pairs) {
            byPlaces.computeIfAbsent(places(pair), k -> new ArrayList<>()).add(pair);
        }
        byPlaces.forEach((places, seen) -> {
            Alignment a = align(seen, places.from == places.to);
            for (Sighting[] pair : seen) {
                boolean[] order = order(pair, a);
                link(pair[0], pair[1], order[0], order[1], a.offset);
                link(pair[1], pair[0], order[1], order[0], negated(a.offset));
            }
            if (places.from != places.to && a.offset != Counterpart.UNKNOWN) {
                clock(inputs, places, a);
            }
        });
    }

    /** Clocks of the captures against the first one, where a common handshake tells them. */
    List<Clock> clocks() {
        return List.copyOf(clocks);
    }

    private static long negated(long offset) {
        return offset == Counterpart.UNKNOWN ? offset : -offset;
    }

    private static Map<Key, List<Sighting>> sightings(List<CaptureInput> inputs, List<List<Subject>> subjects) {
        Map<Key, List<Sighting>> byNumbers = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            Side side = new Side(i, inputs.get(i));
            for (Subject s : subjects.get(i)) {
                boolean isWhole = s.flow.isTcp()
                        && s.flow.fromClient().hasStart()
                        && s.flow.fromServer().hasStart();
                if (isWhole) {
                    Key key = new Key(
                            s.flow.fromClient().initialSequence(),
                            s.flow.fromServer().initialSequence());
                    byNumbers.computeIfAbsent(key, k -> new ArrayList<>(2)).add(new Sighting(s, side));
                }
            }
        }
        return byNumbers;
    }

    private static List<Sighting[]> pairs(Map<Key, List<Sighting>> byNumbers) {
        List<Sighting[]> pairs = new ArrayList<>();
        for (List<Sighting> seen : byNumbers.values()) {
            if (seen.size() < 2 || seen.size() > MOST_SIGHTINGS) {
                continue;
            }
            for (int a = 0; a < seen.size(); a++) {
                for (int b = a + 1; b < seen.size(); b++) {
                    pairs.add(new Sighting[] {seen.get(a), seen.get(b)});
                }
            }
        }
        return pairs;
    }

    /**
     * A connection whose packets arrive at another interface from some moment on. It has no handshake there; the same end
     * points in the same capture, and sequence numbers that go on where the others stop, name it.
     */
    private static void continuations(List<CaptureInput> inputs, List<List<Subject>> subjects) {
        for (int i = 0; i < inputs.size(); i++) {
            Side side = new Side(i, inputs.get(i));
            Map<Flow.Ends, Subject> begun = new HashMap<>();
            boolean hasInterfaces = subjects.get(i).stream().anyMatch(s -> s.flow.interfaceNumber() > 0);
            if (!hasInterfaces) {
                continue;
            }
            for (Subject s : subjects.get(i)) {
                if (!s.flow.isTcp()) {
                    continue;
                }
                Subject earlier = begun.get(s.flow.ends());
                boolean isMidStream =
                        !s.flow.fromClient().hasStart() && !s.flow.fromServer().hasStart();
                if (isMidStream && earlier != null && goesOn(earlier.flow, s.flow)) {
                    link(new Sighting(earlier, side), new Sighting(s, side), false, false, 0);
                    link(new Sighting(s, side), new Sighting(earlier, side), false, false, 0);
                } else {
                    begun.put(s.flow.ends(), s);
                }
            }
        }
    }

    private static boolean goesOn(Flow earlier, Flow later) {
        boolean isOther = earlier.interfaceNumber() != later.interfaceNumber();
        return isOther
                && goesOn(earlier.fromClient(), later.fromClient())
                && goesOn(earlier.fromServer(), later.fromServer());
    }

    private static boolean goesOn(Direction earlier, Direction later) {
        int step = later.initialSequence() - absolute(earlier, earlier.dataEnd());
        return later.packets() == 0 || earlier.packets() == 0 || Math.abs((long) step) <= WINDOW;
    }

    private static Pair places(Sighting[] pair) {
        return new Pair(
                pair[0].side().index(),
                pair[0].subject().flow.interfaceNumber(),
                pair[1].side().index(),
                pair[1].subject().flow.interfaceNumber());
    }

    private static Alignment align(List<Sighting[]> seen, boolean isOneClock) {
        long[] delays = new long[Math.min(seen.size(), MOST_SAMPLES)];
        long[] offsets = new long[delays.length];
        int n = 0;
        for (Sighting[] pair : seen.subList(0, delays.length)) {
            long[] sample = sample(pair[0].subject().flow, pair[1].subject().flow);
            if (sample.length == 2) {
                delays[n] = sample[0];
                offsets[n++] = sample[1];
            }
        }
        if (n == 0) {
            return Alignment.NONE;
        }
        delays = Arrays.copyOf(delays, n);
        offsets = Arrays.copyOf(offsets, n);
        Arrays.sort(delays);
        Arrays.sort(offsets);
        long delay = delays[n / 2];
        long spread = (offsets[n - 1] - offsets[0]) / 2;
        // Nothing tells how the delay divides between the two ways, so all of it is uncertain.
        return new Alignment(delay > 0, delay < 0, isOneClock ? 0 : offsets[n / 2], Math.abs(delay) + spread, n);
    }

    /** Delay and clock offset as one connection shows them, nothing where it does not. */
    private static long[] sample(Flow here, Flow there) {
        if (!here.isTcp()) {
            return NO_SAMPLE;
        }
        boolean isClean = here.fromClient().synCount() == 1
                && there.fromClient().synCount() == 1
                && here.fromServer().synCount() == 1
                && there.fromServer().synCount() == 1;
        if (isClean) {
            long syn = there.fromClient().firstTime() - here.fromClient().firstTime();
            long answer = there.fromServer().firstTime() - here.fromServer().firstTime();
            return new long[] {(syn - answer) / 2, answer + (syn - answer) / 2};
        }
        for (boolean ofClient : new boolean[] {true, false}) {
            Direction a = here.direction(ofClient);
            Direction b = there.direction(ofClient);
            boolean isAnswered = a.acknowledged() > 0 && ahead(a, a.acknowledged(), b, b.acknowledged()) == 0;
            if (isAnswered && a.rttSamples() > 0 && b.rttSamples() > 0) {
                // The last acknowledgement as the SYN-ACK; what the round trips differ by lies between the places.
                long delay = (a.rttMin() - b.rttMin()) / 2;
                long answer = b.lastProgressTime() - a.lastProgressTime();
                return new long[] {ofClient ? delay : -delay, answer + delay};
            }
        }
        return NO_SAMPLE;
    }

    /** Is the second place nearer to the client, nearer to the server? TTLs tell where routers lie between, else the delay. */
    private static boolean[] order(Sighting[] pair, Alignment a) {
        int client = drop(pair, true);
        int server = drop(pair, false);
        boolean isBeyond = client > 0 || server < 0;
        boolean isBefore = client < 0 || server > 0;
        if (isBeyond != isBefore) {
            return new boolean[] {isBefore, isBeyond};
        }
        return isBeyond ? new boolean[] {false, false} : new boolean[] {a.isNearer, a.isFarther};
    }

    /** Routers that this side's packets pass between the first place and the second; negative the other way round. */
    private static int drop(Sighting[] pair, boolean ofClient) {
        int here = pair[0].subject().flow.direction(ofClient).ttls().mode();
        int there = pair[1].subject().flow.direction(ofClient).ttls().mode();
        return here < 0 || there < 0 ? 0 : here - there;
    }

    private static void link(Sighting from, Sighting to, boolean nearerClient, boolean nearerServer, long clock) {
        if (from.subject().counterparts.isEmpty()) {
            from.subject().counterparts = new ArrayList<>(2);
        }
        from.subject().counterparts.add(new Counterpart(to.subject(), to.side(), nearerClient, nearerServer, clock));
    }

    private void clock(List<CaptureInput> inputs, Pair places, Alignment a) {
        for (CaptureInput.Part part : inputs.get(places.to).parts()) {
            boolean isKnown = clocks.stream().anyMatch(c -> c.artifact().equals(part.id()));
            if (places.from == 0 && !isKnown) {
                clocks.add(new Clock(
                        part.id(),
                        a.offset / 1e6,
                        a.uncertainty / 1e6,
                        new Text("clock.handshakes", Map.of("count", (long) a.samples))));
            }
        }
    }

    /** Where another sighting of the same stream begins, as an offset in this one; right for streams that lie less than 2 GiB apart. */
    static long shift(Direction here, Direction there) {
        // Sequence numbers are counted modulo 2^32 (RFC 9293, section 3.4).
        int difference = there.initialSequence() - here.initialSequence();
        return difference;
    }

    /** How far a place of a stream lies beyond a place in another sighting of it; right for places less than 2 GiB apart. */
    static long ahead(Direction here, long offset, Direction there, long thereOffset) {
        int difference = absolute(here, offset) - absolute(there, thereOffset);
        return difference;
    }

    /** The 32-bit sequence number of an offset in a direction. */
    static int absolute(Direction d, long offset) {
        return d.initialSequence() + (int) offset;
    }
}
