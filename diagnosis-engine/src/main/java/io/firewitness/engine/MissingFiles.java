package io.firewitness.engine;

import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.NotEvaluated;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.VerdictClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says which file would settle what the given ones leave open. */
final class MissingFiles {
    private MissingFiles() {}

    static List<NotEvaluated> of(List<ArtifactEntry> artifacts, List<Connection> connections) {
        List<NotEvaluated> missing = new ArrayList<>();
        List<ArtifactEntry> captures =
                artifacts.stream().filter(a -> a.kind().equals("capture")).toList();
        boolean hasLog = artifacts.stream()
                .anyMatch(a -> a.kind().equals("log") || a.kind().equals("bundle"));
        boolean isCut = connections.stream().anyMatch(c -> c.kill() != null);
        if (captures.isEmpty()) {
            missing.add(entry("rst-ttl", "missing.capture", "capture-at-sender", 0.97));
        } else if (isCut && connections.stream().noneMatch(c -> c.kill() != null && isSeenTwice(c))) {
            boolean isSender = vantagePoint(captures, connections).equals("sender");
            missing.add(entry(
                    "two-sided-rst",
                    isSender ? "missing.capture-at-receiver" : "missing.capture-at-sender",
                    isSender ? "capture-at-receiver" : "capture-at-sender",
                    0.99));
        }
        if (isCut) {
            quality(captures, connections, missing);
        }
        if (!hasLog && isCut) {
            missing.add(entry("log-same-offset", "missing.log", "job-log", null));
        }
        boolean isShort = connections.stream()
                .anyMatch(c -> c.verdict().verdictClass() == VerdictClass.INSUFFICIENT
                        && c.kill() == null
                        && c.evidence().stream().noneMatch(e -> e.rule().equals("closed-port")));
        if (isShort && !isCut && !captures.isEmpty()) {
            missing.add(entry("ending", "missing.longer-capture", "capture-at-sender", null));
        }
        return missing;
    }

    /** Where the cut was recorded; other captures of the case may be of other places. */
    private static String vantagePoint(List<ArtifactEntry> captures, List<Connection> connections) {
        for (Connection c : connections) {
            for (ArtifactEntry capture : captures) {
                if (c.kill() != null && capture.id().equals(c.artifactId())) {
                    return capture.vantagePoint();
                }
            }
        }
        return captures.getFirst().vantagePoint();
    }

    private static boolean isSeenTwice(Connection c) {
        return c.matches().stream().anyMatch(m -> m.delayMs() != null);
    }

    /** What these captures hide from the rules. */
    private static void quality(
            List<ArtifactEntry> captures, List<Connection> connections, List<NotEvaluated> missing) {
        if (captures.stream().anyMatch(a -> Boolean.TRUE.equals(a.headersOnly()))) {
            missing.add(entry("same-bytes", "missing.whole-packets", "capture-at-sender", null));
        }
        if (captures.stream().anyMatch(a -> a.dropped() != null && a.dropped() > 0)) {
            missing.add(entry("two-sided-drop", "missing.lossless-capture", "capture-at-sender", null));
        }
        boolean isLate =
                connections.stream().anyMatch(c -> c.kill() != null && c.kill().streamOffset() == null);
        if (isLate) {
            missing.add(entry("same-offset", "missing.earlier-start", "capture-at-sender", null));
        }
        boolean isOneWay = connections.stream()
                .filter(c -> c.kill() != null && c.transport().equals("tcp"))
                .anyMatch(c -> c.ttl().clientToServer().count() == 0
                        || c.ttl().serverToClient().count() == 0);
        if (isOneWay) {
            missing.add(entry("too-fast", "missing.both-directions", "capture-at-sender", null));
        }
    }

    private static NotEvaluated entry(String rule, String key, String recipe, Double raisesTo) {
        Text text = new Text(key, Map.of());
        return new NotEvaluated(rule, Messages.english(text), text, recipe, raisesTo);
    }
}
