package io.firewitness.engine.judge;

import io.firewitness.engine.Messages;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.Alternative;
import io.firewitness.engine.document.Answer;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.Verdict;
import io.firewitness.engine.document.VerdictClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the verdicts on connections, and from the logs, to the verdict on the case. */
public final class CaseJudge {
    private static final double LOGS_ONLY_CAP = 0.95;

    private final Scorer scorer;
    private final Thresholds limits;
    private final Services services;
    private final Verdicts verdicts;

    /** A judge with the given weights and thresholds. */
    public CaseJudge(RulePack pack) {
        this.scorer = new Scorer(pack);
        this.limits = new Thresholds(pack);
        this.services = new Services(pack);
        this.verdicts = new Verdicts(limits);
    }

    /**
     * The case's verdict: that of the gravest connection, made surer by retries that ended alike; from the logs alone where
     * no capture tells anything.
     */
    public Verdict judge(List<Connection> connections, List<Evidence> logEvidence) {
        Connection gravest = gravest(connections);
        boolean isTelling = gravest != null && gravest.verdict().verdictClass() != VerdictClass.INSUFFICIENT;
        if (!isTelling && !logEvidence.isEmpty()) {
            return fromLogs(logEvidence);
        }
        if (gravest == null) {
            return insufficient();
        }
        Verdict v = gravest.verdict();
        double confidence = together(connections, v);
        Text headline = verdicts.headline(v.verdictClass(), confidence);
        return new Verdict(
                v.verdictClass(),
                confidence,
                limits.band(confidence),
                Messages.english(headline),
                headline,
                v.who(),
                v.why(),
                v.next(),
                v.alternatives());
    }

    /** Several connections with the same gravest class: the surest one speaks. */
    private static double together(List<Connection> connections, Verdict v) {
        double best = v.confidence();
        for (Connection c : connections) {
            if (c.verdict().verdictClass() == v.verdictClass()) {
                best = Math.max(best, c.verdict().confidence());
            }
        }
        return best;
    }

    /** Backup connections decide where there are any: a browser's RST in the same capture is nobody's problem. */
    private Connection gravest(List<Connection> connections) {
        boolean hasBackup =
                connections.stream().anyMatch(c -> services.isBackup(c.server().port()));
        Connection gravest = null;
        for (Connection c : connections) {
            boolean isCounted = !hasBackup
                    || services.isBackup(c.server().port())
                    || c.verdict().verdictClass().accusesFirewall();
            if (isCounted && (gravest == null || compare(c, gravest) < 0)) {
                gravest = c;
            }
        }
        return gravest;
    }

    private static int compare(Connection a, Connection b) {
        int byClass = a.verdict().verdictClass().compareTo(b.verdict().verdictClass());
        return byClass != 0
                ? byClass
                : Double.compare(b.verdict().confidence(), a.verdict().confidence());
    }

    private Verdict insufficient() {
        Text headline = verdicts.headline(VerdictClass.INSUFFICIENT, 0);
        return new Verdict(
                VerdictClass.INSUFFICIENT,
                0.9,
                limits.band(0.9),
                Messages.english(headline),
                headline,
                new Answer("unknown", 0, "low", List.of()),
                new Answer("unknown", 0, "low", List.of()),
                Text.of("next.insufficient"),
                List.of());
    }

    /** Logs show where and how it failed, never who sent a packet: the answer stays a likelihood. */
    private Verdict fromLogs(List<Evidence> evidence) {
        List<Scorer.Item> items = new ArrayList<>();
        for (Evidence e : evidence) {
            items.add(new Scorer.Item(e.group(), Map.of(e.supports(), e.logOdds()), 0));
        }
        Map<VerdictClass, Double> posterior = scorer.posterior(Scorer.counted(items));
        Map.Entry<VerdictClass, Double> top = null;
        for (Map.Entry<VerdictClass, Double> e : posterior.entrySet()) {
            top = top == null || e.getValue() > top.getValue() ? e : top;
        }
        double needed = top.getKey().accusesFirewall() ? limits.likely : limits.innocent;
        if (top.getValue() < needed) {
            return insufficient();
        }
        double confidence = Math.min(top.getValue(), LOGS_ONLY_CAP);
        Text headline = verdicts.headline(top.getKey(), confidence);
        VerdictClass c = top.getKey();
        List<String> ids = evidence.stream().map(Evidence::id).toList();
        List<Alternative> others = posterior.entrySet().stream()
                .filter(e -> e.getKey() != c && e.getValue() >= 0.02)
                .sorted((a, b) -> Double.compare(b.getValue(), a.getValue()))
                .map(e -> new Alternative(e.getKey(), e.getValue()))
                .toList();
        return new Verdict(
                c,
                confidence,
                limits.band(confidence),
                Messages.english(headline),
                headline,
                new Answer("unknown", 0, "low", List.of()),
                new Answer(
                        c == VerdictClass.FIREWALL_SIGNATURE_RESET ? "signature" : "unknown",
                        confidence,
                        limits.band(confidence),
                        ids),
                new Text("next." + c.wire(), Map.of()),
                others);
    }
}
