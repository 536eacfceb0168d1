package io.firewitness.engine.judge;

import io.firewitness.engine.Messages;
import io.firewitness.engine.document.Answer;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.Verdict;
import io.firewitness.engine.document.VerdictClass;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words a verdict, with WHO and WHY answered apart. */
final class Verdicts {
    private static final Set<String> ORIGIN_GROUPS = Set.of(
            "ttl",
            "id",
            "shape",
            "race",
            "time",
            "local",
            "icmp",
            "alive",
            "mass",
            "two-ended",
            "link",
            "injected",
            "knowledge");

    /** Rules that compare two captures. */
    private static final Set<String> PROOFS = Set.of("two-sided-rst", "names-undelivered");

    private final Thresholds limits;

    Verdicts(Thresholds limits) {
        this.limits = limits;
    }

    Verdict write(Subject s, Judgement j, List<Evidence> evidence) {
        Text port = closedPort(evidence);
        Text statement = port == null ? headline(j.verdictClass(), j.confidence()) : renamed("headline", port);
        return new Verdict(
                j.verdictClass(),
                j.confidence(),
                limits.band(j.confidence()),
                Messages.english(statement),
                statement,
                who(s, j, evidence),
                why(j, evidence),
                port == null ? new Text("next." + j.verdictClass().wire(), Map.of()) : renamed("next", port),
                j.alternatives());
    }

    /** What is said of a port that nobody could connect to, or null where a connection began. */
    static Text closedPort(List<Evidence> evidence) {
        return evidence.stream()
                .filter(e -> e.rule().equals(PortRules.RULE))
                .map(Evidence::text)
                .findFirst()
                .orElse(null);
    }

    private static Text renamed(String kind, Text evidence) {
        return new Text(kind + evidence.key().substring(evidence.key().indexOf('.')), evidence.args());
    }

    Text headline(VerdictClass c, double confidence) {
        return Text.of("verdict." + c.wire() + (confidence >= limits.verdict ? ".high" : ".low"));
    }

    private Answer who(Subject s, Judgement j, List<Evidence> evidence) {
        boolean fromClient = s.ending.reset() != null && s.ending.reset().fromClient();
        String value = switch (j.verdictClass()) {
            case FIREWALL_SIGNATURE_RESET,
                    FIREWALL_SILENT_DROP,
                    KEY_EXCHANGE_BLOCKED,
                    IDLE_TIMEOUT_RESET,
                    MIDDLEBOX_RESET -> "device-in-path";
            case HOST_ABORT -> fromClient ? "client-host" : "server-host";
            case PMTUD_BLACKHOLE, PATH_OUTAGE, PACKET_LOSS -> "path";
            case HEALTHY -> "nobody";
            case INSUFFICIENT -> "unknown";
        };
        double confidence = value.equals("device-in-path") ? device(j) : j.confidence();
        boolean isProven = evidence.stream()
                .anyMatch(e -> e.rule().equals("cut-elsewhere")
                        || (PROOFS.contains(e.rule())
                                && e.group().equals("two-ended")
                                && e.counted() > 0
                                && e.logOdds() > 0));
        Answer answer = answer(value, confidence, evidence, true);
        return isProven ? new Answer(value, answer.confidence(), "proven", answer.evidence()) : answer;
    }

    private Answer why(Judgement j, List<Evidence> evidence) {
        String value = switch (j.verdictClass()) {
            case FIREWALL_SIGNATURE_RESET -> "signature";
            case FIREWALL_SILENT_DROP -> "silent-drop";
            case KEY_EXCHANGE_BLOCKED -> "key-exchange-policy";
            case IDLE_TIMEOUT_RESET -> "idle-timeout";
            case PMTUD_BLACKHOLE -> "mtu";
            case PATH_OUTAGE -> "outage";
            case PACKET_LOSS -> "loss";
            case HOST_ABORT -> "application";
            case HEALTHY -> "none";
            case MIDDLEBOX_RESET, INSUFFICIENT -> "unknown";
        };
        double confidence = value.equals("unknown") ? 0 : j.confidence();
        return answer(value, confidence, evidence, false);
    }

    /** Everything that needs a device in the path speaks for one, whatever its reason. */
    private double device(Judgement j) {
        double sum = 0;
        for (Map.Entry<VerdictClass, Double> e : j.posterior().entrySet()) {
            boolean isDevice = e.getKey().accusesFirewall()
                    || e.getKey() == VerdictClass.MIDDLEBOX_RESET
                    || e.getKey() == VerdictClass.IDLE_TIMEOUT_RESET;
            sum += isDevice ? e.getValue() : 0;
        }
        return Math.min(limits.cap, Math.max(sum, j.confidence()));
    }

    private Answer answer(String value, double confidence, List<Evidence> evidence, boolean ofOrigin) {
        List<String> ids = evidence.stream()
                .filter(e -> e.counted() > 0 && ORIGIN_GROUPS.contains(e.group()) == ofOrigin)
                .map(Evidence::id)
                .toList();
        return new Answer(value, confidence, limits.band(confidence), ids);
    }
}
