package io.firewitness.engine.judge;

import io.firewitness.engine.capture.DatagramTally;
import io.firewitness.engine.capture.Flow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds UDP conversations that two captures share: by their end points, and behind a NAT by the server and the first request. */
final class Conversations {
    private record Opening(long high, long low, int port, int print) {}

    private Conversations() {}

    static List<Sighting[]> pairs(List<CaptureInput> inputs, List<List<Subject>> subjects) {
        List<Sighting[]> pairs = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            for (int j = i + 1; j < inputs.size(); j++) {
                if (inputs.get(i).isOfOneRecorderWith(inputs.get(j))) {
                    continue;
                }
                between(
                        new Side(i, inputs.get(i)),
                        subjects.get(i),
                        new Side(j, inputs.get(j)),
                        subjects.get(j),
                        pairs);
            }
        }
        return pairs;
    }

    private static void between(
            Side here, List<Subject> own, Side there, List<Subject> others, List<Sighting[]> pairs) {
        Map<Flow.Ends, Subject> byEnds = new HashMap<>();
        Map<Opening, Subject> byOpening = new HashMap<>();
        for (Subject s : others) {
            if (!s.flow.isTcp()) {
                byEnds.putIfAbsent(s.flow.ends(), s);
                // The same first request of two clients names neither.
                byOpening.merge(opening(s), s, (a, b) -> null);
            }
        }
        Map<Opening, Integer> ownOpenings = new HashMap<>();
        own.stream().filter(s -> !s.flow.isTcp()).forEach(s -> ownOpenings.merge(opening(s), 1, Integer::sum));
        for (Subject s : own) {
            if (s.flow.isTcp()) {
                continue;
            }
            Subject twin = byEnds.get(s.flow.ends());
            if (twin == null && ownOpenings.get(opening(s)) == 1) {
                twin = byOpening.get(opening(s));
            }
            if (twin != null) {
                pairs.add(new Sighting[] {new Sighting(s, here), new Sighting(twin, there)});
            }
        }
    }

    private static Opening opening(Subject s) {
        Flow.Pair pair = s.flow.pair();
        DatagramTally d = s.flow.datagrams();
        return new Opening(pair.serverHigh(), pair.serverLow(), pair.port(), d.firstPrint());
    }
}
