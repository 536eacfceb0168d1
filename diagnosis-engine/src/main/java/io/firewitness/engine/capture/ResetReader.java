package io.firewitness.engine.capture;

/** Takes down a RST together with what was known of the connection at that moment. */
final class ResetReader {
    private static final long SECOND = 1_000_000_000L;
    private static final int SEGMENT = 500;

    private ResetReader() {}

    static Reset read(Flow f, int side, Packet p) {
        Direction own = f.directions[side];
        Direction peer = f.directions[1 - side];
        boolean hasAck = p.has(Packet.ACK);
        long sequence = own.hasBase ? own.offset(p.sequence) : 0;
        long acknowledgement = hasAck && peer.hasBase ? peer.offset(p.acknowledgement) : 0;
        boolean namesNewest =
                hasAck && peer.hasBase && acknowledgement > peer.acknowledged && acknowledgement == peer.max;
        return new Reset(
                p.number,
                p.time,
                side == f.client,
                p.ttl,
                p.ipId,
                p.dontFragment,
                p.tos,
                p.window,
                hasAck,
                sequence,
                acknowledgement,
                p.payloadLength,
                p.hasTimestamp,
                isTimestampPlausible(own, p),
                Reset.Peer.of(own),
                Reset.Peer.of(peer),
                timing(f, peer, p, namesNewest),
                own.hasFin || peer.hasFin,
                own.hasFin,
                f.resetCount > 0,
                isAmongLast(own.lastTtls, own.ttls.total(), p.ttl),
                peer.acknowledged < peer.max ? peer.stallSends : 0,
                own.acknowledged < own.max ? own.stallSends : 0,
                LinkTally.source(p),
                own.hasBase
                        && sequence < own.max - SEGMENT
                        && sequence != own.acknowledged
                        && sequence != own.offset(peer.ackField));
    }

    private static Reset.Timing timing(Flow f, Direction peer, Packet p, boolean namesNewest) {
        Flow.Idle idle = f.idles.isEmpty() ? null : f.idles.getLast();
        boolean isIdle = idle != null && p.time - (idle.start() + idle.nanos()) < 5 * SECOND;
        long acknowledged = f.directions[0].acknowledged + f.directions[1].acknowledged;
        return new Reset.Timing(
                peer.packets == 0 ? -1 : p.time - peer.lastTime,
                namesNewest ? p.time - peer.lastDataTime : -1,
                isIdle ? idle.nanos() : 0,
                isIdle ? acknowledged - f.ackedAtIdle : 0);
    }

    /** The first FIN of a side, taken down when it is found out that somebody else sent it: its header is known no more. */
    static Reset end(Flow f, int side) {
        Direction own = f.directions[side];
        Direction peer = f.directions[1 - side];
        return new Reset(
                own.finPacket,
                own.finTime,
                side == f.client,
                own.endTtl,
                -1,
                true,
                own.tos,
                own.window,
                true,
                own.end,
                peer.acknowledged,
                0,
                false,
                false,
                Reset.Peer.of(own),
                Reset.Peer.of(peer),
                Reset.Timing.UNKNOWN,
                false,
                false,
                f.resetCount > 0,
                own.ttls.count(own.endTtl) > 1,
                0,
                0,
                LinkTally.NONE,
                false);
    }

    private static boolean isTimestampPlausible(Direction own, Packet p) {
        if (!p.hasTimestamp || !own.hasTimestamps) {
            return false;
        }
        long step = (long) p.timestampValue - own.timestampValue;
        long elapsedMillis = (p.time - own.timestampTime) / 1_000_000;
        // Clocks tick at most once a millisecond (RFC 7323, section 5.4); a second is left for drift.
        return step >= 0 && step <= elapsedMillis + elapsedMillis / 10 + 1000;
    }

    private static boolean isAmongLast(long lastTtls, long packets, int ttl) {
        long known = Math.min(packets, 8);
        for (int i = 0; i < known; i++) {
            if ((lastTtls >>> (i * 8) & 0xFF) == ttl) {
                return true;
            }
        }
        return false;
    }
}
