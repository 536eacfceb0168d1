package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Flow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Groups the connections of a capture into retry chains and asks whether they end at the same place. */
final class Chains {
    private static final long SEGMENT = 1460;
    /** More failures of one transfer add nothing, and comparing all pairs must stay cheap. */
    private static final int MAX_FAILED = 500;
    /** Chance of coincidence from which a common place is worth mentioning. */
    static final double CONVINCING = 0.05;

    private final Thresholds limits;
    private final ContentIndex contents;

    Chains(Thresholds limits, ContentIndex contents) {
        this.limits = limits;
        this.contents = contents;
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
        double bytes = 0;
        int inExchange = 0;
        int pastExchange = 0;
        long whole = whole(members);
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
        if (failed.size() < 2) {
            return new Chain(List.copyOf(members), failed, List.of(), 0, 1, false, inExchange, pastExchange);
        }
        Map<Subject, Long> aligned = contents.aligned(failed);
        // A place within the greeting is where a protocol stops, not where content sits: one attempt must have got
        // further.
        boolean isBeyondGreeting = aligned.keySet().stream().anyMatch(this::isFar);
        if (aligned.size() >= 2 && isBeyondGreeting) {
            Chain byContent = cluster(members, failed, aligned, bytes / failed.size(), inExchange, pastExchange);
            if (byContent.chance() <= CONVINCING) {
                return byContent;
            }
        }
        return cluster(members, failed, Map.of(), bytes / failed.size(), inExchange, pastExchange);
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
        return s.killOffset() >= limits.sameOffsetMinimum;
    }

    private Chain cluster(
            List<Subject> members,
            List<Subject> failed,
            Map<Subject, Long> aligned,
            double meanBytes,
            int inExchange,
            int pastExchange) {
        boolean byContent = !aligned.isEmpty();
        ToLongFunction<Subject> place = byContent ? aligned::get : Subject::killOffset;
        List<Subject> sorted = new ArrayList<>(
                byContent
                        ? aligned.keySet()
                        : failed.stream().filter(this::isFar).toList());
        sorted.sort(Comparator.comparingLong(place));
        List<Subject> best = List.of();
        long bestWidth = 0;
        double bestChance = 1;
        for (int from = 0; from < sorted.size(); from++) {
            for (int to = from + 1; to < sorted.size(); to++) {
                Subject a = sorted.get(from);
                Subject b = sorted.get(to);
                long width = place.applyAsLong(b) - place.applyAsLong(a);
                if (width > limits.sameOffsetWindow || a.ending.hitClientData() != b.ending.hitClientData()) {
                    break;
                }
                double chance = chance(to - from + 1, Math.max(width, SEGMENT), meanBytes);
                if (chance < bestChance) {
                    best = List.copyOf(sorted.subList(from, to + 1));
                    bestWidth = width;
                    bestChance = chance;
                }
            }
        }
        return new Chain(
                List.copyOf(members), failed, best, bestWidth, bestChance, byContent, inExchange, pastExchange);
    }

    /**
     * Probability that {@code k} deaths fall within {@code width} bytes of each other, if every byte were equally likely to
     * kill and one in {@code meanBytes} did.
     */
    private static double chance(int k, long width, double meanBytes) {
        return Math.pow(1 - Math.exp(-width / Math.max(meanBytes, 1)), k - 1);
    }
}
