package io.firewitness.engine.capture;

/**
 * What one side of a connection sent, and what the other side said about it. Offsets are 64-bit payload bytes from the
 * first byte (or from the first packet seen, where the SYN is missing).
 */
public final class Direction {
    private static final int FULL_RING = 8;
    private static final long DUPLICATE_WINDOW = 50_000_000L;
    private static final long DUPLICATE_WINDOW_UNNUMBERED = 100_000L;
    /** How long a router may hold a packet, and less than any sender waits; nanoseconds. */
    private static final long ROUTED = 3_000_000L;

    final TtlTally ttls = new TtlTally();
    int handshakeTtl = -1;
    long lastTtls = -1L;

    boolean hasBase;
    /** True where the SYN was seen, so that offsets count from the first byte. */
    boolean hasStart;

    int base;
    /** Highest offset sent, a FIN counted as one. */
    long max;
    /** Highest end of payload. */
    long dataEnd;
    /** Highest offset the other side acknowledged. */
    long acknowledged;
    /** Bytes acknowledged that were never seen. */
    long unseen;

    long packets;
    long segments;
    long retransmissions;
    long reordered;
    long duplicates;
    long firstTime;
    long lastTime;
    long lastDataTime;
    long lastDataPacket;
    long lastFreshTime;
    long lastProgressTime;

    int synCount;
    boolean hasFin;
    long finPacket;
    long finTime;
    /** Offset of the number that the first FIN takes, -1 where none was seen; its TTL. */
    long end = -1;

    int endTtl = -1;
    /** Segments that claim the number of its own FIN for payload, or end the stream elsewhere. */
    int contradictions;
    /** Packets of the rightful sender that show that it knows nothing of a FIN of foreign look. */
    int unaware;

    int window = -1;
    int zeroWindows;
    boolean isWindowClosed;
    int ipId = -1;
    int ipIdSteps;
    int ipIdRegular;
    int dontFragmentCount;
    int tos;
    boolean hasTimestamps;
    /** True where some of its packets carried none. */
    boolean isUntimed;

    int timestampValue;
    long timestampTime;

    /** Value of the acknowledgement field this side last sent, and when it first sent it. */
    int ackField;

    long ackFieldSince;

    /** Highest gap opened and not yet filled, for telling reordering from retransmission. */
    long gapTime = Long.MIN_VALUE;

    int superSegments;
    int maxAckedLength;
    int pendingLength;
    long pendingEnd;
    /** The longest packet since the pending one; it is pending next. */
    int nextLength;

    long nextEnd;

    long outstandingSince;
    int stallSends;
    long stallFirstPacket;
    long stallLastSend;
    int stallPeerPackets;
    /** Keep-alive probes since the other side was heard last. */
    int probes;

    boolean stallSacked;
    /** Longest piece that arrived behind the hole. */
    int stallSackedBytes;

    int stallMinLength;
    int stallMaxLength;
    /** The gravest stall that recovered. */
    Stall recovered;

    long rttPendingEnd = -1;
    long rttPendingTime;
    long rttMin = Long.MAX_VALUE;
    long rttMedian;
    int rttSamples;

    long packetsAfterReset;
    int oldTtlAfterReset;
    int dataAfterReset;
    int acksAfterReset;

    int firstPayloadByte = -1;
    boolean isWeb;
    boolean hasClientHello;
    boolean hasServerHello;
    boolean hasAlert;
    long alertPacket;
    int alertTtl;
    long firstDataPacket;
    long firstDataTime;
    int largestDatagram;

    final LinkTally stations = new LinkTally();

    /** Null for short streams. */
    MarkRing marks;

    private long nextMark = MarkRing.EVERY;

    private long[] recent;
    private long[] recentTimes;

    /** The 64-bit offset of a sequence number near the highest one. */
    long offset(int sequence) {
        return max + (sequence - (base + (int) max));
    }

    /** True for a second copy of a packet, as mirror ports and captures of several interfaces make them. */
    boolean isCopy(Packet p) {
        boolean isNumbered = !p.isIpv6 && p.ipId != 0;
        // Nobody sends a SYN again that soon; acknowledgements may be equal and still be two.
        boolean isSyn = p.has(Packet.SYN);
        if (!isNumbered && p.payloadLength == 0 && !isSyn && !p.has(Packet.RST)) {
            return false;
        }
        if (isPiece(p)) {
            return true;
        }
        long window = isNumbered || isSyn ? DUPLICATE_WINDOW : DUPLICATE_WINDOW_UNNUMBERED;
        if (recent == null) {
            recent = new long[FULL_RING];
            recentTimes = new long[FULL_RING];
        }
        long print = p.sequence * 0x9E3779B97F4A7C15L
                ^ p.acknowledgement * 0xC2B2AE3D27D4EB4FL
                ^ (long) p.ipId << 40
                ^ (long) p.payloadLength << 8
                ^ p.flags;
        for (int i = 0; i < FULL_RING; i++) {
            if (recent[i] == print && Math.abs(p.time - recentTimes[i]) < window) {
                return true;
            }
        }
        int slot = (int) (packets & FULL_RING - 1);
        recent[slot] = print;
        recentTimes[slot] = p.time;
        return false;
    }

    /**
     * Bytes seen a moment ago, now one router further: a router's capture of all interfaces shows a segment as it came, aggregated
     * by the card, and as it left, cut again. No sender sends anything again that soon.
     */
    private boolean isPiece(Packet p) {
        boolean isRouted = hasBase && p.ttl == ttls.mode() - 1;
        return isRouted
                && p.payloadLength > 0
                && offset(p.sequence) + p.payloadLength <= max
                && p.time - lastFreshTime < ROUTED
                && p.time - lastFreshTime >= 0;
    }

    /** New bytes were sent up to {@link #max}, the last ones by the record at this offset of the file. */
    void mark(long position) {
        if (max >= nextMark) {
            marks = marks == null ? new MarkRing() : marks;
            marks.add(max, position);
            nextMark = max + MarkRing.EVERY;
        }
    }

    void rttSample(long nanos) {
        if (nanos < 0) {
            return;
        }
        rttMin = Math.min(rttMin, nanos);
        if (rttSamples++ == 0) {
            rttMedian = nanos;
        } else {
            // A running median without memory: move towards each sample by a small share.
            long step = Math.max(1, rttMedian >> 4);
            rttMedian += nanos > rttMedian ? step : nanos < rttMedian ? -step : 0;
        }
    }

    /** Payload bytes known to have arrived. */
    public long acknowledgedPayload() {
        return Math.max(0, Math.min(acknowledged, dataEnd));
    }

    /** Payload sent and not acknowledged. */
    public long unacknowledgedPayload() {
        return Math.max(0, dataEnd - Math.max(0, acknowledged));
    }

    /** The stall at the end, or null where the last bytes sent were sent only once or were acknowledged. */
    public Stall openStall() {
        return stallSends < 2 || acknowledged >= max ? null : stall(false, 0);
    }

    Stall stall(boolean isRecovered, long at) {
        return new Stall(
                Math.max(0, acknowledged),
                stallSends,
                outstandingSince,
                stallLastSend,
                stallFirstPacket,
                stallPeerPackets,
                stallSacked,
                stallSackedBytes,
                stallMinLength,
                stallMaxLength,
                isRecovered,
                at);
    }

    void endStall(long time) {
        if (stallSends >= 2) {
            Stall ended = stall(true, time);
            if (recovered == null || ended.duration() > recovered.duration()) {
                recovered = ended;
            }
        }
        stallSends = 0;
        stallPeerPackets = 0;
        stallSacked = false;
        stallSackedBytes = 0;
        stallMinLength = Integer.MAX_VALUE;
        stallMaxLength = 0;
    }

    // Read access for the rules.

    /** TTLs of packets that are neither RST nor part of the handshake. */
    public TtlTally ttls() {
        return ttls;
    }

    /** TTL of the SYN or SYN-ACK, -1 where not seen. */
    public int handshakeTtl() {
        return handshakeTtl;
    }

    public boolean hasStart() {
        return hasStart;
    }

    public long max() {
        return max;
    }

    public long dataEnd() {
        return dataEnd;
    }

    public long acknowledged() {
        return acknowledged;
    }

    public long unseen() {
        return unseen;
    }

    /** Sequence number of the first payload byte. */
    public int initialSequence() {
        return base;
    }

    /** Time of its first packet. */
    public long firstTime() {
        return firstTime;
    }

    public long packets() {
        return packets;
    }

    public long segments() {
        return segments;
    }

    public long retransmissions() {
        return retransmissions;
    }

    public long reordered() {
        return reordered;
    }

    public long lastTime() {
        return lastTime;
    }

    public long lastDataTime() {
        return lastDataTime;
    }

    /** When it last sent bytes that it had not sent before. */
    public long lastFreshTime() {
        return lastFreshTime;
    }

    public long lastDataPacket() {
        return lastDataPacket;
    }

    public long lastProgressTime() {
        return lastProgressTime;
    }

    /** Time since when bytes are under way that were not acknowledged; nanoseconds. */
    public long outstandingSince() {
        return outstandingSince;
    }

    public int synCount() {
        return synCount;
    }

    public boolean hasFin() {
        return hasFin;
    }

    public long finPacket() {
        return finPacket;
    }

    public long finTime() {
        return finTime;
    }

    /** Offset of the number that its first FIN takes, -1 where none was seen. */
    public long end() {
        return end;
    }

    public int contradictions() {
        return contradictions;
    }

    public int unaware() {
        return unaware;
    }

    public int zeroWindows() {
        return zeroWindows;
    }

    public boolean isWindowClosed() {
        return isWindowClosed;
    }

    /** True where this side's IPv4 identification counts upwards. */
    public boolean countsIpId() {
        return ipIdSteps >= 8 && ipIdRegular * 20 >= ipIdSteps * 19;
    }

    public boolean alwaysDontFragment() {
        return packets >= 10 && dontFragmentCount * 100L >= packets * 99;
    }

    public int tos() {
        return tos;
    }

    public boolean hasTimestamps() {
        return hasTimestamps;
    }

    public int superSegments() {
        return superSegments;
    }

    /** Longest IP packet of this side that the other side acknowledged. */
    public int maxAckedLength() {
        return maxAckedLength;
    }

    public Stall recovered() {
        return recovered;
    }

    public long rttMin() {
        return rttMin;
    }

    public long rttMedian() {
        return rttMedian;
    }

    public int rttSamples() {
        return rttSamples;
    }

    public long packetsAfterReset() {
        return packetsAfterReset;
    }

    public int oldTtlAfterReset() {
        return oldTtlAfterReset;
    }

    public int dataAfterReset() {
        return dataAfterReset;
    }

    public int acksAfterReset() {
        return acksAfterReset;
    }

    /** Stations of the captured segment that its packets come from. */
    public LinkTally stations() {
        return stations;
    }

    public boolean hasClientHello() {
        return hasClientHello;
    }

    public boolean hasServerHello() {
        return hasServerHello;
    }

    public boolean hasAlert() {
        return hasAlert;
    }

    public long alertPacket() {
        return alertPacket;
    }

    public int alertTtl() {
        return alertTtl;
    }

    public long firstDataPacket() {
        return firstDataPacket;
    }

    public long firstDataTime() {
        return firstDataTime;
    }
}
