package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.Reset;
import io.firewitness.engine.capture.TtlTally;
import io.firewitness.engine.document.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who sent the RST: everything its header and its surroundings tell. */
final class ResetRules {
    private static final long SECOND = 1_000_000_000L;
    /** Below the shortest retransmission time-out in use (200 ms), with room for its timer. */
    private static final long SHORTEST_SILENCE = 150_000_000L;
    /** No kernel starts, and takes packets, within that time. */
    private static final long RESTART = 500_000_000L;
    /** Timers (seconds) documented for Azure and AWS balancers, and for common firewalls. */
    private static final int[] TIMERS = {240, 350, 600, 3600, 7200};

    /** Sendings of the same bytes, with back-off, that are no ordinary loss any more. */
    private static final int LADDER = 3;

    private static final int MANY = 100;
    /** Seconds within which every stack has sent a missing piece again, twice with the time-outs in use. */
    private static final double UNFILLED = 3;

    private final Thresholds limits;

    private final StationRule stations;

    ResetRules(Thresholds limits, StationRule stations) {
        this.limits = limits;
        this.stations = stations;
    }

    void observe(Subject s, List<Observation> out) {
        Reset r = s.ending.reset();
        Flow flow = s.flow;
        Direction own = flow.direction(r.fromClient());
        Direction peer = flow.direction(!r.fromClient());
        stations.observe(flow, r, out);
        if (s.isInjected()) {
            InjectedRule.observe(flow, flow.injected(), out);
            idle(s, r, out);
            return;
        }
        ttl(s, r, own, out);
        identification(flow, r, own, out);
        shape(s, r, own, peer, out);
        race(s, r, own, peer, out);
        idle(s, r, out);
        if (r.stalledSends() >= 2 && r.timing().sinceTrigger() >= 0 && stalledLong(r, peer)) {
            // A signature is answered by the packet that matches, not by one that was sent again for seconds.
            boolean isLong = isLongSilence(r, peer);
            out.add(new Observation(
                    "silence-before-reset",
                    isLong ? "silence-before-reset.long" : "silence-before-reset",
                    List.of(r.packet()),
                    new Text("evidence.silence-before-reset", Map.of("sends", (long) r.stalledSends())),
                    null));
        }
        unfilled(r, s.hit(), out);
    }

    /**
     * A connection that was closed while the receiver had waited for a piece for long. Any stack has sent that piece again by then
     * (RFC 6298: after a second at first); where none of it was seen, it was lost before the capture each time.
     */
    private static void unfilled(Reset r, Direction data, List<Observation> out) {
        boolean isHole = data.acknowledged() > 0 && data.unacknowledgedPayload() > 0 && data.openStall() == null;
        double waited = (r.time() - data.outstandingSince()) / (double) SECOND;
        if (isHole && waited >= UNFILLED) {
            Map<String, Object> args =
                    Map.of("seconds", Math.round(waited * 10) / 10.0, "offset", data.acknowledgedPayload());
            out.add(simple("unfilled-hole", "unfilled-hole", r, args));
        }
    }

    /** A real silence before the RST: nothing was acknowledged for many round trips, so the data was sent again. */
    private static boolean stalledLong(Reset r, Direction peer) {
        long silence = r.time() - peer.lastProgressTime();
        boolean isManyRoundTrips = peer.rttSamples() == 0 || silence > 10 * peer.rttMin();
        return silence > SHORTEST_SILENCE && isManyRoundTrips;
    }

    /** Sent again more often than ordinary loss explains, for a second and more. */
    private static boolean isLongSilence(Reset r, Direction peer) {
        return r.stalledSends() > LADDER && r.time() - peer.lastProgressTime() >= SECOND;
    }

    /**
     * The side that sends the data, heard so short before that its kernel cannot have started again meanwhile: its RST without
     * acknowledgement answers for a socket that something else has closed, a RST of a device or its own which was lost. The
     * receiver may be a cluster, whose other node answers so at once when it takes over the address.
     */
    private static boolean isSendingStill(Subject s, Reset r) {
        return r.fromClient() == s.ending.hitClientData() && r.time() - r.own().lastTime() < RESTART;
    }

    static String source(Flow flow, Reset r) {
        return r.fromClient() ? flow.clientAddress() : flow.serverAddress();
    }

    private void ttl(Subject s, Reset r, Direction own, List<Observation> out) {
        TtlTally baseline = s.baseline(r.fromClient(), limits.baselineMinimum);
        boolean isThin = baseline.total() < limits.baselineMinimum;
        if (baseline.total() == 0) {
            return;
        }
        int distance = r.inLastTtls() ? 0 : baseline.distance(r.ttl());
        String grade = distance >= limits.ttlStrong && (!isThin || baseline.total() >= 2)
                ? "strong"
                : distance >= limits.ttlModerate ? "moderate" : distance >= 1 ? "weak" : "equal";
        if (grade.equals("weak") && Hops.of(r.ttl()) == 0 && Hops.of(baseline.mode()) > 0) {
            // Untouched by any router, while all else from that address has passed one.
            grade = "on-segment";
        }
        boolean isOtherRoute = isLongSilence(r, s.flow.direction(!r.fromClient()))
                && Hops.first(r.ttl()) == Hops.first(baseline.mode());
        if (isOtherRoute && !grade.equals("equal")) {
            // The line was down meanwhile: it may have come back on another way, with more routers or fewer.
            grade = "weak";
        }
        if (isThin && grade.equals("equal")) {
            return;
        }
        if (grade.equals("equal")) {
            second(s, r, baseline, out);
        }
        Map<String, Object> args = new HashMap<>();
        args.put("address", source(s.flow, r));
        args.put("ttl", (long) r.ttl());
        args.put("count", (long) baseline.total());
        args.put("baseline", (long) baseline.mode());
        String field = s.flow.isIpv6() ? "hop-limit" : "ttl";
        String key = "evidence.rst-" + field + (grade.equals("equal") ? ".equal" : ".foreign");
        String reproduce = s.flow.isIpv6() ? "ipv6.hlim" : "ip.ttl";
        out.add(new Observation("rst-ttl", "rst-ttl." + grade, List.of(r.packet()), new Text(key, args), reproduce));
        int handshake = own.handshakeTtl();
        if (distance >= limits.ttlModerate && handshake == r.ttl() && own.ttls().total() >= limits.baselineMinimum) {
            out.add(new Observation(
                    "handshake-twin",
                    "handshake-twin",
                    List.of(r.packet()),
                    new Text("evidence.handshake-twin", Map.of("ttl", (long) r.ttl())),
                    reproduce));
        }
        if (own.oldTtlAfterReset() > 0 && distance >= limits.ttlModerate) {
            out.add(new Observation(
                    "old-sender-alive",
                    "old-sender-alive",
                    List.of(r.packet()),
                    new Text("evidence.old-sender-alive", Map.of("address", source(s.flow, r), "count", (long)
                            own.oldTtlAfterReset())),
                    reproduce));
        }
    }

    /**
     * The host's own RST and, right behind it, one with a foreign TTL. Alone this may be a device that answers for a connection
     * the host has just closed; where other attempts of the transfer died on the same bytes, the device was first, and its RST
     * to the other end is what the host answered.
     */
    private void second(Subject s, Reset first, TtlTally baseline, List<Observation> out) {
        Place place = s.chain.placeOf(s);
        if (place.chance() > Place.SURE || place.objection() != Place.Objection.NONE) {
            return;
        }
        for (Reset r : s.flow.resets()) {
            boolean isNext = r.packet() != first.packet()
                    && r.fromClient() == first.fromClient()
                    && r.time() - first.time() < SECOND;
            if (isNext && baseline.distance(r.ttl()) >= limits.ttlStrong) {
                out.add(new Observation(
                        "rst-ttl",
                        "rst-ttl.second",
                        List.of(first.packet(), r.packet()),
                        new Text(
                                "evidence.rst-ttl.second", Map.of("address", source(s.flow, r), "ttl", (long) r.ttl())),
                        s.flow.isIpv6() ? "ipv6.hlim" : "ip.ttl"));
                return;
            }
        }
    }

    private static void identification(Flow flow, Reset r, Direction own, List<Observation> out) {
        if (r.ipId() <= 0 || !own.countsIpId()) {
            return;
        }
        int step = (r.ipId() - r.own().ipId()) & 0xFFFF;
        if (step >= 1 && step <= 16) {
            out.add(ip("ip-id", "ip-id.continue", "evidence.ip-id.continue", flow, r));
        } else if (step > 4096) {
            out.add(ip("ip-id", "ip-id.break", "evidence.ip-id.break", flow, r));
        }
        // Two counters may stand at the same value: the next one of its own sender is no echo.
        if (r.ipId() == r.opposite().ipId() && (step < 1 || step > 16)) {
            out.add(ip("echo", "echo", "evidence.echo", flow, r));
        }
    }

    private static Observation ip(String rule, String feature, String key, Flow flow, Reset r) {
        return new Observation(
                rule,
                feature,
                List.of(r.packet()),
                new Text(key, Map.of("address", source(flow, r), "id", (long) r.ipId(), "last", (long)
                        r.own().ipId())),
                "ip.id");
    }

    private void shape(Subject s, Reset r, Direction own, Direction peer, List<Observation> out) {
        String address = source(s.flow, r);
        if (r.isTimestampPlausible()) {
            out.add(simple("valid-timestamp", "valid-timestamp", r, Map.of("address", address)));
        }
        boolean isWindowEcho = r.window() == r.opposite().window()
                && r.window() != r.own().window()
                && r.window() != 0
                && r.window() != 0xFFFF;
        if (isWindowEcho && own.packets() > 2) {
            Map<String, Object> values = Map.of("address", address, "id", (long) r.window(), "last", (long)
                    r.own().window());
            out.add(new Observation(
                    "echo",
                    "echo.window",
                    List.of(r.packet()),
                    new Text("evidence.echo", values),
                    "tcp.window_size_value"));
        }
        if (r.ipId() >= 0 && !r.dontFragment() && own.alwaysDontFragment()) {
            out.add(simple("header-shape", "header-shape", r, Map.of("address", address)));
        }
        boolean isLive = r.hasAck()
                && r.sequence() == r.own().max()
                && r.acknowledgement() >= r.opposite().acknowledged()
                && r.acknowledgement() <= r.opposite().max();
        boolean isWindowLive = r.window() != 0 && !isWindowEcho;
        boolean isSameTtl = isSameTtl(s, r);
        if (isLive && isWindowLive && isSameTtl) {
            out.add(simple("active-abort", "active-abort", r, Map.of("address", address)));
        }
        if (!r.hasAck()
                && !r.afterFin()
                && (r.stalledSends() < 2 || isSendingStill(s, r))
                && r.timing().sinceTrigger() >= 0
                && own.packets() > 2) {
            out.add(simple("bare-reset", "bare-reset", r, Map.of("address", address)));
        }
        // Of a side that said nothing else, its host's other connections tell how far away it is.
        TtlTally host =
                own.packets() > s.flow.resetCount() ? own.ttls() : s.baseline(r.fromClient(), limits.baselineMinimum);
        int ownHops = Hops.of(host.mode());
        int peerHops = Hops.of(peer.ttls().mode());
        if (ownHops == 0 && peerHops > 0 && isSameTtl && host.total() >= limits.baselineMinimum) {
            out.add(simple("local-reset", "local-reset", r, Map.of("address", address)));
        }
    }

    private boolean isSameTtl(Subject s, Reset r) {
        return r.inLastTtls()
                || s.baseline(r.fromClient(), limits.baselineMinimum).distance(r.ttl()) == 0;
    }

    private static Observation simple(String rule, String feature, Reset r, Map<String, Object> args) {
        return new Observation(rule, feature, List.of(r.packet()), new Text("evidence." + feature, args), null);
    }

    private void race(Subject s, Reset r, Direction own, Direction peer, List<Observation> out) {
        Map<String, Object> address = Map.of("address", source(s.flow, r));
        // With the host's own TTL, what follows at once may be what its RST overtook.
        long from = isSameTtl(s, r) ? r.time() + Ending.REORDERING : r.time();
        if (own.acksAfterReset() >= 2 && !r.afterFin() && peer.lastProgressTime() >= from) {
            out.add(simple(
                    "acks-after-reset", "acks-after-reset", r, Map.of("address", source(s.flow, r), "count", (long)
                            own.acksAfterReset())));
        }
        if (own.dataAfterReset() > 0 && own.lastDataTime() >= from) {
            out.add(simple(
                    "data-after-reset", "data-after-reset", r, Map.of("address", source(s.flow, r), "count", (long)
                            own.dataAfterReset())));
        }
        if (r.timing().sinceKnowledge() >= 0 && !r.afterFin()) {
            out.add(simple("acks-undelivered", "acks-undelivered", r, address));
        }
        if (r.ownIsStale()) {
            out.add(simple("stale-reset", "stale-reset", r, address));
        }
        if (s.flow.resets().size() >= 2) {
            Reset second = s.flow.resets().get(1);
            boolean isWalk = second.fromClient() == r.fromClient()
                    && second.sequence() > r.sequence() + 2
                    && second.time() - r.time() < 2 * SECOND
                    && second.sequence() > r.own().max()
                    && second.sequence() > r.own().acknowledged() + 2
                    && !r.afterFin();
            if (isWalk) {
                out.add(new Observation(
                        "reset-walk",
                        "reset-walk",
                        List.of(r.packet(), second.packet()),
                        new Text("evidence.reset-walk", address),
                        null));
            }
        }
        // Acknowledgements may be held back for 40 ms and more; that of a SYN is not, nor are all of many.
        boolean hasRtt = peer.rttSamples() >= (s.flow.fromClient().hasStart() ? 5 : MANY);
        if (hasRtt && r.timing().sinceKnowledge() >= 0 && r.timing().sinceKnowledge() < peer.rttMin() * 7 / 10) {
            out.add(simple(
                    "too-fast",
                    "too-fast",
                    r,
                    Map.of(
                            "address",
                            source(s.flow, r),
                            "micros",
                            r.timing().sinceKnowledge() / 1000,
                            "rtt",
                            peer.rttMin() / 1000)));
        }
    }

    private void idle(Subject s, Reset r, List<Observation> out) {
        double idleSeconds = r.timing().idleBefore() / (double) SECOND;
        boolean isIdle = idleSeconds >= limits.idleSeconds && r.timing().bytesSinceIdle() == 0;
        if (!isIdle) {
            boolean isBusy = r.timing().sinceTrigger() >= 0
                    && r.timing().sinceTrigger() < 5 * SECOND
                    && (r.timing().idleBefore() == 0 || r.timing().bytesSinceIdle() > 0);
            if (isBusy && s.hit().dataEnd() > 0) {
                out.add(simple("busy", "busy", r, Map.of()));
            }
            return;
        }
        out.add(idle(idleSeconds, r.packet(), limits));
    }

    /** A silence, graded by whether a known timer had just run out. */
    static Observation idle(double idleSeconds, long packet, Thresholds limits) {
        boolean isTimer = false;
        for (int timer : TIMERS) {
            isTimer |= idleSeconds >= timer * 0.98 && idleSeconds <= timer + Math.max(5, timer * 0.02);
        }
        String feature = isTimer ? "idle.timer" : idleSeconds >= limits.idleLongSeconds ? "idle.long" : "idle.short";
        return new Observation(
                "idle",
                feature,
                List.of(packet),
                new Text("evidence.idle", Map.of("seconds", Math.round(idleSeconds * 10) / 10.0)),
                null);
    }
}
