package io.firewitness.engine.log;

import io.firewitness.engine.Messages;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.NotEvaluated;
import io.firewitness.engine.document.Pointer;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.VerdictClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules on logs: from attempts to evidence, each with lines and a command that shows them. */
final class LogEvidence {
    private static final int MOST_POINTERS = 16;
    private static final int MOST_OF_A_RULE = 20;
    private static final int MANY_RESUMES = 10;
    private static final long SAME_MOMENT_MILLIS = 3000;
    /** A host that restarts is back within this time. */
    private static final long RESTART_MILLIS = 600_000;

    private static final long BEFORE_MILLIS = 60_000;
    private static final double CONVINCING = 0.01;
    private static final double CAP = 0.92;
    private static final double CAP_WEAK = 0.80;

    private final RulePack pack;
    private final CaseFacts facts;
    private final Map<String, List<Tried>> places;
    private final Map<String, SamePlace> same;
    private final List<Evidence> found = new ArrayList<>();
    private final List<NotEvaluated> missing = new ArrayList<>();
    private final Map<String, Integer> perRule = new HashMap<>();

    LogEvidence(RulePack pack, CaseFacts facts, Map<String, List<Tried>> places, Map<String, SamePlace> same) {
        this.pack = pack;
        this.facts = facts;
        this.places = places;
        this.same = same;
    }

    List<NotEvaluated> missing() {
        return missing;
    }

    List<Evidence> evidence() {
        List<Tried> failed = all().filter(Tried::isFailed).toList();
        places.forEach((key, tries) -> place(tries, same.get(key)));
        endings(failed);
        passed();
        commonEnd(failed);
        ordinary(failed);
        keyExchange();
        if (failed.isEmpty() && found.isEmpty()) {
            completed();
        }
        lacking(failed);
        return counted();
    }

    /** What bounds the confidence, and the sentence that says what the logs show. */
    LogSummary summary(List<Evidence> evidence) {
        SamePlace best = null;
        for (SamePlace p : same.values()) {
            boolean isBetter =
                    best == null || p.together().size() > best.together().size();
            best = p.holds() && isBetter ? p : best;
        }
        double cap = CAP_WEAK;
        if (best != null) {
            boolean isTunnel = best.together().stream().anyMatch(t -> t.run.isThroughTunnel);
            boolean isPlain = best.isConfirmed() && best.together().size() >= 3 && !isTunnel;
            cap = isPlain ? CAP : CAP_WEAK;
        }
        String cause = ordinaryCause(all().filter(Tried::isFailed).toList());
        return new LogSummary(cap, subject(best, cause, evidence), cause);
    }

    private Text subject(SamePlace best, String cause, List<Evidence> evidence) {
        if (evidence.stream().anyMatch(e -> e.rule().equals("log-restart"))) {
            return Text.of("verdict.logs.restart");
        }
        if (evidence.stream().anyMatch(e -> e.rule().equals("log-common-end")) && best == null) {
            return Text.of("verdict.logs.common-end");
        }
        if (cause != null) {
            return Text.of("verdict.logs.cause." + cause);
        }
        if (best != null) {
            Tried t = best.together().getFirst();
            String key = t.run.isThroughTunnel
                    ? "verdict.logs.same-place-in-tunnel"
                    : "stall".equals(t.mode()) ? "verdict.logs.same-place-stall" : "verdict.logs.same-place-reset";
            return new Text(
                    key,
                    Map.of("object", t.object(), "attempts", best.together().size(), "of", best.of()));
        }
        long failed = all().filter(Tried::isFailed).count();
        long done = all().filter(t -> t.outcome.equals("completed")).count();
        if (failed > 0) {
            return new Text("verdict.logs.failed", Map.of("attempts", failed));
        }
        return done == 0 ? null : new Text("verdict.logs.completed", Map.of("attempts", done));
    }

    private java.util.stream.Stream<Tried> all() {
        return places.values().stream().flatMap(Collection::stream);
    }

    private void place(List<Tried> tries, SamePlace place) {
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
            add(
                    "log-same-offset",
                    "log-same-offset" + (isStrong ? ".strong" : ".weak"),
                    isStall ? VerdictClass.FIREWALL_SILENT_DROP : VerdictClass.FIREWALL_SIGNATURE_RESET,
                    new Text("evidence.log-same-offset", args),
                    at,
                    literal(place.unit()));
            if (first.run.isThroughTunnel) {
                add(
                        "log-tunnel",
                        "log-tunnel",
                        isStall ? VerdictClass.FIREWALL_SILENT_DROP : VerdictClass.FIREWALL_SIGNATURE_RESET,
                        new Text("evidence.log-tunnel", Map.of("object", first.object())),
                        tunnel(first),
                        "6180");
            }
            controls(tries);
        } else if (place.of() >= 3) {
            Tried first = tries.getFirst();
            add(
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
        List<Tried> done = all().filter(t -> t.outcome.equals("completed")
                        && t.run.job.equals(first.run.job)
                        && !t.object().equals(first.object())
                        && t.run.end != null)
                .toList();
        if (!done.isEmpty()) {
            add(
                    "log-control",
                    "log-control",
                    VerdictClass.FIREWALL_SIGNATURE_RESET,
                    new Text("evidence.log-control", Map.of("objects", done.size(), "object", first.object())),
                    done.stream().map(t -> t.run.end).toList(),
                    "status: ");
        }
    }

    private void endings(List<Tried> failed) {
        ending(failed, "reset", "log-reset", VerdictClass.FIREWALL_SIGNATURE_RESET);
        ending(failed, "stall", "log-stall", VerdictClass.FIREWALL_SILENT_DROP);
        for (Tried t : failed) {
            if (t.run.resumes >= MANY_RESUMES && t.notComparable == null) {
                List<Where> at = new ArrayList<>();
                at.add(t.run.firstResume);
                at.add(t.run.lastResume);
                add(
                        "log-resumes",
                        "log-resumes",
                        VerdictClass.FIREWALL_SIGNATURE_RESET,
                        new Text("evidence.log-resumes", Map.of("object", t.object(), "count", t.run.resumes)),
                        at,
                        "reconnect");
            }
        }
    }

    private void ending(List<Tried> failed, String mode, String rule, VerdictClass supports) {
        List<Tried> ended = failed.stream()
                .filter(t ->
                        mode.equals(t.mode()) && t.ordinaryCause() == null && !"zero-progress".equals(t.notComparable))
                .toList();
        if (!ended.isEmpty()) {
            Tried first = ended.getFirst();
            add(
                    rule,
                    rule,
                    supports,
                    new Text(
                            "evidence." + rule,
                            Map.of(
                                    "attempts",
                                    ended.size(),
                                    "cause",
                                    first.cause() == null ? "" : first.cause().text())),
                    ended.stream().map(t -> t.cause().at()).toList(),
                    first.cause().text());
        }
    }

    /** A later attempt at the same data went through. */
    private void passed() {
        for (List<Tried> tries : places.values()) {
            Tried failedBefore = null;
            for (Tried t : tries) {
                if (t.isFailed() && t.hasNetworkCause()) {
                    failedBefore = t;
                } else if (failedBefore != null && t.outcome.equals("completed") && t.run.end != null) {
                    add(
                            "log-passed",
                            "log-passed",
                            VerdictClass.FIREWALL_SIGNATURE_RESET,
                            new Text("evidence.log-passed", Map.of("object", t.object())),
                            List.of(t.run.end),
                            "has been completed, status");
                    failedBefore = null;
                }
            }
        }
    }

    /** Transfers of several objects that died in one moment, each at its own place: something they share ended. */
    private void commonEnd(List<Tried> failed) {
        List<Tried> network = failed.stream()
                .filter(t -> t.hasNetworkCause() && t.cause() != null)
                .sorted(Comparator.comparingLong(t -> t.cause().at().order()))
                .toList();
        int from = 0;
        List<Tried> best = List.of();
        for (int to = 0; to < network.size(); to++) {
            while (order(network.get(to)) - order(network.get(from)) > SAME_MOMENT_MILLIS) {
                from++;
            }
            List<Tried> now = network.subList(from, to + 1);
            long objects = now.stream().map(t -> t.run.object).distinct().count();
            best = objects >= 2 && now.size() > best.size() ? now : best;
        }
        if (best.isEmpty()) {
            return;
        }
        long moment = order(best.getFirst());
        add(
                "log-common-end",
                best.size() >= 3 ? "log-common-end.many" : "log-common-end.two",
                VerdictClass.HOST_ABORT,
                new Text("evidence.log-common-end", Map.of("count", best.size())),
                best.stream().map(t -> t.cause().at()).toList(),
                best.getFirst().cause().text());
        List<Where> restarts = facts.restarts.stream()
                .filter(w -> w.order() >= moment - BEFORE_MILLIS && w.order() <= moment + RESTART_MILLIS)
                .toList();
        if (!restarts.isEmpty()) {
            add(
                    "log-restart",
                    "log-restart",
                    VerdictClass.HOST_ABORT,
                    new Text(
                            "evidence.log-restart",
                            Map.of("file", restarts.getFirst().file().name())),
                    restarts,
                    "Starting new log");
        }
    }

    private static long order(Tried t) {
        return t.cause().at().order();
    }

    private void ordinary(List<Tried> failed) {
        Map<String, List<Tried>> byCause = new LinkedHashMap<>();
        for (Tried t : failed) {
            if (t.ordinaryCause() != null) {
                byCause.computeIfAbsent(t.ordinaryCause(), c -> new ArrayList<>())
                        .add(t);
            }
        }
        boolean isAll = failed.stream().allMatch(t -> t.ordinaryCause() != null || !t.hasNetworkCause());
        byCause.forEach((cause, tries) -> add(
                "log-ordinary-cause",
                isAll ? "log-ordinary-cause.all" : "log-ordinary-cause.some",
                VerdictClass.HOST_ABORT,
                new Text(
                        "evidence.log-ordinary-cause",
                        Map.of(
                                "attempts",
                                tries.size(),
                                "cause",
                                tries.getFirst().cause().text())),
                tries.stream().map(t -> t.cause().at()).toList(),
                tries.getFirst().cause().text()));
        if (byCause.isEmpty() && places.isEmpty()) {
            stray();
        }
    }

    /** No attempt was found, but lines name an everyday error. */
    private void stray() {
        Map<String, List<SignatureHits.Hit>> byCause = new LinkedHashMap<>();
        for (SignatureHits.Hit hit : facts.signatures.all()) {
            if (hit.cause != null && !hit.cause.equals("mail-server")) {
                byCause.computeIfAbsent(hit.cause, c -> new ArrayList<>()).add(hit);
            }
        }
        byCause.forEach((cause, hits) -> add(
                "log-ordinary-cause",
                "log-ordinary-cause.some",
                VerdictClass.HOST_ABORT,
                new Text("evidence.log-ordinary-cause", Map.of("attempts", hits.size(), "cause", hits.getFirst().text)),
                hits.stream().map(h -> h.at).toList(),
                "Error"));
    }

    /** The cause that most failed attempts name, where no attempt died of the network. */
    private String ordinaryCause(List<Tried> failed) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Tried t : failed) {
            if (t.ordinaryCause() != null) {
                counts.merge(t.ordinaryCause(), 1, Integer::sum);
            } else if (t.hasNetworkCause()) {
                return null;
            }
        }
        if (counts.isEmpty() && places.isEmpty()) {
            for (SignatureHits.Hit hit : facts.signatures.all()) {
                if (hit.cause != null && !hit.cause.equals("mail-server")) {
                    counts.merge(hit.cause, 1, Integer::sum);
                } else if (hit.isNetwork) {
                    return null;
                }
            }
        }
        if (counts.size() > 1 && failed.size() > 1) {
            return "several";
        }
        String cause = counts.isEmpty() ? null : counts.keySet().iterator().next();
        boolean isUntrusted = "source-disk-open".equals(cause)
                && facts.signatures.all().stream().anyMatch(h -> "certificate-trust".equals(h.cause));
        return isUntrusted ? "certificate-trust" : cause;
    }

    /** Each time the greeting with a cloud gateway was refused, and no byte ever moved. */
    private void keyExchange() {
        boolean hasMoved = all().anyMatch(t -> t.spots.stream().anyMatch(s -> s.value() > 0));
        List<Where> refused = facts.tlsClosed;
        if (!hasMoved && refused.size() >= 3) {
            add(
                    "log-key-exchange",
                    "log-key-exchange",
                    VerdictClass.KEY_EXCHANGE_BLOCKED,
                    new Text("evidence.log-key-exchange", Map.of("count", refused.size())),
                    refused,
                    "closed the transport stream");
        }
    }

    private void completed() {
        List<Tried> done = all().filter(t -> t.outcome.equals("completed") && t.run.end != null)
                .toList();
        boolean isClean = facts.signatures.all().stream().noneMatch(h -> h.isNetwork)
                && all().allMatch(t -> t.outcome.equals("completed"));
        if (!done.isEmpty() && isClean) {
            add(
                    "log-completed",
                    "log-completed",
                    VerdictClass.HEALTHY,
                    new Text("evidence.log-completed", Map.of("attempts", done.size())),
                    done.stream().map(t -> t.run.end).toList(),
                    "status: ");
        }
    }

    private void lacking(List<Tried> failed) {
        for (Tried t : failed) {
            if (t.cause() == null) {
                lack("log-ordinary-cause", "missing.task-log", Map.of("object", t.object()));
                break;
            }
        }
        boolean hasDataMover = !facts.faults.isEmpty()
                || facts.files.stream().anyMatch(f -> f.baseName().startsWith("agent."));
        boolean isNetwork = failed.stream().anyMatch(Tried::hasNetworkCause);
        if (isNetwork && !hasDataMover) {
            lack("log-same-offset", "missing.data-mover-log", Map.of());
        }
        if (failed.stream().anyMatch(t -> t.run.isThroughTunnel)
                && facts.files.stream().noneMatch(f -> f.baseName().contains("gate"))) {
            lack("log-restart", "missing.gateway-log", Map.of());
        }
        if (facts.files.stream().anyMatch(f -> f.zone() == null && f.assumedOffset() == null && f.stamped > 0)) {
            lack("clock", "missing.zone", Map.of());
        }
    }

    private void lack(String rule, String key, Map<String, Object> args) {
        Text text = new Text(key, args);
        missing.add(new NotEvaluated(rule, Messages.english(text), text, null, null));
    }

    private void add(String rule, String feature, VerdictClass supports, Text text, List<Where> at, String literal) {
        if (perRule.merge(rule, 1, Integer::sum) > MOST_OF_A_RULE) {
            return;
        }
        List<Where> shown =
                at.stream().filter(w -> w != null).limit(MOST_POINTERS).toList();
        List<Long> lines = shown.stream().map(Where::line).toList();
        List<Pointer> pointers = shown.stream().map(Where::pointer).toList();
        String reproduce = shown.isEmpty() ? null : shown.getFirst().file().grep(literal);
        found.add(new Evidence(
                "log-e" + (found.size() + 1),
                rule,
                1,
                supports,
                pack.weights(feature).getOrDefault(supports, 0.0),
                List.of(),
                lines,
                Messages.english(text),
                text,
                reproduce,
                pointers,
                rule,
                1,
                "docs/rules/" + rule + ".md"));
    }

    /** Of one rule the strongest counts fully, the second half, the rest not. */
    private List<Evidence> counted() {
        Map<String, Integer> rank = new HashMap<>();
        List<Evidence> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingDouble(e -> -Math.abs(e.logOdds())));
        List<Evidence> result = new ArrayList<>();
        for (Evidence e : sorted) {
            int r = rank.merge(e.group(), 1, Integer::sum);
            result.add(new Evidence(
                    e.id(),
                    e.rule(),
                    e.ruleVersion(),
                    e.supports(),
                    e.logOdds(),
                    e.packets(),
                    e.lines(),
                    e.statement(),
                    e.text(),
                    e.reproduce(),
                    e.pointers(),
                    e.group(),
                    r == 1 ? 1 : r == 2 ? 0.5 : 0,
                    e.source()));
        }
        return result;
    }
}
