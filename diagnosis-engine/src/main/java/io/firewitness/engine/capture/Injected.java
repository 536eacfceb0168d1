package io.firewitness.engine.capture;

/**
 * A segment inside a connection that looks unlike those before it, and that ends or answers the conversation: what devices in
 * the path put in another's name. Whether it is forged is the judge's to say.
 *
 * @param kind what it is
 * @param segment the segment, taken down as a RST is
 * @param ttlBefore TTL of the packet before it in the same direction, of the handshake where there was none; -1 unknown
 * @param usualTtl most frequent TTL of the direction until then, -1 unknown
 * @param usualBefore packets with that TTL until then
 * @param lacksTimestamp it carries no timestamp where all packets of its direction before it did
 */
public record Injected(Kind kind, Reset segment, int ttlBefore, int usualTtl, int usualBefore, boolean lacksTimestamp) {
    /** What such a segment is. */
    public enum Kind {
        /** An end of the stream. */
        FIN,
        /** A page of HTTP in a stream that is none. */
        PAGE,
        /** A TLS alert in clear. */
        ALERT
    }

    /**
     * True for a FIN without timestamp in a direction that has them: once agreed upon they are in every segment but a RST (RFC
     * 7323, section 3.2).
     */
    static boolean lacksTimestamp(Direction own, Packet p) {
        return p.has(Packet.FIN) && !p.hasTimestamp && own.hasTimestamps && !own.isUntimed;
    }

    /** Looks at a segment unlike its predecessors; remembers the first that counts. */
    static void look(Flow f, int side, Packet p) {
        if (f.injected != null) {
            return;
        }
        Direction own = f.directions[side];
        Kind kind = kind(own, f.directions[1 - side], p);
        if (kind == null) {
            return;
        }
        int before = own.ttls.total() > 0 ? (int) (own.lastTtls & 0xFF) : own.handshakeTtl;
        boolean lacksTimestamp = lacksTimestamp(own, p);
        if (before < 0 || (before == p.ttl && !lacksTimestamp)) {
            return;
        }
        int usual = own.ttls.total() > 0 ? own.ttls.mode() : own.handshakeTtl;
        int usualBefore = usual < 0 ? 0 : own.ttls.count(usual);
        f.injected = new Injected(kind, ResetReader.read(f, side, p), before, usual, usualBefore, lacksTimestamp);
    }

    private static Kind kind(Direction own, Direction peer, Packet p) {
        if (p.payloadCaptured >= TlsPeek.PAGE_BYTES && TlsPeek.isPage(p)) {
            boolean isAsked = peer.firstPayloadByte >= 'A' && peer.firstPayloadByte <= 'Z';
            boolean isWebStream = isAsked || (own.segments > 0 && own.isWeb);
            return isWebStream ? null : Kind.PAGE;
        }
        if (TlsPeek.isAlert(p)) {
            return Kind.ALERT;
        }
        return p.has(Packet.FIN) ? Kind.FIN : null;
    }
}
