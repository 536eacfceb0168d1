package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.Reset;
import io.firewitness.engine.document.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that ended while the other side was still sending: its kernel sends a FIN, for all that had come was read, and answers
 * what comes afterwards with RSTs (RFC 9293, section 3.6.1; RFC 1122, section 4.2.2.13). Anywhere on the way a device may have made both; they tell
 * something only where they are seen to leave their host.
 */
final class ClosedRule {
    /** What is refused later was begun after the FIN was known: somebody used a connection that had been closed in order. */
    private static final long UNDER_WAY = 1_000_000_000L;

    private ClosedRule() {}

    /** The observation, or null. */
    static Observation observe(Subject s, Thresholds limits) {
        for (boolean ofClient : new boolean[] {true, false}) {
            if (!isClosedUnread(s, ofClient)) {
                continue;
            }
            if (isAtHost(s, ofClient, limits)) {
                return observation(s, ofClient, null);
            }
            for (Counterpart c : s.counterparts) {
                if (c.isNearer(ofClient)
                        && isClosedUnread(c.subject(), ofClient)
                        && isAtHost(c.subject(), ofClient, limits)
                        && isSameEnd(
                                s.flow.direction(ofClient), c.subject().flow.direction(ofClient))) {
                    return observation(s, ofClient, c);
                }
            }
        }
        return null;
    }

    /** One side finished, the other had not and had more to say, and the first RST is that of the side that had finished. */
    private static boolean isClosedUnread(Subject s, boolean ofClient) {
        Flow flow = s.flow;
        Direction own = flow.direction(ofClient);
        Direction peer = flow.direction(!ofClient);
        if (s.ending.mode() != Ending.Mode.CLOSED
                || !own.hasFin()
                || peer.hasFin()
                || flow.resets().isEmpty()) {
            return false;
        }
        Reset r = flow.resets().getFirst();
        boolean isOfCloser = r.fromClient() == ofClient
                && r.afterFinOfSender()
                && !r.afterReset()
                && r.time() - own.finTime() < UNDER_WAY;
        // The number is the one that the sender of the data waited for: before it knew of the FIN, or after.
        boolean isAtEnd = r.sequence() == own.end() || r.sequence() == own.end() + 1;
        return isOfCloser && isAtEnd && peer.unacknowledgedPayload() > 0 && flow.injected() == null;
    }

    /**
     * Captured where it was made: no router lies between, but one towards the other side, and FIN and RST look like all else from that
     * address. A capture that lost packets may lack what closed the socket first.
     */
    private static boolean isAtHost(Subject s, boolean ofClient, Thresholds limits) {
        Direction own = s.flow.direction(ofClient);
        Direction peer = s.flow.direction(!ofClient);
        int usual = own.ttls().mode();
        return own.ttls().total() >= limits.baselineMinimum
                && own.ttls().distance(s.flow.resets().getFirst().ttl()) == 0
                && Hops.of(usual) == 0
                && Hops.of(peer.ttls().mode()) > 0
                && !s.isLossy();
    }

    private static boolean isSameEnd(Direction here, Direction there) {
        return Witnesses.absolute(here, here.end()) == Witnesses.absolute(there, there.end());
    }

    private static Observation observation(Subject s, boolean ofClient, Counterpart c) {
        Flow flow = s.flow;
        Map<String, Object> args = new HashMap<>();
        args.put("address", ofClient ? flow.clientAddress() : flow.serverAddress());
        String key = "evidence.closed-unread";
        List<Observation.Elsewhere> there = List.of();
        if (c != null) {
            key += ".elsewhere";
            Flow other = c.subject().flow;
            args.put("file", c.side().input().names(other));
            there = List.of(
                    c.side().input().pointer(other.direction(ofClient).finPacket()),
                    c.side().input().pointer(other.resets().getFirst().packet()));
        }
        return new Observation(
                "closed-unread",
                "closed-unread",
                List.of(
                        flow.direction(ofClient).finPacket(),
                        flow.resets().getFirst().packet()),
                new Text(key, args),
                null,
                there);
    }
}
