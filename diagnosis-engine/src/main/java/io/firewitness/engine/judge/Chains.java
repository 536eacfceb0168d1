package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.RetiredFlows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Groups the connections of a capture into retry chains and asks whether they end at the same place. */
final class Chains {
    private static final long SEGMENT = 1460;
    /** A few segments, for what devices let pass and captures aggregate. */
    static final long NEXT_PACKETS = 8192;
    /** More failures of one transfer add nothing, and comparing all pairs must stay cheap. */
    private static final int MAX_FAILED = 500;
    /** Transfers side by side between one pair of hosts that are told apart. */
    private static final int MAX_PLACES = 4;
    /** Nanoseconds within which one event stops all that is under way. */
    private static final long TOGETHER = 1_000_000_000L;

    private final Thresholds limits;
    private final ContentIndex contents;
    private final Objections objections;
    private final RetiredFlows retired;

    Chains(Thresholds limits, ContentIndex contents, RetiredFlows retired) {
        this.limits = limits;
        this.retired = retired;
        this.contents = contents;
        this.objections = new Objections(contents);
    }

    /** Sets {@link Subject#chain} of all. */
    List<Chain> link(List<Subject> subjects) {
        Map<Flow.Pair, List<Subject>> groups = new LinkedHashMap<>();
        for (Subject s : subjects) {
            groups.computeIfAbsent(s.flow.pair(), k -> new ArrayList<>()).add(s);
        }
        List<Chain> chains = new ArrayList<>();
        for (List<Subject> members : groups.values()) {
            Chain chain = chain(members);
            members.forEach(s -> s.chain = chain);
            chains.add(chain);
        }
        return chains;
    }

    private Chain chain(List<Subject> members) {
        List<Subject> failed = new ArrayList<>();
        RetiredFlows.OfPair past = retired.pairs().get(members.getFirst().flow.pair());
        double bytes = past == null ? 0 : past.bytes();
        int inExchange = 0;
        int pastExchange = past == null ? 0 : past.pastExchange();
        long whole = Math.max(whole(members), past == null ? 0 : past.largest());
        for (Subject s : members) {
            if (!s.flow.isTcp()) {
                continue;
            }
            bytes += Math.max(s.flow.fromClient().dataEnd(), s.flow.fromServer().dataEnd());
            if (s.isInKeyExchange(limits) && s.isKilled()) {
                inExchange++;
            } else if (s.isKilledInBulk(limits) && !isAfterTheWhole(s, whole) && failed.size() < MAX_FAILED) {
                failed.add(s);
            }
            if (s.flow.fromServer().dataEnd() > 0 && s.flow.fromClient().segments() > 1 && !s.isKilled()) {
                pastExchange++;
            }
        }
        Set<Subject> atOnce = cutAtOnce(members, failed);
        List<Place> places = places(failed, atOnce, bytes / Math.max(1, failed.size() - atOnce.size()));
        return new Chain(List.copyOf(members), failed, places, inExchange, pastExchange);
    }

    /**
     * Attempts that died within the first packets, which is as far as a device looks to name the application, and as far as a path comes
     * that takes small packets only. A retry begins where the one before it died, so where new connections die at once for any
     * reason, all of them are at one place by construction. They count for a place only where another connection went further meanwhile.
     */
    private Set<Subject> cutAtOnce(List<Subject> members, List<Subject> failed) {
        List<Subject> atOnce =
                failed.stream().filter(s -> s.killOffset() < NEXT_PACKETS).toList();
        long first = failed.stream().mapToLong(Objections::death).min().orElse(0);
        long last = atOnce.stream().mapToLong(Objections::death).max().orElse(0);
        for (Subject s : members) {
            boolean isMeanwhile = s.flow.firstTime() > first && s.flow.firstTime() < last;
            if (isMeanwhile && s.flow.isTcp() && acknowledged(s) >= limits.earlyBytes) {
                return Set.of();
            }
        }
        return Set.copyOf(atOnce);
    }

    private static long acknowledged(Subject s) {
        return Math.max(
                s.flow.fromClient().acknowledgedPayload(), s.flow.fromServer().acknowledgedPayload());
    }

    /** One place after the other: transfers that run side by side die each at its own. */
    private List<Place> places(List<Subject> failed, Set<Subject> atOnce, double meanBytes) {
        List<Place> places = new ArrayList<>();
        List<Subject> remaining = new ArrayList<>(failed);
        while (remaining.size() >= 2 && places.size() < MAX_PLACES) {
            Place place = place(remaining, atOnce, meanBytes);
            if (!place.isConvincing() && !places.isEmpty()) {
                break;
            }
            places.add(place);
            // Where time or a passing attempt speaks against one place, smaller groups that coincide prove nothing
            // either.
            if (!place.isConvincing() || place.objection() != Place.Objection.NONE) {
                break;
            }
            remaining.removeIf(place::holds);
        }
        return places;
    }

    private Place place(List<Subject> failed, Set<Subject> atOnce, double meanBytes) {
        Place byBytes = aligned(failed, contents.aligned(failed), atOnce, meanBytes, Place.Basis.BYTES);
        if (byBytes.isConvincing()) {
            return byBytes;
        }
        Place byRecords =
                aligned(failed, new RecordIndex(failed).aligned(failed), atOnce, meanBytes, Place.Basis.RECORDS);
        return byRecords.isConvincing() ? byRecords : cluster(failed, Map.of(), atOnce, meanBytes, Place.Basis.OFFSET);
    }

    private Place aligned(
            List<Subject> failed,
            Map<Subject, Long> aligned,
            Set<Subject> atOnce,
            double meanBytes,
            Place.Basis basis) {
        // A place within the greeting is where a protocol stops, not where content sits: one attempt must have got
        // further.
        boolean isBeyondGreeting = aligned.keySet().stream().anyMatch(this::isFar);
        return aligned.size() >= 2 && isBeyondGreeting
                ? cluster(failed, aligned, atOnce, meanBytes, basis)
                : Place.NONE;
    }

    /** Payload of the longest attempt that ended well; 0 where none did. */
    private static long whole(List<Subject> members) {
        long most = 0;
        for (Subject s : members) {
            if (s.flow.isTcp() && s.ending.mode() == Ending.Mode.CLOSED) {
                most = Math.max(most, s.hit().dataEnd());
            }
        }
        return most;
    }

    /** Cut when all had been sent and acknowledged that a whole transfer holds: everybody stops there, for no byte's sake. */
    private static boolean isAfterTheWhole(Subject s, long whole) {
        return whole > 0 && s.hit().unacknowledgedPayload() == 0 && s.killOffset() >= whole;
    }

    private boolean isFar(Subject s) {
        return s.place() >= limits.sameOffsetMinimum;
    }

    private Place cluster(
            List<Subject> failed,
            Map<Subject, Long> aligned,
            Set<Subject> atOnce,
            double meanBytes,
            Place.Basis basis) {
        boolean byContent = basis != Place.Basis.OFFSET;
        ToLongFunction<Subject> end = byContent ? aligned::get : Subject::place;
        List<Subject> sorted = new ArrayList<>(
                byContent
                        ? aligned.keySet()
                        : failed.stream().filter(this::isFar).toList());
        sorted.sort(Comparator.comparingLong(end));
        Map<Subject, Integer> events = events(sorted);
        List<Subject> best = List.of();
        long bestWidth = 0;
        double bestChance = 1;
        for (int from = 0; from < sorted.size(); from++) {
            Subject a = sorted.get(from);
            long reach = reach(a, end);
            Set<Integer> moments = new HashSet<>();
            if (!atOnce.contains(a)) {
                moments.add(events.get(a));
            }
            for (int to = from + 1; to < sorted.size(); to++) {
                Subject b = sorted.get(to);
                long width = end.applyAsLong(b) - end.applyAsLong(a);
                boolean isOneWay = a.ending.hitClientData() == b.ending.hitClientData();
                if (width > limits.sameOffsetWindow || end.applyAsLong(b) >= reach || !isOneWay) {
                    break;
                }
                reach = Math.min(reach, reach(b, end));
                if (!atOnce.contains(b)) {
                    moments.add(events.get(b));
                }
                double chance = chance(moments.size(), Math.max(width, SEGMENT), meanBytes);
                boolean isWider = chance == bestChance && to - from >= best.size() && !best.isEmpty();
                if (chance < bestChance || isWider) {
                    best = List.copyOf(sorted.subList(from, to + 1));
                    bestWidth = width;
                    bestChance = chance;
                }
            }
        }
        if (best.isEmpty()) {
            return Place.NONE;
        }
        List<Subject> underWay = underWay(sorted, best, end);
        Map<Subject, Long> ends = new LinkedHashMap<>();
        best.forEach(s -> ends.put(s, end.applyAsLong(s)));
        underWay.forEach(s -> ends.put(s, end.applyAsLong(s)));
        return new Place(
                best,
                underWay,
                ends,
                bestWidth,
                bestChance,
                basis,
                objections.of(failed, sorted, best, end, byContent));
    }

    /**
     * Numbers the moments of death. What is under way side by side at an even pace stands at about the same place, so
     * connections that one event stopped together count as one death.
     */
    private static Map<Subject, Integer> events(List<Subject> failed) {
        List<Subject> byTime = new ArrayList<>(failed);
        byTime.sort(Comparator.comparingLong(Objections::death));
        Map<Subject, Integer> events = new HashMap<>();
        int event = 0;
        Subject first = null;
        for (Subject s : byTime) {
            boolean isTogether = first != null
                    && Objections.death(s) - Objections.death(first) < TOGETHER
                    && s.flow.firstTime() < Objections.death(first);
            if (!isTogether) {
                event++;
                first = s;
            }
            events.put(s, event);
        }
        return events;
    }

    /**
     * First byte that was not under way any more. One byte killed them all only where these ranges have bytes in common. Where
     * nothing is seen under way, as at the receiver, the killing packet is the next one that would have come.
     */
    static long reach(Subject s, ToLongFunction<Subject> end) {
        long underWay = s.hit().dataEnd() - s.place();
        return end.applyAsLong(s) + (underWay > 0 ? Math.max(underWay, SEGMENT) : NEXT_PACKETS);
    }

    /** Acknowledgements may be lost with the connection: what was under way then spans the place, and that is no contradiction. */
    private static List<Subject> underWay(List<Subject> sorted, List<Subject> best, ToLongFunction<Subject> end) {
        long first = end.applyAsLong(best.getFirst());
        long last = end.applyAsLong(best.getLast());
        boolean ofClient = best.getFirst().ending.hitClientData();
        List<Subject> found = new ArrayList<>();
        for (Subject s : sorted) {
            long sent = end.applyAsLong(s) + s.hit().dataEnd() - s.place();
            boolean spans = end.applyAsLong(s) <= last && sent > first;
            if (spans && s.ending.hitClientData() == ofClient && !best.contains(s)) {
                found.add(s);
            }
        }
        return found;
    }

    /**
     * Probability that {@code k} deaths fall within {@code width} bytes of each other, if every byte were equally likely to
     * kill and one in {@code meanBytes} did; 1 for fewer than two.
     */
    private static double chance(int k, long width, double meanBytes) {
        return k < 2 ? 1 : Math.pow(1 - Math.exp(-width / Math.max(meanBytes, 1)), k - 1);
    }
}
