package io.firewitness.engine.capture;

import java.util.ArrayList;
import java.util.List;

/** One TCP connection or UDP conversation and the state of its directions. Index 0 is the end point A, 1 is B. */
public final class Flow {
    private static final int MAX_RESETS = 8;
    private static final int MAX_IDLE = 4;

    final long aHigh;
    final long aLow;
    final long bHigh;
    final long bLow;
    final int ports;
    final int meta;
    /** Sent by A and by B. */
    final Direction[] directions = {new Direction(), new Direction()};

    final long firstPacket;
    final long firstTime;
    long lastPacket;
    long lastTime;
    /** Offsets in the file of the records of its first and last packet. */
    final long firstPosition;

    long lastPosition;
    /** Index of the client; -1 while unknown. */
    int client = -1;

    int firstSender;
    boolean isEstablished;
    List<Reset> resets = List.of();
    int resetCount;
    List<Idle> idles = List.of();
    long ackedAtIdle;
    int icmpTooBig;
    int icmpUnreachable;
    int icmpProhibited;
    long icmpPacket;
    long icmpFromHigh;
    long icmpFromLow;
    boolean icmpFromIsV6;
    boolean isFragmented;
    boolean isPayloadCut;
    /** The capturing clock or machine stood or was set ahead while it lasted: durations mean nothing. */
    boolean hasClockGap;

    DatagramTally datagrams;
    Injected injected;
    /** Where it went on in another file of the recording. */
    List<Crossing> crossings = List.of();

    Flow(long aHigh, long aLow, long bHigh, long bLow, int ports, int meta, Packet first) {
        this.aHigh = aHigh;
        this.aLow = aLow;
        this.bHigh = bHigh;
        this.bLow = bLow;
        this.ports = ports;
        this.meta = meta;
        this.firstPacket = first.number;
        this.firstTime = first.time;
        this.lastTime = first.time;
        this.firstPosition = first.position;
        this.lastPosition = first.position;
    }

    /**
     * A silence of the whole connection.
     *
     * @param start nanoseconds
     * @param nanos length
     * @param packetAfter the packet that ended it
     * @param afterFromClientIndex index of the side that sent it
     */
    public record Idle(long start, long nanos, long packetAfter, int afterFromClientIndex) {}

    /** The side that sent the packet: 0 is A, 1 is B, -1 where it is not of this flow. */
    int sender(Packet p, int packetMeta) {
        int forward = p.sourcePort << 16 | p.targetPort;
        if (packetMeta != meta) {
            return -1;
        }
        if (forward == ports
                && p.sourceLow == aLow
                && p.targetLow == bLow
                && p.sourceHigh == aHigh
                && p.targetHigh == bHigh) {
            return 0;
        }
        boolean isBackward = Integer.rotateLeft(forward, 16) == ports
                && p.sourceLow == bLow
                && p.targetLow == aLow
                && p.sourceHigh == bHigh
                && p.targetHigh == aHigh;
        return isBackward ? 1 : -1;
    }

    /** One of its packets, sent by the side of that direction. */
    void seen(Direction own, Packet p) {
        if (own.packets++ == 0) {
            own.firstTime = p.time;
        }
        own.lastTime = p.time;
        lastPacket = p.number;
        lastPosition = p.position;
        lastTime = Math.max(lastTime, p.time);
        isPayloadCut |= p.payloadCaptured < p.payloadLength;
        isFragmented |= p.isFragment;
    }

    /**
     * A connection went on in a later file of its recording.
     *
     * @param lastBefore its last packet before
     * @param firstAfter its first packet there
     */
    public record Crossing(long lastBefore, long firstAfter) {}

    /** The packet is its first one in another file. */
    void cross(Packet p) {
        if (crossings.isEmpty()) {
            crossings = new ArrayList<>(2);
        }
        crossings.add(new Crossing(lastPacket, p.number));
    }

    void addReset(Reset reset) {
        resetCount++;
        if (resets.isEmpty()) {
            resets = new ArrayList<>(2);
        }
        if (resets.size() < MAX_RESETS) {
            resets.add(reset);
        }
    }

    void addIdle(Idle idle) {
        if (idles.isEmpty()) {
            idles = new ArrayList<>(1);
        }
        if (idles.size() < MAX_IDLE) {
            idles.add(idle);
            return;
        }
        int shortest = 0;
        for (int i = 1; i < MAX_IDLE; i++) {
            if (idles.get(i).nanos() < idles.get(shortest).nanos()) {
                shortest = i;
            }
        }
        if (idles.get(shortest).nanos() < idle.nanos()) {
            idles.remove(shortest);
            idles.add(idle);
        }
    }

    // Read access for the rules. Times are nanoseconds since 1970.

    public boolean isTcp() {
        return (meta & 0xFF) == Decoder.TCP;
    }

    public int interfaceNumber() {
        return meta >>> 9;
    }

    public boolean isIpv6() {
        return (meta & 0x100) != 0;
    }

    /** Who talks to whom, without the client's port: equal for the retries of one transfer. */
    public record Pair(
            long clientHigh,
            long clientLow,
            long serverHigh,
            long serverLow,
            int port,
            int interfaceNumber,
            boolean isTcp) {}

    /** The pair of this flow. */
    public Pair pair() {
        boolean isA = clientIndex() == 0;
        return new Pair(
                isA ? aHigh : bHigh,
                isA ? aLow : bLow,
                isA ? bHigh : aHigh,
                isA ? bLow : aLow,
                serverPort(),
                interfaceNumber(),
                isTcp());
    }

    /** Both end points of a flow, wherever it was seen. */
    public record Ends(long aHigh, long aLow, long bHigh, long bLow, int ports) {}

    /** The end points of this flow. */
    public Ends ends() {
        return new Ends(aHigh, aLow, bHigh, bLow, ports);
    }

    /** True where both flows have a host in common, at one interface. */
    public boolean sharesHost(Flow o) {
        boolean isCommon = (aLow == o.aLow && aHigh == o.aHigh)
                || (bLow == o.bLow && bHigh == o.bHigh)
                || (aLow == o.bLow && aHigh == o.bHigh)
                || (bLow == o.aLow && bHigh == o.aHigh);
        return isCommon && interfaceNumber() == o.interfaceNumber();
    }

    /** True where both flows join the same two hosts on the same interface, whoever began. */
    public boolean joinsSameHosts(Flow o) {
        boolean isEqual = aLow == o.aLow && aHigh == o.aHigh && bLow == o.bLow && bHigh == o.bHigh;
        boolean isSwapped = aLow == o.bLow && aHigh == o.bHigh && bLow == o.aLow && bHigh == o.aHigh;
        return (isEqual || isSwapped) && interfaceNumber() == o.interfaceNumber();
    }

    public int clientIndex() {
        return Math.max(0, client);
    }

    /** What the client sent. */
    public Direction fromClient() {
        return directions[clientIndex()];
    }

    /** What the server sent. */
    public Direction fromServer() {
        return directions[1 - clientIndex()];
    }

    public Direction direction(boolean ofClient) {
        return ofClient ? fromClient() : fromServer();
    }

    public String clientAddress() {
        return address(clientIndex());
    }

    public String serverAddress() {
        return address(1 - clientIndex());
    }

    private String address(int index) {
        return Addresses.text(index == 0 ? aHigh : bHigh, index == 0 ? aLow : bLow, isIpv6());
    }

    public int clientPort() {
        return port(clientIndex());
    }

    public int serverPort() {
        return port(1 - clientIndex());
    }

    private int port(int index) {
        return index == 0 ? ports >>> 16 : ports & 0xFFFF;
    }

    public long firstPacket() {
        return firstPacket;
    }

    public long lastPacket() {
        return lastPacket;
    }

    public long firstTime() {
        return firstTime;
    }

    public long lastTime() {
        return lastTime;
    }

    public boolean isEstablished() {
        return isEstablished;
    }

    public List<Reset> resets() {
        return resets;
    }

    public int resetCount() {
        return resetCount;
    }

    public List<Idle> idles() {
        return idles;
    }

    public int icmpTooBig() {
        return icmpTooBig;
    }

    public int icmpUnreachable() {
        return icmpUnreachable;
    }

    public int icmpProhibited() {
        return icmpProhibited;
    }

    public long icmpPacket() {
        return icmpPacket;
    }

    public String icmpFrom() {
        return Addresses.text(icmpFromHigh, icmpFromLow, icmpFromIsV6);
    }

    /** The first segment of another TTL that ends or answers the conversation, or null. */
    public Injected injected() {
        return injected;
    }

    /** True where the capturing clock or machine stood or was set ahead while it lasted. */
    public boolean hasClockGap() {
        return hasClockGap;
    }

    /** Where it went on in another file, in order. */
    public List<Crossing> crossings() {
        return crossings;
    }

    public boolean isPayloadCut() {
        return isPayloadCut;
    }

    /** What is known of the datagrams; null for TCP. */
    public DatagramTally datagrams() {
        return datagrams;
    }
}
