package io.firewitness.engine.log;

import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.NotEvaluated;
import io.firewitness.engine.document.Text;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The rules on logs: from attempts to evidence, each with lines and a command that shows them. */
final class LogEvidence {
    private static final double CAP = 0.92;
    private static final double CAP_WEAK = 0.80;

    private final CaseFacts facts;
    private final Map<String, List<Tried>> places;
    private final Map<String, SamePlace> same;
    private final List<Tried> all;
    private final List<Tried> failed;
    private final EvidenceList found;
    private final LogCauses causes;

    LogEvidence(RulePack pack, CaseFacts facts, Map<String, List<Tried>> places, Map<String, SamePlace> same) {
        this.facts = facts;
        this.places = places;
        this.same = same;
        all = places.values().stream().flatMap(Collection::stream).toList();
        failed = all.stream().filter(Tried::isFailed).toList();
        found = new EvidenceList(pack);
        causes = new LogCauses(found, facts, all);
    }

    List<NotEvaluated> missing() {
        return found.missing();
    }

    List<Evidence> evidence() {
        LogPlaces together = new LogPlaces(found, all);
        places.forEach((key, tries) -> together.place(tries, same.get(key)));
        LogEndings endings = new LogEndings(found, facts, places.values());
        endings.endings(failed);
        endings.passed();
        endings.commonEnd(failed);
        causes.ordinary(failed);
        causes.keyExchange();
        if (failed.isEmpty() && found.isEmpty()) {
            causes.completed();
        }
        lacking();
        return found.counted();
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
            boolean isRead = best.together().stream()
                    .allMatch(t -> t.cause() == null || t.cause().isConfirmed());
            boolean isPlain = best.isConfirmed() && isRead && best.together().size() >= 3 && !isTunnel;
            cap = isPlain ? CAP : CAP_WEAK;
        }
        String cause = causes.ordinaryCause(failed);
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
        long done = all.stream().filter(t -> t.outcome.equals("completed")).count();
        if (!failed.isEmpty()) {
            return new Text("verdict.logs.failed", Map.of("attempts", failed.size()));
        }
        return done == 0 ? null : new Text("verdict.logs.completed", Map.of("attempts", done));
    }

    private void lacking() {
        for (Tried t : failed) {
            if (t.cause() == null) {
                found.lack("log-ordinary-cause", "missing.task-log", Map.of("object", t.object()));
                break;
            }
        }
        boolean hasDataMover = !facts.faults.isEmpty()
                || facts.files().stream().anyMatch(f -> f.baseName().startsWith("agent."));
        boolean isNetwork = failed.stream().anyMatch(Tried::hasNetworkCause);
        if (isNetwork && !hasDataMover) {
            found.lack("log-same-offset", "missing.data-mover-log", Map.of());
        }
        if (failed.stream().anyMatch(t -> t.run.isThroughTunnel)
                && facts.files().stream().noneMatch(f -> f.baseName().contains("gate"))) {
            found.lack("log-restart", "missing.gateway-log", Map.of());
        }
        if (facts.files().stream().anyMatch(f -> f.zone() == null && f.assumedOffset() == null && f.stamped > 0)) {
            found.lack("clock", "missing.zone", Map.of());
        }
    }
}
