package io.firewitness.engine.capture;

/**
 * Watches what a side sends about and after the end of its stream. A host sends nothing new behind its FIN and never moves it
 * (RFC 9293, sections 3.6 and 3.10.4): where payload and FIN claim one sequence number, two senders use one address. Data below the
 * FIN, in whatever order it was recorded, says nothing: it was sent again, or overtaken.
 */
final class EndWatch {
    /** A keep-alive after the end may carry one old byte at the FIN's own number (RFC 1122, section 4.2.3.6). */
    private static final int PROBE = 1;
    /** An end farther from what was sent belongs to another connection of the same ports, late or without its handshake. */
    private static final long NEAR = 1 << 20;
    /** What follows sooner may have been sent before. */
    private static final long REORDERING = 3_000_000L;

    private EndWatch() {}

    /**
     * Takes a segment with payload or FIN, after the stream was brought up to date.
     *
     * @param max what {@link Direction#max} was before
     */
    static void follow(Flow f, int side, Packet p, long max) {
        Direction own = f.directions[side];
        long start = own.offset(p.sequence);
        long end = start + p.payloadLength;
        boolean isFin = p.has(Packet.FIN);
        if (own.end < 0) {
            if (isFin && Math.abs(end - max) < NEAR) {
                own.end = end;
                own.endTtl = p.ttl;
                contradict(f, side, end + 1 < max && own.unseen == 0);
            }
            return;
        }
        boolean isOver = p.payloadLength > PROBE && start <= own.end && end > own.end;
        boolean isMoved = isFin && end != own.end && Math.abs(end - own.end) < NEAR;
        contradict(f, side, isOver || isMoved);
    }

    private static void contradict(Flow f, int side, boolean isContradiction) {
        if (!isContradiction) {
            return;
        }
        Direction own = f.directions[side];
        own.contradictions++;
        if (f.injected == null) {
            int usual = own.ttls.mode();
            Reset segment = ResetReader.end(f, side);
            f.injected = new Injected(Injected.Kind.FIN, segment, usual, usual, own.ttls.count(usual), false);
        }
    }

    /** Takes any later segment of a connection with a FIN of a foreign look: does its rightful sender know nothing of that end? */
    static void later(Flow f, int side, Packet p) {
        Injected i = f.injected;
        boolean isOfSender = i.kind() == Injected.Kind.FIN && i.segment().fromClient() == (side == f.client);
        if (!isOfSender || p.number == i.segment().packet() || p.ttl != i.usualTtl() || p.has(Packet.FIN)) {
            return;
        }
        Direction own = f.directions[side];
        long start = own.offset(p.sequence);
        long end = i.segment().sequence() + i.segment().payload();
        if (p.payloadLength > PROBE) {
            own.unaware += start + p.payloadLength > end ? 1 : 0;
            return;
        }
        // Whoever has sent a FIN acknowledges with the number behind it.
        long acknowledged = f.directions[1 - side].offset(p.acknowledgement);
        boolean isLater = acknowledged > i.segment().acknowledgement()
                || (acknowledged == i.segment().acknowledgement()
                        && p.time - i.segment().time() >= REORDERING);
        own.unaware += p.has(Packet.ACK) && start <= end && isLater ? 1 : 0;
    }
}
