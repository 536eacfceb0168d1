package io.firewitness.engine;

import io.firewitness.engine.document.Attempt;
import io.firewitness.engine.document.Clock;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.LogEndpoint;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts logs and captures of one case on one clock: an error in a log is the end of a connection in a capture. The skew that lets
 * most of them coincide is the skew of the two clocks; each coincidence links an attempt to the connection that carried it.
 */
final class OneClock {
    /** Clocks of two hosts that differ by more are taken for different days. */
    private static final long FARTHEST_MILLIS = 26 * 3_600_000L;
    /** A single coincidence proves no large skew. */
    private static final long FARTHEST_OF_ONE_MILLIS = 120_000L;
    /** From the end of the connection to the line that reports it. */
    private static final long REPORT_MILLIS = 1500;

    private final List<Transfer> transfers;
    private final List<Clock> clocks;

    private OneClock(List<Transfer> transfers, List<Clock> clocks) {
        this.transfers = transfers;
        this.clocks = clocks;
    }

    private record Event(Attempt attempt, Instant at) {}

    private record Pair(Event event, Connection connection, long skewMillis) {}

    /** Transfers, those of logs with their connections where these were found. */
    List<Transfer> transfers() {
        return transfers;
    }

    /** The skew of each log whose errors coincide with ends of connections. */
    List<Clock> clocks() {
        return clocks;
    }

    /** True where an attempt of a log is linked to the connection. */
    boolean isLinked(String connection) {
        return transfers.stream()
                .filter(t -> !t.source().equals("capture"))
                .anyMatch(t -> t.attempts().stream().anyMatch(a -> connection.equals(a.connection())));
    }

    /**
     * Compares the errors of logs with the ends of connections.
     *
     * @param localCuts by attempt, the printed time of its error as if it were UTC, where no line tells the offset
     */
    static OneClock of(List<Transfer> transfers, List<Connection> connections, Map<String, Instant> localCuts) {
        List<Connection> ended = connections.stream()
                .filter(c -> cutAt(c) != null)
                .sorted(Comparator.comparing(OneClock::cutAt))
                .toList();
        Map<String, List<Event>> byLog = new LinkedHashMap<>();
        for (Transfer t : transfers) {
            for (Attempt a : t.attempts()) {
                Instant at = a.log() == null || a.log().cutAt() == null
                        ? localCuts.get(a.id())
                        : a.log().cutAt();
                if (at != null && a.artifact() != null && a.outcome().equals("failed")) {
                    byLog.computeIfAbsent(a.artifact(), k -> new ArrayList<>()).add(new Event(a, at));
                }
            }
        }
        Map<String, String> carrier = new HashMap<>();
        List<Clock> clocks = new ArrayList<>();
        byLog.forEach((log, events) -> {
            List<Pair> best = best(pairs(events, ended));
            if (!best.isEmpty()) {
                best.forEach(p -> carrier.put(p.event.attempt.id(), p.connection.id()));
                clocks.add(clock(log, best, localCuts));
            }
        });
        List<Transfer> linked = new ArrayList<>();
        for (Transfer t : transfers) {
            boolean isLinked = t.attempts().stream().anyMatch(a -> carrier.containsKey(a.id()));
            linked.add(
                    !isLinked
                            ? t
                            : new Transfer(
                                    t.id(),
                                    t.object(),
                                    "both",
                                    t.attempts().stream()
                                            .map(a -> carrier.containsKey(a.id()) ? a.on(carrier.get(a.id())) : a)
                                            .toList(),
                                    t.sameOffset(),
                                    t.unit(),
                                    t.chance(),
                                    t.control()));
        }
        return new OneClock(List.copyOf(linked), List.copyOf(clocks));
    }

    /** When data stopped: a reset or a stall; connections that ended in the usual way are no event. */
    private static Instant cutAt(Connection c) {
        if (c.kill() == null || !c.transport().equals("tcp")) {
            return null;
        }
        return c.close() != null && c.close().time() != null ? c.close().time() : c.end();
    }

    private static List<Pair> pairs(List<Event> events, List<Connection> ended) {
        List<Pair> result = new ArrayList<>();
        for (Event e : events) {
            for (Connection c : ended) {
                long skew = Duration.between(cutAt(c), e.at).toMillis();
                if (Math.abs(skew) <= FARTHEST_MILLIS && fits(e.attempt, c) && result.size() < 200_000) {
                    result.add(new Pair(e, c, skew));
                }
            }
        }
        result.sort(Comparator.comparingLong(Pair::skewMillis));
        return result;
    }

    /** The log names the address and port of the connection's far end; names and NAT leave only the port. */
    private static boolean fits(Attempt a, Connection c) {
        List<LogEndpoint> data =
                a.log().endpoints().stream().filter(e -> e.port() != null).toList();
        boolean isNamed = data.stream()
                .anyMatch(e -> e.port() == c.server().port()
                        && e.address().equals(c.server().address()));
        boolean isPort = data.stream()
                .anyMatch(e -> e.port() == c.server().port() && !e.address().matches("[0-9.]+|.*:.*"));
        return isNamed || isPort || (data.isEmpty() && c.serviceClass().equals("data-mover"));
    }

    /** The window of skews in which most attempts meet a connection of their own; of equals the one nearest to no skew. */
    private static List<Pair> best(List<Pair> pairs) {
        List<Pair> best = List.of();
        for (int from = 0; from < pairs.size(); from++) {
            long start = pairs.get(from).skewMillis;
            Set<String> attempts = new HashSet<>();
            Set<String> connections = new HashSet<>();
            List<Pair> now = new ArrayList<>();
            for (int i = from; i < pairs.size() && pairs.get(i).skewMillis - start <= REPORT_MILLIS; i++) {
                Pair p = pairs.get(i);
                boolean isFree = !attempts.contains(p.event.attempt.id()) && !connections.contains(p.connection.id());
                if (isFree) {
                    attempts.add(p.event.attempt.id());
                    connections.add(p.connection.id());
                    now.add(p);
                }
            }
            boolean isNearer = now.size() == best.size() && !now.isEmpty() && spread(now) < spread(best);
            best = now.size() > best.size() || isNearer ? now : best;
        }
        boolean isTooFar = best.size() == 1 && Math.abs(best.getFirst().skewMillis) > FARTHEST_OF_ONE_MILLIS;
        return isTooFar ? List.of() : best;
    }

    private static long spread(List<Pair> pairs) {
        return pairs.getLast().skewMillis - pairs.getFirst().skewMillis;
    }

    private static Clock clock(String log, List<Pair> pairs, Map<String, Instant> localCuts) {
        double middle = pairs.get(pairs.size() / 2).skewMillis;
        boolean isExact = pairs.stream().anyMatch(p -> p.event.at.toEpochMilli() % 1000 != 0);
        double uncertainty = spread(pairs) / 2.0 + (isExact ? 10 : 1000);
        boolean hasZone = !localCuts.containsKey(pairs.getFirst().event.attempt.id());
        String key = hasZone ? "clock.log-errors" : "clock.log-errors-no-zone";
        return new Clock(log, middle, uncertainty, new Text(key, Map.of("count", pairs.size())));
    }
}
