package io.firewitness.engine.judge;

import io.firewitness.engine.document.VerdictClass;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From probabilities to a class. Hard rules stand above any sum: they keep origin evidence from being taken for a cause. */
final class Decision {
    /** Weight for "another device sent it" from which a group counts as showing the origin. */
    private static final double SHOWS_ORIGIN = 0.6;

    private static final Set<String> ORIGIN_GROUPS =
            Set.of("ttl", "id", "shape", "race", "time", "icmp", "two-ended", "link", "injected");
    /** What a host's RST without a socket shows as well. */
    private static final Set<String> SHAPES =
            Set.of("ip-id.break", "header-shape", "bare-reset", "stale-reset", "echo.window");

    private static final double FOREIGN_SURE = 0.9;

    private static final Set<String> RECURS = Set.of(
            "same-offset.strong",
            "same-offset.weak",
            "same-offset.tls",
            "same-bytes",
            "same-bytes.weak",
            "same-records",
            "same-records.weak");

    private static final Set<String> RECURS_SURELY = Set.of("same-offset.strong", "same-bytes", "same-records");

    private final Thresholds limits;

    Decision(Thresholds limits) {
        this.limits = limits;
    }

    Judgement decide(Subject s, List<Observation> seen, List<Scorer.Item> items, Map<VerdictClass, Double> computed) {
        Set<String> features = new HashSet<>();
        seen.forEach(o -> features.add(o.feature()));
        int origin = originGroups(seen, items);
        Map<VerdictClass, Double> posterior = new EnumMap<>(computed);
        if (!maySignatureReset(s, features, origin)) {
            posterior.put(VerdictClass.FIREWALL_SIGNATURE_RESET, 0.0);
        }
        if (!maySilentDrop(features)) {
            posterior.put(VerdictClass.FIREWALL_SILENT_DROP, 0.0);
        }
        if (!mayKeyExchange(s, features, origin)) {
            posterior.put(VerdictClass.KEY_EXCHANGE_BLOCKED, 0.0);
        }
        if (!mayIdle(s, features, origin)) {
            posterior.put(VerdictClass.IDLE_TIMEOUT_RESET, 0.0);
        }
        if (!(features.contains("size-rule") || features.contains("icmp-too-big"))
                || features.contains("size-precedent")) {
            posterior.put(VerdictClass.PMTUD_BLACKHOLE, 0.0);
        }
        if (features.contains("two-sided-rst.sent")) {
            // The host's own capture shows it leaving: no box in the path made it.
            posterior.replaceAll((c, p) -> c == VerdictClass.HOST_ABORT ? p : (Double) 0.0);
        }
        double total =
                posterior.values().stream().mapToDouble(Double::doubleValue).sum();
        double explained = total;
        posterior.replaceAll((c, p) -> p / total);
        VerdictClass top = VerdictClass.INSUFFICIENT;
        double best = 0;
        for (Map.Entry<VerdictClass, Double> e : posterior.entrySet()) {
            if (e.getValue() > best) {
                top = e.getKey();
                best = e.getValue();
            }
        }
        double confidence = Math.min(best, limits.cap);
        boolean isReset = s.ending.mode() == Ending.Mode.RESET;
        if ((isReset && origin > 0 && !(top.accusesFirewall() || top == VerdictClass.IDLE_TIMEOUT_RESET))
                || (best < limits.likely && isReset && origin > 0)) {
            double foreign = foreign(computed);
            if (foreign >= FOREIGN_SURE) {
                return new Judgement(
                        VerdictClass.MIDDLEBOX_RESET, Math.min(foreign, limits.cap), posterior, seen, items);
            }
        }
        boolean isHostShown = features.contains("ip-id.continue")
                // Who was sending a moment ago has not restarted; it answers for what something else closed.
                || (features.contains("silence-before-reset") && !features.contains("bare-reset"))
                || features.contains("silence-before-reset.long")
                || features.contains("server-alert");
        boolean isStackProof = features.contains("two-sided-rst.sent")
                || features.contains("valid-timestamp")
                || features.contains("active-abort");
        boolean isLocalProof = isStackProof || features.contains("local-reset");
        if (top == VerdictClass.HOST_ABORT && !isStackProof && !isHostShown && isOpenWhy(s, features)) {
            return new Judgement(VerdictClass.INSUFFICIENT, 0.7, posterior, seen, items);
        }
        if (top == VerdictClass.HOST_ABORT && features.contains("unfilled-hole")) {
            // The host did end it, but because a piece never arrived: what lost that piece is the question.
            return new Judgement(VerdictClass.INSUFFICIENT, 0.7, posterior, seen, items);
        }
        if (top == VerdictClass.HOST_ABORT && !isStackProof) {
            confidence = Math.min(confidence, limits.hostCap);
        }
        boolean isOutageShown = features.contains("all-stalled") || features.contains("icmp-unreachable");
        if (top == VerdictClass.PATH_OUTAGE && !isOutageShown) {
            return new Judgement(VerdictClass.INSUFFICIENT, 0.7, posterior, seen, items);
        }
        if (top == VerdictClass.HOST_ABORT && !isLocalProof && !isHostShown) {
            // An equal TTL alone proves no innocence: a box with the host's own TTL looks the same.
            return new Judgement(VerdictClass.INSUFFICIENT, 0.7, posterior, seen, items);
        }
        // Where a hard rule took most of the probability away, what is left was never likely by itself.
        double needed = top.accusesFirewall() || top == VerdictClass.MIDDLEBOX_RESET ? limits.likely : limits.innocent;
        if (best < needed || explained < 0.05) {
            return new Judgement(VerdictClass.INSUFFICIENT, 0.7, posterior, seen, items);
        }
        return new Judgement(top, confidence, posterior, seen, items);
    }

    /**
     * Groups that show another sender. Where the TTL is the host's own, identification and header shape do not: a kernel that
     * answers for a socket it no longer has makes its RST without that socket's counters and options.
     */
    private static int originGroups(List<Observation> seen, List<Scorer.Item> items) {
        boolean isOwnTtl = seen.stream().anyMatch(o -> o.feature().equals("rst-ttl.equal"));
        Set<String> groups = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Scorer.Item item = items.get(i);
            boolean isShape = SHAPES.contains(seen.get(i).feature());
            if (ORIGIN_GROUPS.contains(item.group())
                    && !(isShape && isOwnTtl)
                    && item.weights().getOrDefault(VerdictClass.MIDDLEBOX_RESET, 0.0) >= SHOWS_ORIGIN) {
                groups.add(item.group());
            }
        }
        return groups.size();
    }

    /**
     * WHO must be shown, and WHY as well: a foreign TTL proves another device, not a signature. Within a router or two the TTL
     * proves neither (a container host, another route), so there the same place must be shown beyond doubt.
     */
    private static boolean maySignatureReset(Subject s, Set<String> features, int origin) {
        boolean isExplained = isIdle(features)
                || features.contains("mass-reset")
                || features.contains("handshake-twin")
                || features.contains("silence-before-reset.long");
        boolean recursSurely = RECURS_SURELY.stream().anyMatch(features::contains);
        boolean recurs = recursSurely || features.stream().anyMatch(RECURS::contains);
        boolean isFar = features.contains("rst-ttl.strong")
                || features.contains("rst-ttl.moderate")
                || features.stream().anyMatch(f -> f.startsWith("injected-segment."));
        boolean isShown = recursSurely || (isFar && recurs);
        boolean isData = s.hit().dataEnd() > 0;
        return s.ending.mode() == Ending.Mode.RESET && !isExplained && isData && origin > 0 && isShown;
    }

    /**
     * A host may drop an idle connection as well: either the origin is shown, or a known timer has run out. Silence after the
     * silence needs a path that works for others.
     */
    private static boolean mayIdle(Subject s, Set<String> features, int origin) {
        boolean isTimer = features.contains("idle.timer");
        if (s.ending.mode() == Ending.Mode.STALL) {
            boolean isPathAlive = features.contains("reconnect-works") || features.contains("one-connection-dark");
            return isPathAlive && (isTimer || features.contains("idle.long"));
        }
        return isIdle(features) && (origin > 0 || isTimer);
    }

    /**
     * The RST of a kernel without a socket, from beside the capture. Attempts that all die at one place may have met a box on
     * the wire that is such a kernel itself; and where packets were lost, the RST that closed the socket may be among them.
     */
    private static boolean isOpenWhy(Subject s, Set<String> features) {
        boolean isAlike = features.stream().anyMatch(RECURS::contains);
        return features.contains("local-reset") && features.contains("bare-reset") && (isAlike || s.isLossy());
    }

    private static boolean isIdle(Set<String> features) {
        return features.stream().anyMatch(f -> f.startsWith("idle."));
    }

    /** Bytes of a size that passed before, lost again and again while the path lives. */
    private static boolean maySilentDrop(Set<String> features) {
        boolean recurs = features.stream().anyMatch(RECURS::contains);
        boolean isHole = features.contains("persistent-hole");
        boolean isDark = features.contains("one-connection-dark");
        boolean isDarkAtOnePlace =
                recurs && (isDark || features.contains("reconnect-works") || features.contains("stalled-again"));
        return (isHole || isDarkAtOnePlace)
                && !isIdle(features)
                && !features.contains("size-rule")
                && !features.contains("zero-window");
    }

    private static boolean mayKeyExchange(Subject s, Set<String> features, int origin) {
        boolean isRepeated = features.contains("first-flight.repeated");
        boolean isOnce = features.contains("first-flight.once");
        boolean isReset = s.ending.mode() == Ending.Mode.RESET;
        return !isIdle(features)
                && !features.contains("size-rule")
                && (isReset ? origin > 0 && (isRepeated || (isOnce && s.isBackup)) : isRepeated);
    }

    private static double foreign(Map<VerdictClass, Double> posterior) {
        return posterior.getOrDefault(VerdictClass.FIREWALL_SIGNATURE_RESET, 0.0)
                + posterior.getOrDefault(VerdictClass.KEY_EXCHANGE_BLOCKED, 0.0)
                + posterior.getOrDefault(VerdictClass.IDLE_TIMEOUT_RESET, 0.0)
                + posterior.getOrDefault(VerdictClass.MIDDLEBOX_RESET, 0.0);
    }
}
