package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.KillWindows;
import io.firewitness.engine.capture.KillWindows.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds connections that two captures share although one of them began after the handshake. With the same end points,
 * sequence numbers that overlap both ways name the connection; behind a NAT its payload must be the same as well.
 */
final class MidStream {
    /** Pairs whose payload is compared, at most 256 KiB each. */
    private static final int MOST_COMPARED = 64;

    private static final int MOST_PER_SERVER = 32;
    private static final int CHUNK = 64;
    /** Equal chunks of varied bytes that make the payload the same: 256 bytes. */
    private static final int CHUNKS = 4;

    private static final long HALF = 1L << 31;

    private record Server(long high, long low, int port) {}

    private record Candidate(Sighting a, Sighting b, Window here, Window there) {}

    private final List<CaptureInput> inputs;
    private final List<List<Subject>> subjects;

    MidStream(List<CaptureInput> inputs, List<List<Subject>> subjects) {
        this.inputs = inputs;
        this.subjects = subjects;
    }

    /** Pairs of sightings of one connection. */
    List<Sighting[]> pairs() throws IOException {
        List<Sighting[]> pairs = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            for (int j = i + 1; j < inputs.size(); j++) {
                if (!inputs.get(i).isOfOneRecorderWith(inputs.get(j))) {
                    pairs.addAll(between(i, j));
                }
            }
        }
        return pairs;
    }

    private List<Sighting[]> between(int i, int j) throws IOException {
        Map<Flow.Ends, Subject> byEnds = new HashMap<>();
        Map<Server, List<Subject>> byServer = new HashMap<>();
        for (Subject s : subjects.get(j)) {
            if (s.flow.isTcp()) {
                byEnds.put(s.flow.ends(), s);
                List<Subject> same = byServer.computeIfAbsent(server(s), k -> new ArrayList<>(1));
                if (same.size() < MOST_PER_SERVER) {
                    same.add(s);
                }
            }
        }
        Side here = new Side(i, inputs.get(i));
        Side there = new Side(j, inputs.get(j));
        List<Sighting[]> pairs = new ArrayList<>();
        Set<Subject> taken = new HashSet<>();
        List<Candidate> behindNat = new ArrayList<>();
        for (Subject s : subjects.get(i)) {
            if (!s.flow.isTcp()) {
                continue;
            }
            Subject twin = byEnds.get(s.flow.ends());
            if (twin != null && isPossible(s.flow, twin.flow)) {
                pairs.add(new Sighting[] {new Sighting(s, here), new Sighting(twin, there)});
                taken.add(twin);
            } else if (twin == null) {
                for (Subject other : byServer.getOrDefault(server(s), List.of())) {
                    if (behindNat.size() < MOST_COMPARED && isPossible(s.flow, other.flow)) {
                        behindNat.add(new Candidate(
                                new Sighting(s, here),
                                new Sighting(other, there),
                                window(s.flow, other.flow),
                                window(other.flow, s.flow)));
                    }
                }
            }
        }
        behindNat.removeIf(c -> taken.contains(c.b.subject()));
        pairs.addAll(samePayload(behindNat, inputs.get(i), inputs.get(j)));
        return pairs;
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
        if (a.max() >= HALF || b.max() >= HALF) {
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
