package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.document.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why: does it recur at one place, did it happen in the key exchange, did a device announce itself. */
final class CauseRules {
    /** Stream offsets that differ by more are not explained by what was under way. */
    private static final long OTHER_OFFSET = 65_536;

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
            String told = switch (place.objection()) {
                case SAME_TIME -> "same-time";
                case SAME_SECONDS -> "same-time.seconds";
                case OTHER_BYTES -> "same-volume";
                case PASSED, NONE -> "same-bytes-passed";
            };
            String rule = told.startsWith("same-time") ? "same-time" : told;
            out.add(new Observation(rule, rule, kills(chain, place), new Text("evidence." + told, Map.of()), null));
        } else if (place.holds(s)) {
            boolean isSure = place.chance() <= Place.SURE && place.attempts().contains(s);
            String grade = isSure ? "strong" : place.isConvincing() ? "weak" : null;
            Map<String, Object> args = new HashMap<>();
            args.put("attempts", (long) place.attempts().size());
            args.put("of", (long) chain.failed().size());
            args.put("offset", s.place());
            args.put("width", place.widthBytes());
            if (grade != null) {
                out.add(same(s, place, grade, args));
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

    private static Observation same(Subject s, Place place, String grade, Map<String, Object> args) {
        List<Long> kills = kills(s.chain, place);
        return switch (place.basis()) {
            case BYTES ->
                new Observation(
                        "same-offset",
                        grade.equals("strong") ? "same-bytes" : "same-bytes.weak",
                        kills,
                        new Text("evidence.same-bytes", args),
                        null);
            case RECORDS ->
                // From the start again, a limit of volume ends at the same records as well.
                new Observation(
                        "same-records",
                        grade.equals("strong") && isResumed(place) ? "same-records" : "same-records.weak",
                        kills,
                        new Text("evidence.same-records", args),
                        null);
            case OFFSET -> {
                String key = place.widthBytes() == 0 ? "evidence.same-byte" : "evidence.same-offset";
                String feature = s.isTls() ? "same-offset.tls" : "same-offset." + grade;
                yield new Observation("same-offset", feature, kills, new Text(key, args), null);
            }
        };
    }

    private static boolean isResumed(Place place) {
        long least = place.attempts().stream().mapToLong(Subject::place).min().orElse(0);
        long most = place.attempts().stream().mapToLong(Subject::place).max().orElse(0);
        return most - least > OTHER_OFFSET;
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
