package io.firewitness.engine.log;

import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.VerdictClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules on how attempts ended: cut, stalled, all at once, or passed later. */
final class LogEndings {
    private static final int MANY_RESUMES = 10;
    private static final long SAME_MOMENT_MILLIS = 3000;
    private static final long BEFORE_MILLIS = 60_000;
    /** A host that restarts is back within this time. */
    private static final long RESTART_MILLIS = 600_000;

    private final EvidenceList evidence;
    private final CaseFacts facts;
    private final Collection<List<Tried>> places;

    LogEndings(EvidenceList evidence, CaseFacts facts, Collection<List<Tried>> places) {
        this.evidence = evidence;
        this.facts = facts;
        this.places = places;
    }

    void endings(List<Tried> failed) {
        ending(failed, "reset", "log-reset", VerdictClass.FIREWALL_SIGNATURE_RESET);
        ending(failed, "stall", "log-stall", VerdictClass.FIREWALL_SILENT_DROP);
        for (Tried t : failed) {
            if (t.run.resumes >= MANY_RESUMES && t.notComparable == null) {
                List<Where> at = new ArrayList<>();
                at.add(t.run.firstResume);
                at.add(t.run.lastResume);
                evidence.add(
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
            evidence.add(
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
    void passed() {
        for (List<Tried> tries : places) {
            Tried failedBefore = null;
            for (Tried t : tries) {
                if (t.isFailed() && t.hasNetworkCause()) {
                    failedBefore = t;
                } else if (failedBefore != null && t.outcome.equals("completed") && t.run.end != null) {
                    evidence.add(
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
    void commonEnd(List<Tried> failed) {
        List<Tried> network = failed.stream()
                .filter(t -> t.hasNetworkCause() && t.cause() != null)
                .sorted(Comparator.comparingLong(t -> t.cause().at().order()))
                .toList();
        int from = 0;
        List<Tried> best = List.of();
        Map<String, Integer> objects = new HashMap<>();
        for (int to = 0; to < network.size(); to++) {
            objects.merge(String.valueOf(network.get(to).run.object), 1, Integer::sum);
            while (order(network.get(to)) - order(network.get(from)) > SAME_MOMENT_MILLIS) {
                objects.computeIfPresent(
                        String.valueOf(network.get(from++).run.object), (o, count) -> count == 1 ? null : count - 1);
            }
            List<Tried> now = network.subList(from, to + 1);
            best = objects.size() >= 2 && now.size() > best.size() ? now : best;
        }
        if (best.isEmpty()) {
            return;
        }
        long moment = order(best.getFirst());
        evidence.add(
                "log-common-end",
                best.size() >= 3 ? "log-common-end.many" : "log-common-end.two",
                VerdictClass.HOST_ABORT,
                new Text("evidence.log-common-end", Map.of("count", best.size())),
                best.stream().map(t -> t.cause().at()).toList(),
                best.getFirst().cause().text());
        List<Where> restarts = facts.restarts().stream()
                .filter(w -> w.order() >= moment - BEFORE_MILLIS && w.order() <= moment + RESTART_MILLIS)
                .toList();
        if (!restarts.isEmpty()) {
            evidence.add(
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
}
