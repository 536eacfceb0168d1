package io.firewitness.engine.judge;

import io.firewitness.engine.Messages;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.Answer;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.Verdict;
import io.firewitness.engine.document.VerdictClass;
import io.firewitness.engine.log.LogResult;
import java.util.List;
import java.util.function.Predicate;

/** From the verdicts on connections, and from the logs, to the verdict on the case. */
public final class CaseJudge {
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
     * no capture tells anything. Where a capture proves another device but not its reason, and the log of the same attempts
     * shows that they always die at one place, the two together say: a signature.
     *
     * @param isLinked tells for the id of a connection whether a log's attempt is known to have used it
     */
    public Verdict judge(List<Connection> connections, LogResult logs, Predicate<String> isLinked) {
        Connection gravest = gravest(connections);
        boolean isTelling = gravest != null && gravest.verdict().verdictClass() != VerdictClass.INSUFFICIENT;
        if (!isTelling && logs.summary().subject() != null) {
            return new LogJudge(scorer, limits).judge(logs);
        }
        if (gravest == null) {
            return insufficient();
        }
        Verdict v = gravest.verdict();
        boolean isReset = v.verdictClass() == VerdictClass.MIDDLEBOX_RESET;
        if (isReset && isLinked.test(gravest.id()) && new LogJudge(scorer, limits).showsSignature(logs)) {
            return new LogJudge(scorer, limits).together(v, logs);
        }
        double confidence = together(connections, gravest);
        Text port = Verdicts.closedPort(gravest.evidence());
        Text headline = port == null ? verdicts.headline(v.verdictClass(), confidence) : v.text();
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

    /** True where backup data itself flows on the port of the connection. */
    public boolean isBackup(Connection connection) {
        return services.isBackup(connection.server().port());
    }

    /** Several connections with the same gravest class: the surest one speaks. */
    private static double together(List<Connection> connections, Connection gravest) {
        double best = gravest.verdict().confidence();
        for (Connection c : connections) {
            boolean isAlike = (c.kill() == null) == (gravest.kill() == null);
            if (isAlike && c.verdict().verdictClass() == gravest.verdict().verdictClass()) {
                best = Math.max(best, c.verdict().confidence());
            }
        }
        return best;
    }

    /**
     * Backup connections decide where there are any: a browser's RST in the same capture is nobody's problem. What was cut
     * decides before what never began.
     */
    private Connection gravest(List<Connection> connections) {
        boolean hasBackup = connections.stream().anyMatch(this::isBackup);
        List<Connection> counted = connections.stream()
                .filter(c ->
                        !hasBackup || isBackup(c) || c.verdict().verdictClass().accusesFirewall())
                .toList();
        boolean isCut = counted.stream()
                .anyMatch(c -> c.kill() != null && c.verdict().verdictClass() != VerdictClass.INSUFFICIENT);
        Connection gravest = null;
        for (Connection c : counted) {
            boolean isBegun = !isCut || Verdicts.closedPort(c.evidence()) == null;
            if (isBegun && (gravest == null || compare(c, gravest) < 0)) {
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
}
