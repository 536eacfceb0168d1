package io.firewitness.engine;

import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.Gap;
import io.firewitness.engine.document.NotEvaluated;
import io.firewitness.engine.document.PathView;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.Transfer;
import io.firewitness.engine.document.Verdict;
import io.firewitness.engine.document.VerdictClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The case's verdict in one sentence that a person can act on: who, where, and no more than is shown.
 *
 * <p>WHO and WHY are separate: where another device is not very likely, a guilty class is worded as a reset by a device whose
 * reason is open. "Every time" is said only where retries prove it.
 */
final class Headlines {
    private static final double VERY_LIKELY = 0.95;

    private Headlines() {}

    /** The case's verdict with its sentence; {@code hasBackup}: backup data itself flowed on one of them. */
    static Verdict worded(
            Verdict v,
            List<ArtifactEntry> artifacts,
            List<Connection> connections,
            boolean hasBackup,
            List<Transfer> transfers,
            List<NotEvaluated> missing,
            PathView path) {
        // What logs show of an everyday cause, a restart or a stall is said by the logs' own sentence.
        boolean isFromLogs =
                v.text().key().startsWith("verdict.logs.") && v.verdictClass() != VerdictClass.FIREWALL_SIGNATURE_RESET;
        if (isFromLogs) {
            return v;
        }
        if (v.text().key().startsWith("headline.closed-port.")) {
            return v;
        }
        Text healthy = healthy(artifacts, connections, hasBackup);
        Text sentence = sentence(v, healthy, lead(v, connections), transfers, missing, path);
        return new Verdict(
                v.verdictClass(),
                v.confidence(),
                v.band(),
                Messages.english(sentence),
                sentence,
                v.who(),
                v.why(),
                v.next(),
                v.alternatives());
    }

    private static Text sentence(
            Verdict v,
            Text healthy,
            Connection lead,
            List<Transfer> transfers,
            List<NotEvaluated> missing,
            PathView path) {
        String key = "headline." + v.verdictClass().wire();
        boolean isSure = v.confidence() >= VERY_LIKELY;
        boolean isDeviceSure = v.who() != null && v.who().confidence() >= VERY_LIKELY;
        Text where = where(path);
        return switch (v.verdictClass()) {
            case FIREWALL_SIGNATURE_RESET -> {
                boolean isEveryTime = transfers.stream()
                        .anyMatch(t -> t.sameOffset() != null && t.sameOffset().holds());
                if (lead == null) {
                    // From logs alone: where it dies is known, who cut it is not.
                    yield Text.of(isEveryTime ? key + ".logs.every-time" : key + ".logs");
                }
                if (!isDeviceSure) {
                    yield Text.of("headline.middlebox-reset.low");
                }
                yield !isSure
                        ? Text.of(key + ".low")
                        : new Text(key + (isEveryTime ? ".high.every-time" : ".high"), Map.of("where", where));
            }
            case FIREWALL_SILENT_DROP, KEY_EXCHANGE_BLOCKED, MIDDLEBOX_RESET ->
                isSure && isDeviceSure
                        ? new Text(key + ".high", Map.of("where", where))
                        : Text.of(
                                isDeviceSure || v.verdictClass() != VerdictClass.MIDDLEBOX_RESET
                                        ? key + ".low"
                                        : "headline.middlebox-reset.low");
            case IDLE_TIMEOUT_RESET -> idle(key, isSure, lead);
            case HOST_ABORT -> host(key, isSure, lead, v);
            case PATH_OUTAGE -> outage(key, isSure, lead);
            case PMTUD_BLACKHOLE -> mtu(key, isSure, lead);
            case PACKET_LOSS -> loss(key, isSure, lead);
            case HEALTHY -> healthy;
            case INSUFFICIENT ->
                missing.isEmpty()
                        ? Text.of(key + ".low")
                        : new Text(
                                key + ".high", Map.of("file", missing.getFirst().text()));
        };
    }

    /**
     * That no backup was cut says little where none was recorded, and nothing about what else is in the files: a browser's reset
     * does not count for the verdict.
     */
    private static Text healthy(List<ArtifactEntry> artifacts, List<Connection> connections, boolean hasBackup) {
        String key = "headline.healthy.";
        long unread =
                artifacts.stream().filter(a -> !a.status().equals("analysed")).count();
        if (unread > 0) {
            return new Text(key + "low", Map.of("count", unread));
        }
        if (!hasBackup) {
            return Text.of(key + "elsewhere");
        }
        boolean isAll = connections.stream().allMatch(c -> c.verdict().verdictClass() == VerdictClass.HEALTHY);
        return Text.of(key + (isAll ? "high" : "backup"));
    }

    /** The surest connection of the case's class, one that was cut before one that was not. */
    private static Connection lead(Verdict v, List<Connection> connections) {
        Comparator<Connection> surest = Comparator.<Connection, Boolean>comparing(c -> c.kill() != null)
                .thenComparingDouble(c -> c.verdict().confidence());
        return connections.stream()
                .filter(c -> c.verdict().verdictClass() == v.verdictClass())
                .reduce((a, b) -> surest.compare(b, a) > 0 ? b : a)
                .orElse(null);
    }

    private static Text where(PathView path) {
        if (path != null) {
            PathView.Node client = null;
            PathView.Node server = null;
            PathView.Node device = null;
            for (PathView.Node node : path.nodes()) {
                switch (node.role()) {
                    case "client" -> client = node;
                    case "server" -> server = node;
                    case "device" -> device = node;
                    default -> {
                        // The place of capture is no part of this sentence.
                    }
                }
            }
            if (device != null && client != null && device.hopsFromClient() != null) {
                return hops(device.hopsFromClient(), client.address());
            }
            if (device != null && server != null && device.hopsFromServer() != null) {
                return hops(device.hopsFromServer(), server.address());
            }
        }
        return Text.of("where.path");
    }

    private static Text hops(int hops, String address) {
        String key = hops == 0 ? "where.segment" : hops == 1 ? "where.hop" : "where.hops";
        return new Text(key, hops > 1 ? Map.of("address", address, "hops", (long) hops) : Map.of("address", address));
    }

    private static Text idle(String key, boolean isSure, Connection lead) {
        Number seconds = lead == null ? null : argument(lead, "idle", "seconds");
        return seconds == null
                ? Text.of(key + ".unmeasured")
                : new Text(key + (isSure ? ".high" : ".low"), Map.of("gap", gap(seconds.doubleValue())));
    }

    private static Text gap(double seconds) {
        if (seconds < 120) {
            return new Text("gap.seconds", Map.of("seconds", Math.round(seconds)));
        }
        Duration whole = Duration.ofSeconds(Math.round(seconds));
        return seconds < 7200
                ? new Text("gap.minutes", Map.of("minutes", whole.toMinutes()))
                : new Text("gap.hours", Map.of("hours", whole.toHours()));
    }

    private static Text host(String key, boolean isSure, Connection lead, Verdict v) {
        String address = lead == null || v.who() == null
                ? null
                : switch (v.who().value()) {
                    case "client-host" -> lead.client().address();
                    case "server-host" -> lead.server().address();
                    default -> null;
                };
        Object host = address == null ? Text.of("where.one-host") : address;
        return new Text(key + (isSure ? ".high" : ".low"), Map.of("host", host));
    }

    private static Text outage(String key, boolean isSure, Connection lead) {
        if (!isSure || lead == null) {
            return Text.of(key + ".low");
        }
        Gap longest = null;
        for (Gap gap : lead.gaps()) {
            longest = longest == null || gap.seconds() > longest.seconds() ? gap : longest;
        }
        Instant from = longest != null ? longest.start() : lead.close().time();
        Instant to = longest != null ? longest.start().plusMillis(Math.round(longest.seconds() * 1000)) : lead.end();
        return from == null ? Text.of(key + ".low") : new Text(key + ".high", Map.of("from", from, "to", to));
    }

    private static Text mtu(String key, boolean isSure, Connection lead) {
        Number passed = lead == null ? null : argument(lead, "size-rule", "passed");
        return !isSure || passed == null || passed.longValue() <= 0
                ? Text.of(key + ".low")
                : new Text(key + ".high", Map.of("bytes", passed));
    }

    private static Text loss(String key, boolean isSure, Connection lead) {
        Number count = lead == null ? null : argument(lead, "packet-loss", "count");
        Number segments = lead == null ? null : argument(lead, "packet-loss", "segments");
        if (!isSure || count == null || segments == null || segments.longValue() == 0) {
            return Text.of(key + ".low");
        }
        double percent = Math.round(1000.0 * count.longValue() / segments.longValue()) / 10.0;
        return new Text(key + ".high", Map.of("percent", percent));
    }

    private static Number argument(Connection lead, String rule, String name) {
        for (Evidence e : lead.evidence()) {
            if (e.rule().equals(rule) && e.text().args().get(name) instanceof Number number) {
                return number;
            }
        }
        return null;
    }
}
