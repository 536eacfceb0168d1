package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.Reset;
import io.firewitness.engine.capture.RetiredFlows;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.VerdictClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Connections that never began: a SYN that is refused, forbidden or not answered. What the host's other ports did at the same time
 * tells a closed port from a host that is gone, and the refusal's own TTL and haste tell who refused. A SYN carries nothing that a
 * signature could match, so no rule here accuses one.
 */
final class PortRules {
    static final String RULE = "closed-port";
    /** A first SYN may get lost; sent again after a second it had its chance. */
    private static final int SYNS = 2;
    /** Faster than the host by less may be the scheduler's doing; nanoseconds. */
    private static final long HASTE = 1_000_000L;

    private static final int FEWEST_SAMPLES = 5;
    private static final int MOST_RANGES = 8;

    private record Host(long high, long low, int interfaceNumber) {
        static Host of(Flow.Pair pair) {
            return new Host(pair.serverHigh(), pair.serverLow(), pair.interfaceNumber());
        }
    }

    /** What one host's ports did. */
    private static final class Ports {
        final TreeSet<Integer> open = new TreeSet<>();
        final TreeSet<Integer> refused = new TreeSet<>();
        final TreeSet<Integer> silent = new TreeSet<>();
        long fastest = Long.MAX_VALUE;
    }

    /** A verdict, and the one fact it rests on. */
    record Finding(VerdictClass verdictClass, double confidence, Observation observation) {}

    private final Map<Host, Ports> hosts = new HashMap<>();
    private final Thresholds limits;
    private boolean isAnyAnswered;

    PortRules(List<Subject> all, RetiredFlows retired, Thresholds limits) {
        this.limits = limits;
        retired.pairs().keySet().stream().filter(Flow.Pair::isTcp).forEach(pair -> open(Host.of(pair), pair.port()));
        for (Subject s : all) {
            if (s.flow.isTcp()) {
                add(s);
            }
        }
    }

    private void open(Host host, int port) {
        hosts.computeIfAbsent(host, h -> new Ports()).open.add(port);
        isAnyAnswered = true;
    }

    private void add(Subject s) {
        Host host = Host.of(s.flow.pair());
        int port = s.flow.serverPort();
        Direction client = s.flow.fromClient();
        if (s.ending.mode() == Ending.Mode.REFUSED || isForbidden(s)) {
            hosts.computeIfAbsent(host, h -> new Ports()).refused.add(port);
        } else if (isSilent(s)) {
            hosts.computeIfAbsent(host, h -> new Ports()).silent.add(port);
        } else if (s.flow.isEstablished() && s.flow.fromServer().packets() > s.flow.resetCount()) {
            open(host, port);
            // Answers to bulk data wait in queues; with the handshake among them, the fastest one may have had the line
            // to itself.
            if (client.hasStart() && client.rttSamples() >= FEWEST_SAMPLES) {
                Ports ports = hosts.get(host);
                ports.fastest = Math.min(ports.fastest, client.rttMin());
            }
        }
    }

    private static boolean isForbidden(Subject s) {
        return s.ending.mode() == Ending.Mode.UNANSWERED && s.flow.icmpProhibited() > 0;
    }

    private static boolean isSilent(Subject s) {
        Direction client = s.flow.fromClient();
        return s.ending.mode() == Ending.Mode.UNANSWERED
                && s.flow.fromServer().packets() == 0
                && client.hasStart()
                && client.synCount() >= SYNS
                && client.packets() == client.synCount();
    }

    /** A SYN answered by RST: by its host, by somebody before it, or by either. */
    Finding refused(Subject s) {
        Ports ports = hosts.get(Host.of(s.flow.pair()));
        Reset r = s.ending.reset();
        int usual = s.serverTtls.mode();
        boolean isKnown = s.serverTtls.total() >= limits.baselineMinimum;
        int distance = isKnown ? s.serverTtls.distance(r.ttl()) : 0;
        // A stack may give its RSTs another initial TTL; then the same number of routers lies before it.
        boolean isElsewhere = distance >= limits.ttlStrong && Hops.of(r.ttl()) != Hops.of(usual);
        long delay = r.timing().sinceTrigger();
        boolean isHasty = ports.fastest != Long.MAX_VALUE
                && delay >= 0
                && ports.fastest - delay >= HASTE
                && delay * 10 < ports.fastest * 7;
        Map<String, Object> args = args(s, ports, ports.refused);
        boolean isAlike = isKnown && distance == 0;
        if (isElsewhere || (isHasty && !isAlike)) {
            args.put("ttl", (long) r.ttl());
            args.put("usual", (long) usual);
            return finding(VerdictClass.MIDDLEBOX_RESET, 0.85, isElsewhere ? "device" : "hasty", r.packet(), args);
        }
        if (isAlike && !isHasty) {
            return finding(VerdictClass.HOST_ABORT, limits.hostCap, "host", r.packet(), args);
        }
        // The host's own TTL, and yet sooner than ever: a device that copies it, or a line that was busy before.
        return distance >= limits.ttlStrong || isAlike
                ? finding(VerdictClass.INSUFFICIENT, 0.6, "unknown", r.packet(), args)
                : finding(VerdictClass.HOST_ABORT, 0.55, "unknown", r.packet(), args);
    }

    /** A SYN answered by ICMP that names a policy. */
    Finding prohibited(Subject s) {
        Map<String, Object> args =
                args(s, hosts.get(Host.of(s.flow.pair())), hosts.get(Host.of(s.flow.pair())).refused);
        args.put("from", s.flow.icmpFrom());
        boolean isItself = s.flow.icmpFrom().equals(s.flow.serverAddress());
        return isItself
                ? finding(VerdictClass.HOST_ABORT, 0.8, "prohibited-itself", s.flow.icmpPacket(), args)
                : finding(VerdictClass.MIDDLEBOX_RESET, 0.9, "prohibited", s.flow.icmpPacket(), args);
    }

    /** SYNs without any answer while the host, or others, answered; or null where nothing tells more than that. */
    Finding silent(Subject s) {
        if (!isSilent(s) || !isAnyAnswered) {
            return null;
        }
        Ports ports = hosts.get(Host.of(s.flow.pair()));
        Map<String, Object> args = args(s, ports, ports.silent);
        args.put("count", (long) s.flow.fromClient().synCount());
        boolean isAlive = !ports.open.isEmpty() || !ports.refused.isEmpty();
        return finding(
                VerdictClass.INSUFFICIENT,
                isAlive ? 0.9 : 0.8,
                isAlive ? "silent" : "dark",
                s.flow.firstPacket(),
                args);
    }

    private static Map<String, Object> args(Subject s, Ports ports, SortedSet<Integer> alike) {
        Map<String, Object> args = new HashMap<>();
        args.put("address", s.flow.serverAddress());
        args.put("port", Integer.toString(s.flow.serverPort()));
        args.put("ports", ranges(alike));
        args.put("others", others(ports.open, alike));
        return args;
    }

    private static Text others(SortedSet<Integer> open, SortedSet<Integer> closed) {
        TreeSet<Integer> both = new TreeSet<>(open);
        both.retainAll(closed);
        if (!both.isEmpty()) {
            return new Text("closed-port.at-times", Map.of("ports", ranges(both)));
        }
        return open.isEmpty()
                ? Text.of("closed-port.none")
                : new Text("closed-port.open", Map.of("ports", ranges(open)));
    }

    private static Finding finding(
            VerdictClass c, double confidence, String how, long packet, Map<String, Object> args) {
        String feature = RULE + "." + how;
        Text text = new Text("evidence." + feature, args);
        return new Finding(c, confidence, new Observation(RULE, feature, List.of(packet), text, null));
    }

    /** Ports as people write them: 2500-2504, 6180. */
    static String ranges(SortedSet<Integer> ports) {
        List<String> parts = new ArrayList<>();
        Integer from = null;
        Integer to = null;
        for (int port : ports) {
            if (from != null && port == to + 1) {
                to = port;
                continue;
            }
            if (from != null) {
                parts.add(range(from, to));
            }
            from = port;
            to = port;
        }
        if (from != null) {
            parts.add(range(from, to));
        }
        return parts.size() <= MOST_RANGES
                ? String.join(", ", parts)
                : String.join(", ", parts.subList(0, MOST_RANGES)) + ", …";
    }

    private static String range(int from, int to) {
        return from == to ? Integer.toString(from) : from + "-" + to;
    }
}
