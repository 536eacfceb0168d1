package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.Injected;
import io.firewitness.engine.document.Text;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Segments other than RSTs that a device put in a host's name: an end of the stream after which the host goes on, a page of
 * HTTP inside a stream that is none, an alert in clear.
 */
final class InjectedRule {
    private InjectedRule() {}

    /** The forged segment, or null. A route that changed, a balancer and a proxy of handshakes leave TTLs as odd as a device's. */
    static Injected forged(Flow flow, Thresholds limits) {
        Injected i = flow.injected();
        if (i == null || i.usualTtl() < 0) {
            return null;
        }
        Direction own = flow.direction(i.segment().fromClient());
        int distance = Math.abs(i.segment().ttl() - i.usualTtl());
        boolean isTwin = own.handshakeTtl() == i.segment().ttl();
        boolean isOdd = distance >= limits.ttlStrong && !isTwin && !i.segment().inLastTtls();
        return switch (i.kind()) {
            // The rightful sender's own packets must have come before, handshakes may be answered by another box.
            case PAGE, ALERT -> isOdd && i.usualBefore() > 0 ? i : null;
            case FIN -> isOdd && i.usualBefore() >= limits.baselineMinimum && goesOn(own, i) ? i : null;
        };
    }

    /** True where nothing tells the alert's sender from the server. */
    static boolean isAlertOfServer(Flow flow) {
        Injected i = flow.injected();
        boolean isOdd = i != null
                && i.kind() == Injected.Kind.ALERT
                && i.segment().packet() == flow.fromServer().alertPacket();
        return !isOdd || flow.fromServer().alertTtl() == flow.fromServer().handshakeTtl();
    }

    private static boolean goesOn(Direction own, Injected i) {
        long end = i.segment().sequence() + i.segment().payload();
        return own.ttls().count(i.usualTtl()) > i.usualBefore() || own.dataEnd() > end;
    }

    static void observe(Flow flow, Injected i, List<Observation> out) {
        String kind = i.kind().name().toLowerCase(Locale.ROOT);
        Map<String, Object> args = Map.of(
                "address",
                i.segment().fromClient() ? flow.clientAddress() : flow.serverAddress(),
                "ttl",
                (long) i.segment().ttl(),
                "usual",
                (long) i.usualTtl());
        out.add(new Observation(
                "injected-segment",
                "injected-segment." + kind,
                List.of(i.segment().packet()),
                new Text("evidence.injected-segment." + kind, args),
                flow.isIpv6() ? "ipv6.hlim" : "ip.ttl"));
    }
}
