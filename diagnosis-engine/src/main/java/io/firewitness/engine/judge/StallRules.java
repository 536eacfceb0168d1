package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.Stall;
import io.firewitness.engine.document.Text;
import java.util.List;
import java.util.Map;

/** Why bytes were never acknowledged: content, size, the path, or a slow receiver. */
final class StallRules {
    private static final long SECOND = 1_000_000_000L;
    /**
     * Packets up to this size pass every path in use: every link carries that much of IPv6 (RFC 8200, section 5), and one that carries less of
     * IPv4 only can hardly be found any more.
     */
    private static final int SMALL = 1280;

    private static final int FRAME = 1514;
    /** Of IPv4 and TCP, without options. */
    private static final int HEADERS = 40;
    /** Connections looked at before and after this one; bounds the work on captures with millions of connections. */
    private static final int NEIGHBOURS = 2000;

    private final List<Subject> all;

    private final Thresholds limits;

    StallRules(List<Subject> all, Thresholds limits) {
        this.all = all;
        this.limits = limits;
    }

    void observe(Subject s, Stall stall, List<Observation> out) {
        Flow flow = s.flow;
        Direction d = s.hit();
        Direction peer = flow.direction(!s.ending.hitClientData());
        List<Long> packets = List.of(stall.firstPacket());
        if (stall.peerPackets() > 0 || stall.sackedAbove()) {
            // What told of bytes behind the hole may have come before anything was sent again.
            add(out, "peer-alive", packets, Map.of("count", (long) Math.max(1, stall.peerPackets())));
        }
        if (stall.sackedAbove() && stall.sends() >= 3 && isBeyondSize(stall) && isBeyondLoss(d, stall)) {
            add(out, "persistent-hole", packets, Map.of("offset", stall.offset(), "sends", (long) stall.sends()));
        }
        if (peer.isWindowClosed()) {
            add(out, "zero-window", packets, Map.of());
        }
        size(flow, d, stall, packets, out);
        if (stall.minLength() < stall.maxLength() && stall.minLength() <= SMALL && !peer.isWindowClosed()) {
            add(out, "re-cut", packets, Map.of("length", (long) stall.minLength()));
        }
        if (flow.icmpTooBig() > 0) {
            add(out, "icmp-too-big", List.of(flow.icmpPacket()), Map.of("address", flow.icmpFrom()));
        }
        if (flow.icmpUnreachable() > 0) {
            add(out, "icmp-unreachable", List.of(flow.icmpPacket()), Map.of("address", flow.icmpFrom()));
        }
        neighbours(s, stall, packets, out);
        idle(flow, stall, out);
    }

    /** Small pieces arrive behind a hole on a path that takes small packets only: one as large as the lost ones must have. */
    private static boolean isBeyondSize(Stall stall) {
        return stall.sackedBytes() + HEADERS >= stall.minLength();
    }

    /**
     * On a path that loses much anyway, some segment of a long transfer is lost that often by chance: one transfer in a
     * thousand is too likely.
     */
    private static boolean isBeyondLoss(Direction d, Stall stall) {
        double others = Math.max(1, d.segments() - stall.sends());
        double lost = Math.clamp((d.retransmissions() - stall.sends() + 1) / others, 1e-4, 1);
        return others * Math.pow(lost, stall.sends()) < 1e-3;
    }

    /** The first bytes after a silence are the ones that got no answer: something forgot the connection meanwhile. */
    private void idle(Flow flow, Stall stall, List<Observation> out) {
        Flow.Idle idle = pause(flow, stall);
        if (idle != null) {
            out.add(ResetRules.idle(idle.nanos() / (double) SECOND, stall.firstPacket(), limits));
        }
    }

    /** The silence that ended with the first sending of what stalled; null where there was none. */
    private Flow.Idle pause(Flow flow, Stall stall) {
        for (Flow.Idle idle : flow.idles()) {
            long sinceEnd = stall.firstSend() - (idle.start() + idle.nanos());
            if (idle.nanos() >= limits.idleSeconds * SECOND && Math.abs(sinceEnd) < SECOND / 5) {
                return idle;
            }
        }
        return null;
    }

    /** The size rule compares what passed with what did not; offload hides the real sizes. */
    private void size(Flow flow, Direction d, Stall stall, List<Long> packets, List<Observation> out) {
        if (stall.maxLength() <= 0 || stall.minLength() == Integer.MAX_VALUE) {
            return;
        }
        if (d.maxAckedLength() >= stall.minLength()) {
            add(out, "size-precedent", packets, Map.of("length", (long) d.maxAckedLength()));
            return;
        }
        boolean isBeginningKnown = d.hasStart() && d.unseen() == 0;
        // Large data that is sent after a silence only tells nothing of its size: what was forgotten meanwhile would be
        // lost whole.
        if (stall.minLength() <= SMALL || !isBeginningKnown || pause(flow, stall) != null) {
            return;
        }
        boolean isOffload = stall.minLength() > FRAME && d.superSegments() > 0 && d.maxAckedLength() > FRAME;
        if (!isOffload) {
            add(out, "size-rule", packets, Map.of("length", (long) stall.minLength(), "passed", (long)
                    d.maxAckedLength()));
        }
    }

    /** Other connections of the same two hosts at the same time: do they live, or did all of them stop together? */
    void neighbours(Subject s, Stall stall, List<Long> packets, List<Observation> out) {
        long from = stall.firstSend() + SECOND / 5;
        // With back-off the next sending would have followed after about as long again; whoever gives up does so
        // before.
        long to = stall.lastSend() + Math.max(5 * SECOND, stall.duration());
        int alive = 0;
        int begun = 0;
        int reconnected = 0;
        int stopped = 0;
        int unanswered = 0;
        int first = Math.max(0, s.number - NEIGHBOURS);
        int last = Math.min(all.size(), s.number + NEIGHBOURS);
        for (Subject other : all.subList(first, last)) {
            if (other == s || !other.flow.isTcp() || other.flow.interfaceNumber() != s.flow.interfaceNumber()) {
                continue;
            }
            Flow o = other.flow;
            if (o.firstTime() > to || o.lastTime() < stall.firstSend()) {
                continue;
            }
            boolean isSameHosts = o.joinsSameHosts(s.flow);
            if (isSameHosts && o.isEstablished() && answeredBetween(other, from, stall.lastSend())) {
                alive += o.firstTime() < stall.firstSend() ? 1 : 0;
                begun += o.firstTime() < stall.firstSend() ? 0 : 1;
            } else if (isSameHosts && o.isEstablished() && answeredBetween(other, from, to)) {
                reconnected++;
            } else if (stoppedWith(other, s, stall)) {
                stopped++;
            } else if (other.ending.mode() == Ending.Mode.UNANSWERED
                    && o.fromClient().synCount() >= 2
                    && isSameHosts) {
                unanswered++;
            }
        }
        // Where all that were under way stopped together, something forgot or lost them all: that new ones work says no
        // more.
        boolean isTogether = stopped > 0 && alive == 0;
        if (!isTogether && alive + begun > 0) {
            add(out, "one-connection-dark", packets, Map.of("count", (long) alive + begun));
        } else if (!isTogether && reconnected > 0 && unanswered == 0) {
            add(out, "reconnect-works", packets, Map.of("count", (long) reconnected));
        } else if (isAgain(s, stall)) {
            add(out, "stalled-again", packets, Map.of());
        } else if (stopped + unanswered > 0) {
            add(out, "all-stalled", packets, Map.of("count", (long) stopped + unanswered));
        }
    }

    /** True where another connection of one of the two hosts, under way at the same time, stopped within five seconds: no retry of this one. */
    private static boolean stoppedWith(Subject other, Subject s, Stall stall) {
        boolean isStalled = other.ending.mode() == Ending.Mode.STALL && other.ending.stall() != null;
        if (!isStalled || !other.flow.sharesHost(s.flow)) {
            return false;
        }
        long stopped = other.ending.stall().firstSend();
        return Math.abs(stopped - stall.firstSend()) < 5 * SECOND
                && other.flow.firstTime() < stall.firstSend()
                && s.flow.firstTime() < stopped;
    }

    /** True where an earlier attempt had stalled at the same place and this one, begun after it, worked up to there. */
    private static boolean isAgain(Subject s, Stall stall) {
        return stall.offset() > 0
                && s.chain.placeOf(s).attempts().stream()
                        .anyMatch(o -> o != s
                                && o.ending.mode() == Ending.Mode.STALL
                                && o.ending.stall().lastSend() < s.flow.firstTime());
    }

    /** True where the server side was heard on that connection within the time. */
    private static boolean answeredBetween(Subject other, long from, long to) {
        Flow o = other.flow;
        boolean beganWithin = o.firstTime() >= from && o.firstTime() <= to;
        long progress =
                Math.max(o.fromClient().lastProgressTime(), o.fromServer().lastProgressTime());
        return (beganWithin && o.fromServer().packets() > 0)
                || (progress >= from && o.firstTime() <= to && o.lastTime() >= from);
    }

    private static void add(List<Observation> out, String feature, List<Long> packets, Map<String, Object> args) {
        out.add(new Observation(feature, feature, packets, new Text("evidence." + feature, args), null));
    }
}
