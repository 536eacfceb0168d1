package io.firewitness.engine.log;

import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.VerdictClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules on the place at which attempts at one object ended. */
final class LogPlaces {
    private static final double CONVINCING = 0.01;

    private final EvidenceList evidence;
    private final List<Tried> all;

    LogPlaces(EvidenceList evidence, List<Tried> all) {
        this.evidence = evidence;
        this.all = all;
    }

    /** Attempts at one object, and what their places have in common. */
    void place(List<Tried> tries, SamePlace place) {
        if (place.holds()) {
            Tried first = place.together().getFirst();
            boolean isStall = "stall".equals(first.mode());
            boolean isStrong = place.together().size() >= 3 && (place.chance() == null || place.chance() < CONVINCING);
            Map<String, Object> args = new LinkedHashMap<>();
            args.put("object", first.object());
            args.put("attempts", place.together().size());
            args.put("of", place.of());
            args.put("place", printed(place, first));
            args.put("chance", place.chance() == null ? "?" : "%.1g".formatted(place.chance()));
            List<Where> at = place.together().stream()
                    .map(t -> t.spot(place.unit()).at())
                    .toList();
            evidence.add(
                    "log-same-offset",
                    "log-same-offset" + (isStrong ? ".strong" : ".weak"),
                    isStall ? VerdictClass.FIREWALL_SILENT_DROP : VerdictClass.FIREWALL_SIGNATURE_RESET,
                    new Text("evidence.log-same-offset", args),
                    at,
                    literal(place.unit()));
            if (first.run.isThroughTunnel) {
                evidence.add(
                        "log-tunnel",
                        "log-tunnel",
                        isStall ? VerdictClass.FIREWALL_SILENT_DROP : VerdictClass.FIREWALL_SIGNATURE_RESET,
                        new Text("evidence.log-tunnel", Map.of("object", first.object())),
                        tunnel(first),
                        "6180");
            }
            controls(tries);
        } else if (place.of() >= 3 && place.unit() != null) {
            Tried first = tries.getFirst();
            evidence.add(
                    "log-scatter",
                    "log-scatter",
                    VerdictClass.FIREWALL_SIGNATURE_RESET,
                    new Text("evidence.log-scatter", Map.of("object", first.object(), "of", place.of())),
                    tries.stream()
                            .filter(t -> t.notComparable == null && t.isFailed())
                            .map(t -> t.spot(place.unit()).at())
                            .toList(),
                    literal(place.unit()));
        }
    }

    private static List<Where> tunnel(Tried t) {
        return t.run.endpoints.stream()
                .filter(e -> e.kind().equals("cloud-gateway"))
                .map(EndpointSeen::at)
                .toList();
    }

    private static Object printed(SamePlace place, Tried first) {
        Spot spot = first.spot(place.unit());
        return switch (place.unit()) {
            case BLOCK -> "block " + spot.value();
            case BYTE, ROUNDED_BYTE -> "byte " + spot.value();
            case PERCENT -> spot.value() + " %";
        };
    }

    private static String literal(Spot.Unit unit) {
        return switch (unit) {
            case BLOCK -> "already processed blocks";
            case BYTE, ROUNDED_BYTE -> "has been completed, status";
            case PERCENT -> "--pex:";
        };
    }

    /** Other objects of the same job went through: neither the line nor the hosts are at fault as such. */
    private void controls(List<Tried> tries) {
        Tried first = tries.getFirst();
        List<Tried> done = all.stream()
                .filter(t -> t.outcome.equals("completed")
                        && t.run.job.equals(first.run.job)
                        && !t.object().equals(first.object())
                        && t.run.end != null)
                .toList();
        if (!done.isEmpty()) {
            evidence.add(
                    "log-control",
                    "log-control",
                    VerdictClass.FIREWALL_SIGNATURE_RESET,
                    new Text("evidence.log-control", Map.of("objects", done.size(), "object", first.object())),
                    done.stream().map(t -> t.run.end).toList(),
                    "status: ");
        }
    }
}
