package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.document.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why: does it recur at one place, did it happen in the key exchange, did a device announce itself. */
final class CauseRules {
    private final Thresholds limits;

    CauseRules(Thresholds limits) {
        this.limits = limits;
    }

    void observe(Subject s, List<Observation> out) {
        // After a silence the place is where the application paused, at every try; content has no part in it.
        if (out.stream().noneMatch(o -> o.rule().equals("idle"))) {
            recurrence(s, out);
        }
        long packet = s.ending.reset() != null
                ? s.ending.reset().packet()
                : s.ending.stall().firstPacket();
        if (s.isInKeyExchange(limits)) {
            boolean isRepeated = s.chain.inExchange() >= 2 && s.chain.pastExchange() == 0;
            String feature = isRepeated ? "first-flight.repeated" : "first-flight.once";
            out.add(new Observation(
                    "first-flight",
                    feature,
                    List.of(s.flow.fromClient().firstDataPacket(), packet),
                    new Text("evidence." + feature, Map.of("count", (long) s.chain.inExchange())),
                    null));
        } else if (s.hit().dataEnd() > limits.earlyBytes) {
            out.add(new Observation(
                    "bulk",
                    "bulk",
                    List.of(packet),
                    new Text("evidence.bulk", Map.of("bytes", s.hit().dataEnd())),
                    null));
        }
        if (s.flow.fromServer().hasAlert() && InjectedRule.isAlertOfServer(s.flow)) {
            alert(s, out);
        }
        if (s.flow.icmpProhibited() > 0) {
            prohibited(s, out);
        }
    }

    void alert(Subject s, List<Observation> out) {
        out.add(new Observation(
                "server-alert",
                "server-alert",
                List.of(s.flow.fromServer().alertPacket()),
                new Text("evidence.server-alert", Map.of("address", s.flow.serverAddress())),
                null));
    }

    void prohibited(Subject s, List<Observation> out) {
        Flow flow = s.flow;
        out.add(new Observation(
                "icmp-prohibited",
                "icmp-prohibited",
                List.of(flow.icmpPacket()),
                new Text("evidence.icmp-prohibited", Map.of("address", flow.icmpFrom())),
                null));
    }

    private void recurrence(Subject s, List<Observation> out) {
        Chain chain = s.chain;
        Place place = chain.placeOf(s);
        if (place.objection() != Place.Objection.NONE && s.chain.failed().contains(s)) {
            boolean isTime = place.objection() == Place.Objection.SAME_TIME;
            String rule = isTime ? "same-time" : "same-bytes-passed";
            out.add(new Observation(rule, rule, kills(chain, place), new Text("evidence." + rule, Map.of()), null));
        } else if (place.holds(s)) {
            boolean isSure = place.chance() <= Place.SURE && place.attempts().contains(s);
            String grade = isSure ? "strong" : place.isConvincing() ? "weak" : null;
            Map<String, Object> args = new HashMap<>();
            args.put("attempts", (long) place.attempts().size());
            args.put("of", (long) chain.failed().size());
            args.put("offset", s.killOffset());
            args.put("width", place.widthBytes());
            if (place.byContent() && grade != null) {
                String feature = grade.equals("strong") ? "same-bytes" : "same-bytes.weak";
                out.add(new Observation(
                        "same-offset", feature, kills(chain, place), new Text("evidence.same-bytes", args), null));
            } else if (grade != null) {
                String key = place.widthBytes() == 0 ? "evidence.same-byte" : "evidence.same-offset";
                out.add(new Observation(
                        "same-offset", "same-offset." + grade, kills(chain, place), new Text(key, args), null));
            }
        } else if (chain.failed().size() >= 4
                && chain.best().attempts().size() * 2 <= chain.failed().size()
                && chain.best().chance() > 0.3) {
            out.add(new Observation(
                    "same-offset",
                    "scatter",
                    kills(chain, place),
                    new Text("evidence.scatter", Map.of("of", (long)
                            chain.failed().size())),
                    null));
        }
    }

    private static List<Long> kills(Chain chain, Place place) {
        List<Subject> shown = place.attempts().isEmpty() ? chain.failed() : place.attempts();
        return shown.stream()
                .limit(16)
                .map(s -> s.ending.reset() != null
                        ? s.ending.reset().packet()
                        : s.ending.stall().firstPacket())
                .toList();
    }
}
