package io.firewitness.engine.judge;

import io.firewitness.engine.capture.ClockWatch;
import io.firewitness.engine.capture.DatagramTally;
import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.Reset;
import io.firewitness.engine.capture.Stall;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.VerdictClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges one connection of a capture. Innocent until shown. */
final class ConnectionJudge {
    private static final long SECOND = 1_000_000_000L;
    /** What a peer may still have sent when the other side closed: a farewell, not data that anybody misses. */
    private static final long LEFTOVER = 4096;

    private final Scorer scorer;
    private final Thresholds limits;
    private final ResetRules resetRules;
    private final StallRules stallRules;
    private final CauseRules causeRules;
    private final Decision decision;
    private final ClockRule clock;
    private final PortRules ports;
    private final Set<Subject> massResets;

    ConnectionJudge(
            Scorer scorer,
            Thresholds limits,
            List<Subject> all,
            StationRule stations,
            PortRules ports,
            List<ClockWatch.Step> steps) {
        this.ports = ports;
        this.clock = new ClockRule(steps);
        this.scorer = scorer;
        this.limits = limits;
        this.resetRules = new ResetRules(limits, stations);
        this.stallRules = new StallRules(all, limits);
        this.causeRules = new CauseRules(limits);
        this.decision = new Decision(limits);
        this.massResets = MassResets.of(all, limits);
    }

    Judgement judge(Subject s) {
        if (!s.flow.isTcp()) {
            return udp(s);
        }
        return switch (s.ending.mode()) {
            case RESET -> reset(s);
            case STALL -> stall(s, s.ending.stall());
            case REFUSED -> refused(s);
            case UNANSWERED -> unanswered(s);
            case ABANDONED -> abandoned(s);
            case CLOSED, OPEN -> ended(s);
        };
    }

    private Judgement reset(Subject s) {
        List<Observation> seen = new ArrayList<>();
        Reset r = s.ending.reset();
        seen.add(mode("reset", s.isInjected() ? "injected" : "reset", r.packet()));
        resetRules.observe(s, seen);
        causeRules.observe(s, seen);
        TwoSidedRules.observe(s, seen);
        Stall awaited = s.isInjected() ? InjectedRule.awaited(s.flow, s.flow.injected()) : null;
        if (awaited != null) {
            stallRules.neighbours(s, awaited, List.of(awaited.firstPacket()), seen);
        }
        if (massResets.contains(s)) {
            seen.add(new Observation(
                    "mass-reset", "mass-reset", List.of(r.packet()), Text.of("evidence.mass-reset"), null));
        }
        return decide(s, seen);
    }

    private Judgement stall(Subject s, Stall stall) {
        List<Observation> seen = new ArrayList<>();
        seen.add(mode("stall", "stall", stall.firstPacket()));
        stallRules.observe(s, stall, seen);
        causeRules.observe(s, seen);
        TwoSidedRules.observe(s, seen);
        return decide(s, seen);
    }

    private static Observation mode(String how, String told, long packet) {
        return new Observation("ending", "mode." + how, List.of(packet), Text.of("evidence.mode." + told), null);
    }

    private Judgement decide(Subject s, List<Observation> seen) {
        clock.apply(s, seen);
        List<Scorer.Item> items =
                scorer.items(seen.stream().map(Observation::feature).toList());
        Map<VerdictClass, Double> posterior = scorer.posterior(items);
        return decision.decide(s, seen, items, posterior);
    }

    Judgement plain(VerdictClass c, double confidence, List<Observation> seen) {
        return new Judgement(
                c,
                confidence,
                Map.of(),
                seen,
                scorer.items(seen.stream().map(Observation::feature).toList()));
    }

    /** A RST in answer to a SYN: the host's own refusal, unless it comes from elsewhere. */
    private Judgement refused(Subject s) {
        List<Observation> seen = new ArrayList<>();
        PortRules.Finding found = ports.refused(s);
        seen.add(found.observation());
        resetRules.observe(s, seen);
        return plain(found.verdictClass(), found.confidence(), seen);
    }

    private Judgement unanswered(Subject s) {
        List<Observation> seen = new ArrayList<>();
        if (s.flow.icmpUnreachable() > 0) {
            seen.add(new Observation(
                    "icmp-unreachable",
                    "icmp-unreachable",
                    List.of(s.flow.icmpPacket()),
                    new Text("evidence.icmp-unreachable", Map.of("address", s.flow.icmpFrom())),
                    null));
            return plain(VerdictClass.PATH_OUTAGE, 0.85, seen);
        }
        PortRules.Finding found = s.flow.icmpProhibited() > 0 ? ports.prohibited(s) : ports.silent(s);
        if (found == null) {
            return plain(VerdictClass.INSUFFICIENT, 0.7, seen);
        }
        seen.add(found.observation());
        if (s.flow.icmpProhibited() > 0) {
            causeRules.prohibited(s, seen);
        }
        return plain(found.verdictClass(), found.confidence(), seen);
    }

    /** The RST of a host that got no answer to its probes ends the wait; what took the answers away is not shown. */
    private Judgement abandoned(Subject s) {
        Reset r = s.ending.reset();
        Map<String, Object> args = Map.of(
                "address", ResetRules.source(s.flow, r), "count", (long) r.own().probes());
        List<Observation> seen = new ArrayList<>();
        seen.add(new Observation(
                "unanswered-probes",
                "unanswered-probes",
                List.of(r.packet()),
                new Text("evidence.unanswered-probes", args),
                null));
        return plain(VerdictClass.INSUFFICIENT, 0.7, seen);
    }

    private Judgement ended(Subject s) {
        Flow flow = s.flow;
        List<Observation> seen = new ArrayList<>();
        Direction server = flow.fromServer();
        if (server.hasAlert()
                && s.isInKeyExchange(limits)
                && !server.hasServerHello()
                && InjectedRule.isAlertOfServer(flow)) {
            causeRules.alert(s, seen);
            return plain(VerdictClass.HOST_ABORT, 0.75, seen);
        }
        Reset ignored = s.ending.reset();
        if (ignored != null && Ending.isIgnored(flow, ignored)) {
            Map<String, Object> args = Map.of("address", ResetRules.source(flow, ignored), "ttl", (long) ignored.ttl());
            seen.add(new Observation(
                    "ignored-reset",
                    "ignored-reset",
                    List.of(ignored.packet()),
                    new Text("evidence.ignored-reset", args),
                    null));
        }
        Judgement interrupted = interrupted(s);
        if (interrupted != null) {
            return interrupted;
        }
        Observation unread = closedWell(s) ? null : ClosedRule.observe(s, limits);
        if (unread != null) {
            seen.addAll(closing(s));
            seen.add(unread);
            return plain(VerdictClass.HOST_ABORT, limits.hostCap, seen);
        }
        for (Direction d : List.of(flow.fromClient(), server)) {
            boolean isLossy =
                    d.retransmissions() >= limits.lossMinimum && d.retransmissions() >= limits.lossShare * d.segments();
            if (isLossy && d.segments() > 0 && flow.icmpTooBig() == 0) {
                seen.add(new Observation(
                        "packet-loss",
                        "packet-loss",
                        List.of(),
                        new Text(
                                "evidence.packet-loss", Map.of("count", d.retransmissions(), "segments", d.segments())),
                        "tcp.analysis.retransmission"));
                boolean isOver = s.ending.mode() == Ending.Mode.CLOSED && !isLeftWaiting(flow);
                return plain(isOver ? VerdictClass.PACKET_LOSS : VerdictClass.INSUFFICIENT, isOver ? 0.85 : 0.6, seen);
            }
        }
        // A greeting that nobody answered is no transfer, however politely both sides parted.
        boolean isUnanswered = s.isTls() && server.dataEnd() <= 0;
        seen.addAll(closing(s));
        return closedWell(s) && isDataSeen(flow) && !isUnanswered
                ? plain(VerdictClass.HEALTHY, 0.95, seen)
                : plain(VerdictClass.INSUFFICIENT, 0.7, seen);
    }

    private static List<Observation> closing(Subject s) {
        boolean isOpen = s.ending.mode() == Ending.Mode.OPEN;
        return List.of(new Observation(
                "ending",
                isOpen ? "mode.open" : "mode.closed",
                List.of(s.flow.lastPacket()),
                Text.of(isOpen ? "evidence.mode.open" : closedWell(s) ? "evidence.mode.closed" : "evidence.mode.half"),
                null));
    }

    /** Both sides finished, or one did and the other's RST only answers for data nobody reads any more. */
    private static boolean closedWell(Subject s) {
        Flow flow = s.flow;
        if (s.ending.mode() != Ending.Mode.CLOSED) {
            return false;
        }
        Direction client = flow.fromClient();
        Direction server = flow.fromServer();
        if (isLeftWaiting(flow)) {
            return false;
        }
        if (client.hasFin() && server.hasFin()) {
            return true;
        }
        Reset r = flow.resets().isEmpty() ? null : flow.resets().getFirst();
        if (r == null) {
            return false;
        }
        Direction finisher = client.hasFin() ? client : server;
        Direction other = client.hasFin() ? server : client;
        boolean isDelivered = finisher.unacknowledgedPayload() == 0 && other.unacknowledgedPayload() <= LEFTOVER;
        return isDelivered && (r.afterFinOfSender() || r.hasAck());
    }

    /** True where one side sent the same again and again to the end, its FIN included, and got no answer: the other is gone, or kept away. */
    private static boolean isLeftWaiting(Flow flow) {
        return isLeftWaiting(flow.fromClient()) || isLeftWaiting(flow.fromServer());
    }

    private static boolean isLeftWaiting(Direction d) {
        Stall open = d.openStall();
        return open != null && open.sends() >= Ending.LADDER;
    }

    /** Where all that was acknowledged is unseen, as behind a filter on flags, the transfer in between is not known. */
    private static boolean isDataSeen(Flow flow) {
        return isDataSeen(flow.fromClient()) && isDataSeen(flow.fromServer());
    }

    private static boolean isDataSeen(Direction d) {
        return d.segments() > 0 || (d.acknowledged() <= 1 && d.max() <= 1);
    }

    /** A freeze that ended by itself, on a connection that went on. */
    private Judgement interrupted(Subject s) {
        Stall client = s.flow.fromClient().recovered();
        Stall server = s.flow.fromServer().recovered();
        boolean isClient = server == null || (client != null && client.duration() >= server.duration());
        Stall stall = isClient ? client : server;
        if (stall == null || stall.sends() < 3 || stall.duration() < limits.outageSeconds * SECOND) {
            return null;
        }
        Ending frozen = new Ending(Ending.Mode.STALL, null, stall, isClient);
        Subject asStall = new Subject(s.flow, frozen, s.number, s.clientTtls, s.serverTtls, s.isBackup);
        asStall.chain = s.chain;
        Judgement judged = stall(asStall, stall);
        if (judged.verdictClass() == VerdictClass.FIREWALL_SILENT_DROP) {
            // It went on: the device or its rule changed, or it was loss after all.
            return judged.confidence() >= limits.verdict
                    ? judged
                    : plain(VerdictClass.PACKET_LOSS, 0.6, judged.observations());
        }
        boolean isDark = (stall.peerPackets() == 0 && !stall.sackedAbove()) || s.flow.icmpUnreachable() > 0;
        return isDark
                ? new Judgement(
                        VerdictClass.PATH_OUTAGE, 0.8, judged.posterior(), judged.observations(), judged.items())
                : plain(VerdictClass.PACKET_LOSS, 0.7, judged.observations());
    }

    private Judgement udp(Subject s) {
        DatagramTally d = s.flow.datagrams();
        List<Observation> seen = new ArrayList<>();
        boolean isServiceAlive =
                s.chain.members().stream().anyMatch(m -> m.flow.datagrams().answers() > 0);
        boolean isStuck = isServiceAlive && d.repeats() >= 2;
        if (s.isBackup && isStuck) {
            long same = s.chain.members().stream()
                    .map(m -> m.flow.datagrams())
                    .filter(o -> o.repeats() >= 2 && o.lastPrint() == d.lastPrint())
                    .count();
            seen.add(new Observation(
                    "datagram-hole",
                    "datagram-hole",
                    List.of(d.firstRepeatPacket()),
                    new Text("evidence.datagram-hole", Map.of("repeats", d.repeats(), "conversations", same)),
                    null));
            int before = seen.size();
            TwoSidedRules.datagram(s, seen);
            boolean isShown = seen.size() > before && hasAnswersSince(s, d.firstRepeatTime());
            if (same >= 2 || isShown) {
                return plain(
                        VerdictClass.FIREWALL_SILENT_DROP, same >= 3 || (same >= 2 && isShown) ? 0.93 : 0.88, seen);
            }
            return plain(VerdictClass.INSUFFICIENT, 0.6, seen);
        }
        if (s.flow.icmpUnreachable() > 0) {
            return plain(VerdictClass.PATH_OUTAGE, 0.8, seen);
        }
        boolean isAnswered = d.answers() > 0 && !isStuck;
        return plain(isAnswered ? VerdictClass.HEALTHY : VerdictClass.INSUFFICIENT, isAnswered ? 0.85 : 0.7, seen);
    }

    /** True where the service answered other conversations of the same client meanwhile: the path worked. */
    private static boolean hasAnswersSince(Subject s, long time) {
        return s.chain.members().stream()
                .anyMatch(m -> m != s
                        && m.flow.datagrams().answers() > 0
                        && m.flow.fromServer().lastTime() > time);
    }
}
