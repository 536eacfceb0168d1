package io.firewitness.engine.capture;

/**
 * One packet: where its bytes lie, and what {@link Decoder} found in it. One instance is reused for a whole capture;
 * nothing may keep it.
 */
final class Packet {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int ACK = 16;

    /** Bytes of a packet that are read ahead; headers end before in all but rare stacks of tunnels. */
    static final int HEAD = 128;

    // Set by the format reader.
    byte[] bytes;
    int start;
    /** Bytes of the packet in the file. */
    int captured;
    /** Those of them that lie in {@link #bytes}; {@link #whole} brings the others. */
    int present;
    /** Offset in the file of its record, and of its first byte. */
    long position;

    long bytesAt;
    private ByteFeed feed;
    int original;
    int link;
    int interfaceNumber;
    /** Number in the file, from 1; counted by whoever sees all of them. */
    long number;
    /** Nanoseconds since 1970; {@link #NO_TIME} where the record has none. */
    long time;

    static final long NO_TIME = Long.MIN_VALUE;

    // Set by the decoder.
    /** What {@link Decoder#decode} said. */
    boolean isFound;

    boolean isIpv6;
    long sourceHigh;
    long sourceLow;
    long targetHigh;
    long targetLow;
    int ttl;
    /** IPv4 identification; -1 for IPv6. */
    int ipId;

    boolean dontFragment;
    int tos;
    /** Length of the IP packet, headers included. */
    int ipLength;

    boolean isFragment;
    /** Of a fragment: offset of its content, its packet's number, the header in the first one, and whether others follow. */
    int fragmentOffset;

    int fragmentId;
    int fragmentHeader;
    boolean hasMoreFragments;
    int protocol;
    int sourcePort;
    int targetPort;
    int sequence;
    int acknowledgement;
    int flags;
    int window;
    int payload;
    /** Payload length as the IP header states it. */
    int payloadLength;
    /** Payload bytes that are in the capture. */
    int payloadCaptured;

    boolean hasTimestamp;
    int timestampValue;
    /** Window scale option, or -1. */
    int windowScale;
    /** Highest right edge of the SACK option; valid where {@link #hasSack}. */
    int sackRight;
    /** Bytes in the longest block of the SACK option. */
    int sackLength;

    boolean hasSack;
    int icmpType;
    int icmpCode;
    /** True where the addresses and ports are those of a packet quoted by ICMP; the outer source is in icmpFrom. */
    boolean isIcmpQuote;

    long icmpFromHigh;
    long icmpFromLow;

    /** Takes what the next record holds: its bytes begin {@code header} bytes from here, the first ones are in the window. */
    void take(ByteFeed from, int header, int length, int originalLength) {
        feed = from;
        bytes = from.buffer;
        start = from.position + header;
        captured = length;
        present = Math.min(length, from.limit - start);
        original = originalLength;
        position = from.offset();
        bytesAt = position + header;
    }

    /** Brings all captured bytes into {@link #bytes}. */
    void whole() {
        if (present < captured) {
            feed.whole(this);
        }
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
