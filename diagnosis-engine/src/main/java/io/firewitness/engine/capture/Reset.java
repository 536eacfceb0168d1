package io.firewitness.engine.capture;

/**
 * A RST, and what was known when it arrived. Offsets are payload bytes from the start of the direction concerned.
 *
 * @param packet packet number
 * @param time nanoseconds
 * @param fromClient true where it claims to come from the client
 * @param ttl its TTL or hop limit
 * @param ipId IPv4 identification, -1 for IPv6
 * @param dontFragment its DF bit
 * @param tos its type of service
 * @param window raw window
 * @param hasAck ACK flag
 * @param sequence its sequence number as offset in the claimed sender's stream
 * @param acknowledgement its acknowledgement as offset in the other stream; meaningful where {@code hasAck}
 * @param payload bytes it carries
 * @param hasTimestamp timestamp option present
 * @param isTimestampPlausible its timestamp continues the claimed sender's clock
 * @param own what was known of its claimed sender
 * @param opposite what was known of the other side
 * @param timing what it came after
 * @param afterFin a FIN of either side came before
 * @param afterFinOfSender a FIN of the claimed sender came before
 * @param afterReset another RST came before
 * @param inLastTtls its TTL is among the last eight of its direction
 * @param stalledSends times the other side had sent its oldest unacknowledged bytes
 * @param ownStalledSends times the claimed sender had sent its own oldest unacknowledged bytes
 * @param station address on the captured segment that it came from, {@link LinkTally#NONE} unknown
 * @param ownIsStale its sequence lies a segment or more below what its sender had sent, and answers no acknowledgement
 */
public record Reset(
        long packet,
        long time,
        boolean fromClient,
        int ttl,
        int ipId,
        boolean dontFragment,
        int tos,
        int window,
        boolean hasAck,
        long sequence,
        long acknowledgement,
        int payload,
        boolean hasTimestamp,
        boolean isTimestampPlausible,
        Peer own,
        Peer opposite,
        Timing timing,
        boolean afterFin,
        boolean afterFinOfSender,
        boolean afterReset,
        boolean inLastTtls,
        int stalledSends,
        int ownStalledSends,
        long station,
        boolean ownIsStale) {
    /**
     * What one side had done by then.
     *
     * @param ipId its last identification, -1 unknown
     * @param window its last raw window, -1 unknown
     * @param max highest offset it had sent
     * @param acknowledged how much of it the other side had acknowledged
     * @param lastTime when it was heard last, nanoseconds; 0 never
     * @param probes keep-alive probes it had sent since the other side was heard last (RFC 9293, section 3.8.4)
     */
    public record Peer(int ipId, int window, long max, long acknowledged, long lastTime, int probes) {
        static Peer of(Direction d) {
            return new Peer(d.ipId, d.window, d.max, d.acknowledged, d.lastTime, d.probes);
        }
    }

    /**
     * What it came after.
     *
     * @param sinceTrigger nanoseconds since the other side's last packet, -1 where there was none
     * @param sinceKnowledge nanoseconds since the other side first showed what this RST repeats, -1 unknown
     * @param idleBefore longest silence of the connection that ended less than a second before, nanoseconds
     * @param bytesSinceIdle payload bytes acknowledged since that silence
     */
    public record Timing(long sinceTrigger, long sinceKnowledge, long idleBefore, long bytesSinceIdle) {
        static final Timing UNKNOWN = new Timing(-1, -1, 0, 0);
    }
}
