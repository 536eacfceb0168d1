package io.firewitness.engine.judge;

import io.firewitness.engine.Messages;
import io.firewitness.engine.document.Alternative;
import io.firewitness.engine.document.Answer;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.Verdict;
import io.firewitness.engine.document.VerdictClass;
import io.firewitness.engine.log.LogResult;
import io.firewitness.engine.log.LogSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A verdict from logs alone. Logs show where and how a transfer failed, never who sent a packet: who cut it stays unknown, and the
 * confidence is bounded by what the place rests on.
 */
final class LogJudge {
    private static final double HEALTHY = 0.80;
    private static final double INNOCENT_CAP = 0.92;

    private final Scorer scorer;
    private final Thresholds limits;

    LogJudge(Scorer scorer, Thresholds limits) {
        this.scorer = scorer;
        this.limits = limits;
    }

    Verdict judge(LogResult logs) {
        List<Evidence> evidence = logs.evidence();
        LogSummary summary = logs.summary();
        if (!evidence.isEmpty() && evidence.stream().allMatch(e -> e.supports() == VerdictClass.HEALTHY)) {
            return verdict(VerdictClass.HEALTHY, HEALTHY, summary, evidence, List.of());
        }
        List<Scorer.Item> items = new ArrayList<>();
        for (Evidence e : evidence) {
            items.add(new Scorer.Item(e.group(), Map.of(e.supports(), e.logOdds()), e.counted()));
        }
        Map<VerdictClass, Double> posterior = scorer.posterior(items);
        Map.Entry<VerdictClass, Double> top = null;
        for (Map.Entry<VerdictClass, Double> e : posterior.entrySet()) {
            top = top == null || e.getValue() > top.getValue() ? e : top;
        }
        VerdictClass c = top.getKey();
        boolean isEnough =
                !evidence.isEmpty() && top.getValue() >= (c.accusesFirewall() ? limits.likely : limits.innocent);
        if (!isEnough) {
            return verdict(VerdictClass.INSUFFICIENT, 0.9, summary, List.of(), others(posterior, null));
        }
        double cap = c.accusesFirewall() ? summary.cap() : INNOCENT_CAP;
        return verdict(c, Math.min(top.getValue(), cap), summary, evidence, others(posterior, c));
    }

    /** True where attempts always die at one place, in the plain, and nothing in the logs speaks against a signature. */
    boolean showsSignature(LogResult logs) {
        Verdict alone = judge(logs);
        return alone.verdictClass() == VerdictClass.FIREWALL_SIGNATURE_RESET && alone.confidence() > limits.likely;
    }

    /** WHO from the capture, WHY from the log. */
    Verdict together(Verdict capture, LogResult logs) {
        Verdict alone = judge(logs);
        double confidence = Math.min(
                capture.who() == null ? capture.confidence() : capture.who().confidence(), alone.confidence());
        Text headline = Text.of("verdict.firewall-signature-reset." + (confidence >= limits.verdict ? "high" : "low"));
        return new Verdict(
                VerdictClass.FIREWALL_SIGNATURE_RESET,
                confidence,
                limits.band(confidence),
                Messages.english(headline),
                headline,
                capture.who(),
                alone.why(),
                Text.of("next.firewall-signature-reset"),
                List.of(new Alternative(VerdictClass.MIDDLEBOX_RESET, 1 - confidence)));
    }

    private static List<Alternative> others(Map<VerdictClass, Double> posterior, VerdictClass not) {
        return posterior.entrySet().stream()
                .filter(e -> e.getKey() != not && e.getValue() >= 0.05)
                .sorted((a, b) -> Double.compare(b.getValue(), a.getValue()))
                .map(e -> new Alternative(e.getKey(), e.getValue()))
                .toList();
    }

    private Verdict verdict(
            VerdictClass c, double confidence, LogSummary summary, List<Evidence> evidence, List<Alternative> others) {
        String why = switch (c) {
            case FIREWALL_SIGNATURE_RESET -> "signature";
            case FIREWALL_SILENT_DROP -> "silent-drop";
            case HOST_ABORT -> "application";
            case HEALTHY -> "none";
            default -> "unknown";
        };
        List<String> ids = evidence.stream()
                .filter(e -> e.supports() == c && e.counted() > 0)
                .map(Evidence::id)
                .toList();
        boolean isKnown = !why.equals("unknown");
        boolean isNobody = c == VerdictClass.HEALTHY;
        String next = summary.ordinaryCause() != null && c != VerdictClass.HEALTHY
                ? "next.logs.cause"
                : c == VerdictClass.HEALTHY ? "next.healthy" : "next.logs.capture";
        return new Verdict(
                c,
                confidence,
                limits.band(confidence),
                Messages.english(summary.subject()),
                summary.subject(),
                new Answer(
                        isNobody ? "nobody" : "unknown",
                        isNobody ? confidence : 0,
                        isNobody ? limits.band(confidence) : "low",
                        List.of()),
                new Answer(why, isKnown ? confidence : 0, isKnown ? limits.band(confidence) : "low", ids),
                Text.of(next),
                others);
    }
}
