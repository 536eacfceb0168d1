package io.firewitness.engine.log;

import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.VerdictClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules on everyday causes, on greetings that were refused, and on attempts that went through. */
final class LogCauses {
    private final EvidenceList evidence;
    private final CaseFacts facts;
    private final List<Tried> all;

    LogCauses(EvidenceList evidence, CaseFacts facts, List<Tried> all) {
        this.evidence = evidence;
        this.facts = facts;
        this.all = all;
    }

    void ordinary(List<Tried> failed) {
        Map<String, List<Tried>> byCause = new LinkedHashMap<>();
        for (Tried t : failed) {
            if (t.ordinaryCause() != null) {
                byCause.computeIfAbsent(t.ordinaryCause(), c -> new ArrayList<>())
                        .add(t);
            }
        }
        boolean isAll = failed.stream().allMatch(t -> t.ordinaryCause() != null || !t.hasNetworkCause());
        byCause.forEach((cause, tries) -> evidence.add(
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
        if (byCause.isEmpty() && all.isEmpty()) {
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
        byCause.forEach((cause, hits) -> evidence.add(
                "log-ordinary-cause",
                "log-ordinary-cause.some",
                VerdictClass.HOST_ABORT,
                new Text("evidence.log-ordinary-cause", Map.of("attempts", hits.size(), "cause", hits.getFirst().text)),
                hits.stream().map(h -> h.at).toList(),
                "Error"));
    }

    /** The cause that most failed attempts name, where no attempt died of the network. */
    String ordinaryCause(List<Tried> failed) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Tried t : failed) {
            if (t.ordinaryCause() != null) {
                counts.merge(t.ordinaryCause(), 1, Integer::sum);
            } else if (t.hasNetworkCause()) {
                return null;
            }
        }
        if (counts.isEmpty() && all.isEmpty()) {
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
    void keyExchange() {
        boolean hasMoved = all.stream().anyMatch(t -> t.spots.stream().anyMatch(s -> s.value() > 0));
        List<Where> refused = facts.tlsClosed;
        if (!hasMoved && refused.size() >= 3) {
            evidence.add(
                    "log-key-exchange",
                    "log-key-exchange",
                    VerdictClass.KEY_EXCHANGE_BLOCKED,
                    new Text("evidence.log-key-exchange", Map.of("count", refused.size())),
                    refused,
                    "closed the transport stream");
        }
    }

    void completed() {
        List<Tried> done = all.stream()
                .filter(t -> t.outcome.equals("completed") && t.run.end != null)
                .toList();
        boolean isClean = facts.signatures.all().stream().noneMatch(h -> h.isNetwork)
                && all.stream().allMatch(t -> t.outcome.equals("completed"));
        if (!done.isEmpty() && isClean) {
            evidence.add(
                    "log-completed",
                    "log-completed",
                    VerdictClass.HEALTHY,
                    new Text("evidence.log-completed", Map.of("attempts", done.size())),
                    done.stream().map(t -> t.run.end).toList(),
                    "status: ");
        }
    }
}
