package io.firewitness.engine.capture;

/**
 * The same bytes sent again and again without being acknowledged.
 *
 * @param offset payload offset of the first unacknowledged byte
 * @param sends times these bytes were sent
 * @param firstSend time of the first sending, nanoseconds
 * @param lastSend time of the last sending
 * @param firstPacket the first retransmission
 * @param peerPackets packets of the other side since the second sending
 * @param sackedAbove the other side reported bytes behind the hole
 * @param sackedBytes the longest piece it reported there
 * @param minLength shortest IP packet among the sendings
 * @param maxLength longest one
 * @param recovered the bytes were acknowledged in the end
 * @param recoveredAt time of that acknowledgement
 */
public record Stall(
        long offset,
        int sends,
        long firstSend,
        long lastSend,
        long firstPacket,
        int peerPackets,
        boolean sackedAbove,
        int sackedBytes,
        int minLength,
        int maxLength,
        boolean recovered,
        long recoveredAt) {
    /** From the first sending to the last, or to the recovery, in nanoseconds. */
    public long duration() {
        return (recovered ? recoveredAt : lastSend) - firstSend;
    }
}
