package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.KillWindows;
import io.firewitness.engine.capture.KillWindows.Window;
import io.firewitness.engine.judge.Streams.Seen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds connections that two captures share although one of them began after the handshake. With the same end points,
 * sequence numbers that overlap both ways name the connection; behind a NAT its payload must be the same as well.
 */
final class MidStream {
    /** Pairs whose payload is compared, at most 256 KiB each. */
    private static final int MOST_COMPARED = 64;

    private static final int CHUNK = 64;
    /** Equal chunks of varied bytes that make the payload the same: 256 bytes. */
    private static final int CHUNKS = 4;

    private record Server(long high, long low, int port) {}

    private record Candidate(Sighting a, Sighting b, Window here, Window there) {}

    private final List<CaptureInput> inputs;
    private final List<List<Subject>> subjects;
    /** Connections of the same end points, the last one of each capture. */
    private final Map<Flow.Ends, List<Seen>> byEnds = new HashMap<>();

    private final Map<Server, List<Seen>> byServer = new HashMap<>();
    private final Map<Captures, Found> found = new TreeMap<>();

    /** Two captures, in the order of the case. */
    private record Captures(int here, int there) implements Comparable<Captures> {
        @Override
        public int compareTo(Captures o) {
            return here == o.here ? Integer.compare(there, o.there) : Integer.compare(here, o.here);
        }
    }

    /** Behind a NAT, connections that may be the same. */
    private record Couple(Seen here, Seen there) {
        static final Comparator<Couple> IN_ORDER =
                Comparator.comparingInt((Couple c) -> c.here.position()).thenComparingInt(c -> c.there.position());
    }

    /** What two captures share. */
    private static final class Found {
        final List<Sighting[]> pairs = new ArrayList<>();
        final Set<Subject> taken = new HashSet<>();
        final TreeSet<Couple> behindNat = new TreeSet<>(Couple.IN_ORDER);
    }

    MidStream(List<CaptureInput> inputs, List<List<Subject>> subjects) {
        this.inputs = inputs;
        this.subjects = subjects;
    }

    /** Pairs of sightings of one connection. */
    List<Sighting[]> pairs() throws IOException {
        if (inputs.size() < 2) {
            return List.of();
        }
        index();
        twins();
        byServer.values().forEach(seen -> new Streams(seen).meetings(this::behindNat));
        List<Sighting[]> pairs = new ArrayList<>();
        for (Map.Entry<Captures, Found> entry : found.entrySet()) {
            Found between = entry.getValue();
            pairs.addAll(between.pairs);
            between.behindNat.removeIf(c -> between.taken.contains(c.there.subject()));
            pairs.addAll(samePayload(
                    between.behindNat.stream().map(this::candidate).toList(),
                    inputs.get(entry.getKey().here),
                    inputs.get(entry.getKey().there)));
        }
        return pairs;
    }

    private void index() {
        for (int i = 0; i < subjects.size(); i++) {
            for (int position = 0; position < subjects.get(i).size(); position++) {
                Subject s = subjects.get(i).get(position);
                if (!s.flow.isTcp()) {
                    continue;
                }
                List<Seen> same = byServer.computeIfAbsent(server(s), k -> new ArrayList<>(1));
                int rank = isIn(same, i) ? same.getLast().rank() + 1 : 0;
                Seen seen = new Seen(s, i, position, rank);
                same.add(seen);
                List<Seen> twins = byEnds.computeIfAbsent(s.flow.ends(), k -> new ArrayList<>(1));
                if (isIn(twins, i)) {
                    twins.removeLast();
                }
                twins.add(seen);
            }
        }
    }

    /** True where the last one was seen in this capture. */
    private static boolean isIn(List<Seen> seen, int capture) {
        return !seen.isEmpty() && seen.getLast().capture() == capture;
    }

    private void twins() {
        for (int i = 0; i < subjects.size(); i++) {
            for (Subject s : subjects.get(i)) {
                for (Seen twin : s.flow.isTcp() ? byEnds.get(s.flow.ends()) : List.<Seen>of()) {
                    if (twin.capture() > i && isTwoPlaces(i, twin.capture()) && isPossible(s.flow, twin.flow())) {
                        Found between = between(i, twin.capture());
                        between.pairs.add(new Sighting[] {sighting(s, i), sighting(twin.subject(), twin.capture())});
                        between.taken.add(twin.subject());
                    }
                }
            }
        }
    }

    private void behindNat(Seen here, Seen there) {
        boolean mayBe = isTwoPlaces(here.capture(), there.capture())
                && isPossible(here.flow(), there.flow())
                && byEnds.get(here.flow().ends()).stream().noneMatch(s -> s.capture() == there.capture());
        if (mayBe) {
            TreeSet<Couple> couples = between(here.capture(), there.capture()).behindNat;
            couples.add(new Couple(here, there));
            if (couples.size() > MOST_COMPARED) {
                couples.removeLast();
            }
        }
    }

    private boolean isTwoPlaces(int i, int j) {
        return !inputs.get(i).isOfOneRecorderWith(inputs.get(j));
    }

    private Found between(int i, int j) {
        return found.computeIfAbsent(new Captures(i, j), k -> new Found());
    }

    private Sighting sighting(Subject s, int capture) {
        return new Sighting(s, new Side(capture, inputs.get(capture)));
    }

    private Candidate candidate(Couple c) {
        return new Candidate(
                sighting(c.here.subject(), c.here.capture()),
                sighting(c.there.subject(), c.there.capture()),
                window(c.here.flow(), c.there.flow()),
                window(c.there.flow(), c.here.flow()));
    }

    private static Server server(Subject s) {
        Flow.Pair pair = s.flow.pair();
        return new Server(pair.serverHigh(), pair.serverLow(), pair.port());
    }

    /** A handshake is missing somewhere, and the numbers of both streams overlap. */
    private static boolean isPossible(Flow a, Flow b) {
        boolean isWhole = isWhole(a) && isWhole(b);
        boolean isServerAlike = a.serverPort() == b.serverPort();
        return !isWhole
                && isServerAlike
                && overlaps(a.fromClient(), b.fromClient())
                && overlaps(a.fromServer(), b.fromServer());
    }

    private static boolean isWhole(Flow f) {
        return f.fromClient().hasStart() && f.fromServer().hasStart();
    }

    private static boolean overlaps(Direction a, Direction b) {
        if (a.max() >= Streams.HALF || b.max() >= Streams.HALF) {
            return true;
        }
        // Where the other stream begins, counted in this one.
        long shift = Witnesses.shift(a, b);
        return shift <= a.max() && shift + b.max() >= 0;
    }

    /** Payload of the richer stream, from where both captures have it. */
    private static Window window(Flow a, Flow b) {
        boolean ofClient = isUpload(a, b);
        Direction own = a.direction(ofClient);
        long shift = Witnesses.shift(own, b.direction(ofClient));
        return new Window(a, ofClient, Math.min(own.dataEnd(), Math.max(0, shift) + KillWindows.REACH));
    }

    private static boolean isUpload(Flow a, Flow b) {
        return a.fromClient().dataEnd() + b.fromClient().dataEnd()
                >= a.fromServer().dataEnd() + b.fromServer().dataEnd();
    }

    private static List<Sighting[]> samePayload(List<Candidate> candidates, CaptureInput here, CaptureInput there)
            throws IOException {
        if (candidates.isEmpty() || here.again() == null || there.again() == null) {
            return List.of();
        }
        KillWindows.fill(
                here.again(),
                here.capture().layouts(),
                candidates.stream().map(Candidate::here).toList());
        KillWindows.fill(
                there.again(),
                there.capture().layouts(),
                candidates.stream().map(Candidate::there).toList());
        List<Sighting[]> same = new ArrayList<>();
        Set<Subject> taken = new HashSet<>();
        for (Candidate c : candidates) {
            Flow a = c.a.subject().flow;
            Flow b = c.b.subject().flow;
            boolean ofClient = isUpload(a, b);
            long shift = Witnesses.shift(a.direction(ofClient), b.direction(ofClient));
            boolean isFree = !taken.contains(c.a.subject()) && !taken.contains(c.b.subject());
            if (isFree && isSame(c.here, c.there, shift)) {
                same.add(new Sighting[] {c.a, c.b});
                taken.add(c.a.subject());
                taken.add(c.b.subject());
            }
        }
        return same;
    }

    private static boolean isSame(Window a, Window b, long shift) {
        int equal = 0;
        for (int at = 0; at + CHUNK <= a.bytes().length; at += CHUNK) {
            long other = a.from() + at - shift - b.from();
            boolean isKnown = other >= 0
                    && other + CHUNK <= b.bytes().length
                    && a.covers(at, CHUNK)
                    && b.covers((int) other, CHUNK)
                    && ContentIndex.isVaried(a.bytes(), at);
            if (isKnown && !ContentIndex.isEqual(a.bytes(), at, b.bytes(), (int) other, CHUNK)) {
                return false;
            }
            equal += isKnown ? 1 : 0;
        }
        return equal >= CHUNKS;
    }
}
