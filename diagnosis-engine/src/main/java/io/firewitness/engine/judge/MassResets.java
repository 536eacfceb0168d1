package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Flow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Connections of one host that lived at the same time and were reset within a second. Retries that follow each other quickly,
 * one connection seen at several places, and connections that share no host are no such event: a gateway sees many tenants,
 * and whatever restarts in the path of one leaves the others alone.
 */
final class MassResets {
    private record Host(long high, long low, int interfaceNumber) {}

    private MassResets() {}

    static Set<Subject> of(List<Subject> all, Thresholds limits) {
        Map<Host, List<Subject>> byHost = new HashMap<>();
        all.stream()
                .filter(s -> s.flow.isTcp() && s.ending.mode() == Ending.Mode.RESET)
                .sorted(Comparator.comparingLong(s -> s.ending.reset().time()))
                .forEach(s -> {
                    Flow.Pair pair = s.flow.pair();
                    Host client = new Host(pair.clientHigh(), pair.clientLow(), pair.interfaceNumber());
                    Host server = new Host(pair.serverHigh(), pair.serverLow(), pair.interfaceNumber());
                    byHost.computeIfAbsent(client, h -> new ArrayList<>(1)).add(s);
                    byHost.computeIfAbsent(server, h -> new ArrayList<>(1)).add(s);
                });
        Set<Subject> mass = new HashSet<>();
        byHost.values().stream()
                .filter(reset -> reset.size() >= limits.massConnections)
                .forEach(reset -> add(reset, limits, mass));
        return mass;
    }

    private static void add(List<Subject> reset, Thresholds limits, Set<Subject> mass) {
        for (int from = 0; from < reset.size(); ) {
            long first = reset.get(from).ending.reset().time();
            Set<Integer> together = new HashSet<>();
            List<Subject> alive = new ArrayList<>();
            int to = from;
            while (to < reset.size() && reset.get(to).ending.reset().time() - first <= limits.massSeconds * 1e9) {
                Subject s = reset.get(to++);
                if (s.flow.firstTime() < first) {
                    together.add(s.flow.fromClient().initialSequence());
                    alive.add(s);
                }
            }
            if (together.size() >= limits.massConnections) {
                mass.addAll(alive);
                from = to;
            } else {
                from++;
            }
        }
    }
}
