package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.Injected;
import io.firewitness.engine.capture.Stall;
import io.firewitness.engine.document.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Segments other than RSTs that a device put in a host's name: an end of the stream after which the host goes on, a page of
 * HTTP inside a stream that is none, an alert in clear.
 */
final class InjectedRule {
    private static final long SECOND = 1_000_000_000L;

    private InjectedRule() {}

    /** The forged segment, or null. A route that changed, a balancer and a proxy of handshakes leave TTLs as odd as a device's. */
    static Injected forged(Flow flow, Thresholds limits) {
        Injected i = flow.injected();
        if (i == null || i.usualTtl() < 0) {
            return null;
        }
        Direction own = flow.direction(i.segment().fromClient());
        int distance = Math.abs(i.segment().ttl() - i.usualTtl());
        boolean isTwin = own.handshakeTtl() == i.segment().ttl() && distance > 0;
        boolean isOdd = distance >= limits.ttlStrong && !isTwin && !i.segment().inLastTtls();
        return switch (i.kind()) {
            // The rightful sender's own packets must have come before, handshakes may be answered by another box.
            case PAGE, ALERT -> isOdd && i.usualBefore() > 0 ? i : null;
            case FIN -> {
                boolean isForeign =
                        (isOdd || (i.lacksTimestamp() && !isTwin)) && i.usualBefore() >= limits.baselineMinimum;
                boolean isForged =
                        isContradicted(flow, i) || (isForeign && (own.unaware() > 0 || awaited(flow, i) != null));
                yield isForged && isHeeded(own, i) ? i : null;
            }
        };
    }

    /** Payload and FIN claim one number. */
    private static boolean isContradicted(Flow flow, Injected i) {
        Direction own = flow.direction(i.segment().fromClient());
        Direction peer = flow.direction(!i.segment().fromClient());
        return own.contradictions() > 0 && peer.packets() > 0;
    }

    /** False where the stream went on in spite of it: a FIN that comes too late is behind what has arrived, and ends nothing. */
    private static boolean isHeeded(Direction own, Injected i) {
        return own.acknowledged() <= i.segment().sequence() + i.segment().payload() + 1;
    }

    /**
     * What the other side sent again and again after a FIN whose sender was never heard of again, or null. A host that has closed
     * still answers: it acknowledges what comes, or resets it (RFC 9293, section 3.10.7). One that was not heard would send its FIN again.
     */
    static Stall awaited(Flow flow, Injected i) {
        Direction own = flow.direction(i.segment().fromClient());
        Stall stall = flow.direction(!i.segment().fromClient()).openStall();
        // Mirrors may show it twice, and what it overtook comes at once.
        boolean isLast = own.lastTime() - i.segment().time() < Ending.REORDERING || isResetOfSame(flow, i);
        boolean isAwaited = stall != null
                && stall.sends() >= Ending.LADDER
                && stall.lastSend() - i.segment().time() >= SECOND;
        return isLast && isAwaited ? stall : null;
    }

    /** What came after it in that name are RSTs with the same TTL. */
    private static boolean isResetOfSame(Flow flow, Injected i) {
        boolean fromClient = i.segment().fromClient();
        return flow.direction(fromClient).ttls().count(i.segment().ttl()) <= 2
                && flow.resets().stream()
                        .anyMatch(r -> r.fromClient() == fromClient
                                && r.packet() > i.segment().packet()
                                && r.ttl() == i.segment().ttl());
    }

    /** True where nothing tells the alert's sender from the server. */
    static boolean isAlertOfServer(Flow flow) {
        Injected i = flow.injected();
        boolean isOdd = i != null
                && i.kind() == Injected.Kind.ALERT
                && i.segment().packet() == flow.fromServer().alertPacket();
        return !isOdd || flow.fromServer().alertTtl() == flow.fromServer().handshakeTtl();
    }

    static void observe(Flow flow, Injected i, List<Observation> out) {
        Map<String, Object> args = new HashMap<>();
        args.put("address", i.segment().fromClient() ? flow.clientAddress() : flow.serverAddress());
        args.put("ttl", (long) i.segment().ttl());
        args.put("usual", (long) i.usualTtl());
        args.put("count", (long) i.usualBefore());
        String feature = "injected-segment." + i.kind().name().toLowerCase(Locale.ROOT);
        String key = "evidence." + feature;
        String field = flow.isIpv6() ? "ipv6.hlim" : "ip.ttl";
        List<Long> packets = List.of(i.segment().packet());
        if (i.kind() == Injected.Kind.FIN) {
            Direction own = flow.direction(i.segment().fromClient());
            if (isContradicted(flow, i)) {
                key += ".over";
                field = "tcp.seq";
            } else {
                boolean isSilent = own.unaware() == 0;
                if (isSilent) {
                    Stall stall = awaited(flow, i);
                    args.put("sends", (long) stall.sends());
                    feature += "-silent";
                    key += "-silent";
                    packets = List.of(i.segment().packet(), stall.firstPacket());
                }
                if (i.lacksTimestamp()) {
                    key += ".untimed";
                    field = "tcp.options.timestamp.tsval";
                }
            }
        }
        out.add(new Observation("injected-segment", feature, packets, new Text(key, args), field));
    }
}
