package io.firewitness.engine.capture;

import java.util.ArrayList;
import java.util.List;

/** Updates the flow of each packet. One instance reads one capture. */
final class Tracker implements PacketSink {
    private static final long SECOND = 1_000_000_000L;
    /** A hole filled this soon was reordering, not loss. */
    private static final long REORDERING = 3_000_000L;

    /** Heap that one tracked connection and its judgement may need, generously. */
    private static final long BYTES_PER_FLOW = 4096;

    private static final int FEWEST_FLOWS = 20_000;
    private static final int MOST_FLOWS = 4_000_000;

    private final FlowTable table;
    /** Packets of connections beyond that number. */
    long untracked;

    /** Offsets of records that say how others are to be read. */
    final List<Long> layouts = new ArrayList<>();

    long packets;
    long ignored;
    final Drops drops = new Drops();
    private final Fragments fragments = new Fragments();
    long firstTime = Packet.NO_TIME;
    long lastTime;
    private long previousTime;
    final ClockWatch clock = new ClockWatch();
    long cutPayloads;
    long payloads;

    /** As many connections at a time as fit into the heap. */
    Tracker() {
        this(Math.clamp(Runtime.getRuntime().maxMemory() / BYTES_PER_FLOW, FEWEST_FLOWS, MOST_FLOWS));
    }

    Tracker(int mostFlows) {
        table = new FlowTable(mostFlows);
    }

    List<Flow> flows() {
        return table.flows();
    }

    RetiredFlows retired() {
        return table.retired;
    }

    @Override
    public void layout(long position) {
        layouts.add(position);
    }

    @Override
    public void lost(long count) {
        drops.beforePacket(count);
    }

    @Override
    public void lostSoFar(int counter, long count) {
        drops.soFar(counter, count);
    }

    @Override
    public void packet(Packet p) {
        p.isFound = Decoder.decode(p);
        track(p);
    }

    /** Takes a packet that was decoded. */
    void track(Packet p) {
        p.number = ++packets;
        if (p.time == Packet.NO_TIME) {
            p.time = lastTime;
        }
        if (firstTime == Packet.NO_TIME) {
            firstTime = p.time;
        }
        lastTime = Math.max(lastTime, p.time);
        if (p.time < previousTime - ClockWatch.BACKWARDS) {
            clock.back(p, previousTime);
        }
        previousTime = p.time;
        if (!p.isFound || (p.isFragment && !fragments.isPlaced(p))) {
            ignored++;
        } else if (p.isIcmpQuote) {
            icmp(p);
        } else if (p.protocol == Decoder.TCP) {
            tcp(p);
        } else {
            udp(p);
        }
    }

    private void icmp(Packet p) {
        Flow f = table.find(p);
        if (f == null) {
            ignored++;
            return;
        }
        int type = p.icmpType;
        int code = p.icmpCode;
        if (p.isIpv6 ? type == 2 : type == 3 && code == 4) {
            f.icmpTooBig++;
        } else if (p.isIpv6
                ? type == 1 && (code == 1 || code >= 5)
                : type == 3 && (code == 9 || code == 10 || code == 13)) {
            f.icmpProhibited++;
        } else if (p.isIpv6 ? type == 3 || code == 0 || code == 3 : type == 11 || code <= 1 || code >= 5) {
            f.icmpUnreachable++;
        } else {
            return;
        }
        if (f.icmpPacket == 0) {
            f.icmpPacket = p.number;
            f.icmpFromHigh = p.icmpFromHigh;
            f.icmpFromLow = p.icmpFromLow;
            f.icmpFromIsV6 = p.isIpv6;
        }
    }

    private void udp(Packet p) {
        Flow f = table.find(p);
        if (f == null) {
            f = table.begin(p);
            if (f == null) {
                untracked++;
                return;
            }
            f.client = ServicePorts.isServer(p.sourcePort, p.targetPort) ? 1 - table.side : table.side;
            f.datagrams = new DatagramTally();
        }
        Direction own = f.directions[table.side];
        seen(f, own, p);
        own.ttls.add(p.ttl);
        own.dataEnd += p.payloadLength;
        own.segments++;
        if (table.side == f.client) {
            f.datagrams.request(p);
        } else {
            f.datagrams.answer();
        }
    }

    private void seen(Flow f, Direction own, Packet p) {
        if (own.packets++ == 0) {
            own.firstTime = p.time;
        }
        own.lastTime = p.time;
        f.lastPacket = p.number;
        f.lastPosition = p.position;
        f.lastTime = Math.max(f.lastTime, p.time);
        if (p.payloadLength > 0) {
            payloads++;
            if (p.payloadCaptured < p.payloadLength) {
                cutPayloads++;
                f.isPayloadCut = true;
            }
        }
        f.isFragmented |= p.isFragment;
    }

    private void tcp(Packet p) {
        Flow f = table.find(p);
        boolean isSyn = p.has(Packet.SYN);
        boolean hasAck = p.has(Packet.ACK);
        if (f == null || (isSyn && !hasAck && !p.has(Packet.RST) && isReuse(f.directions[table.side], p))) {
            f = table.begin(p);
            if (f == null) {
                untracked++;
                return;
            }
            boolean fromServer = isSyn ? hasAck : ServicePorts.isServer(p.sourcePort, p.targetPort);
            f.client = fromServer ? 1 - table.side : table.side;
        }
        int side = table.side;
        Direction own = f.directions[side];
        Direction peer = f.directions[1 - side];
        if (own.isCopy(p)) {
            own.duplicates++;
            return;
        }
        idle(f, side, p);
        if (p.has(Packet.RST)) {
            seen(f, own, p);
            f.addReset(ResetReader.read(f, side, p));
            return;
        }
        seen(f, own, p);
        base(own, p, isSyn);
        if (isSyn) {
            own.synCount++;
            own.handshakeTtl = own.handshakeTtl < 0 ? p.ttl : own.handshakeTtl;
            if (own.rttPendingEnd < 0 && own.synCount == 1) {
                own.rttPendingEnd = 0;
                own.rttPendingTime = p.time;
            } else {
                own.rttPendingEnd = -1;
            }
        } else {
            if (p.ttl != (own.lastTtls & 0xFF)) {
                Injected.look(f, side, p);
            }
            own.ttls.add(p.ttl);
            own.lastTtls = own.lastTtls << 8 | p.ttl;
            f.isEstablished |= peer.packets > 0 && hasAck;
        }
        if (LinkTally.isSampled(own.packets)) {
            own.stations.add(p);
        }
        headers(own, p, isSyn);
        if (hasAck) {
            acknowledge(f, own, peer, p);
        }
        if (p.payloadLength > 0 || p.has(Packet.FIN)) {
            data(own, p, isSyn);
        }
        afterReset(f, side, own, p);
    }

    /** A SYN with another initial number on the same end points is a new connection, as retrying jobs make them. */
    private static boolean isReuse(Direction own, Packet p) {
        return own.packets > 0 && (!own.hasStart || p.sequence + 1 != own.base);
    }

    private static void base(Direction own, Packet p, boolean isSyn) {
        if (isSyn && own.packets <= 1) {
            own.base = p.sequence + 1;
            own.hasStart = true;
            own.hasBase = true;
        } else if (!own.hasBase) {
            own.base = p.sequence;
            own.hasBase = true;
        }
    }

    private static void headers(Direction own, Packet p, boolean isSyn) {
        own.window = p.window;
        if (!isSyn) {
            own.isWindowClosed = p.window == 0;
            own.zeroWindows += p.window == 0 ? 1 : 0;
        }
        if (p.ipId >= 0) {
            if (own.ipId >= 0) {
                int step = p.ipId - own.ipId & 0xFFFF;
                own.ipIdSteps++;
                own.ipIdRegular += step >= 1 && step <= 64 ? 1 : 0;
            }
            own.ipId = p.ipId;
        }
        own.dontFragmentCount += p.dontFragment ? 1 : 0;
        own.tos = p.tos;
        if (p.hasTimestamp) {
            own.hasTimestamps = true;
            own.timestampValue = p.timestampValue;
            own.timestampTime = p.time;
        }
        if (p.has(Packet.ACK) && p.acknowledgement != own.ackField) {
            own.ackField = p.acknowledgement;
            own.ackFieldSince = p.time;
        }
    }

    private static void idle(Flow f, int side, Packet p) {
        long silence = p.time - f.lastTime;
        if (silence < SECOND || f.lastPacket == 0) {
            return;
        }
        for (Direction d : f.directions) {
            boolean isUnderWay = d.hasBase && d.acknowledged < d.max;
            // Answered without having been sent again, although any time-out would have struck: the capturing clock or
            // machine stood or was set, the connection was not idle.
            boolean isAnswer =
                    d != f.directions[side] && p.has(Packet.ACK) && d.offset(p.acknowledgement) > d.acknowledged;
            if (isUnderWay && (d.stallSends >= 2 || isAnswer)) {
                return;
            }
        }
        f.addIdle(new Flow.Idle(f.lastTime, silence, p.number, side));
        f.ackedAtIdle = f.directions[0].acknowledged + f.directions[1].acknowledged;
    }

    private static void acknowledge(Flow f, Direction own, Direction peer, Packet p) {
        if (!peer.hasBase) {
            peer.base = p.acknowledgement;
            peer.hasBase = true;
        }
        long a = peer.offset(p.acknowledgement);
        if (peer.stallSends >= 2) {
            peer.stallPeerPackets++;
        }
        if (p.hasSack && peer.offset(p.sackRight) > peer.acknowledged) {
            peer.stallSacked = true;
            peer.stallSackedBytes = Math.max(peer.stallSackedBytes, p.sackLength);
        }
        if (peer.rttPendingEnd >= 0 && a >= peer.rttPendingEnd) {
            peer.rttSample(p.time - peer.rttPendingTime);
            peer.rttPendingEnd = -1;
        }
        if (a <= peer.acknowledged) {
            return;
        }
        if (a > peer.max) {
            peer.unseen += a - peer.max;
            peer.max = a;
            peer.dataEnd = Math.max(peer.dataEnd, a);
        }
        peer.endStall(p.time);
        peer.acknowledged = a;
        peer.lastProgressTime = p.time;
        if (a < peer.max) {
            peer.outstandingSince = p.time;
            peer.stallSends = 1;
        }
        if (peer.pendingEnd > 0 && a >= peer.pendingEnd) {
            peer.maxAckedLength = Math.max(peer.maxAckedLength, peer.pendingLength);
            peer.pendingEnd = 0;
            peer.pendingLength = 0;
        }
        if (f.resetCount > 0) {
            own.acksAfterReset++;
        }
    }

    private static void data(Direction own, Packet p, boolean isSyn) {
        int length = p.payloadLength;
        long start = own.offset(p.sequence) + (isSyn ? 1 : 0);
        long end = start + length + (p.has(Packet.FIN) ? 1 : 0);
        boolean isKeepAlive = length <= 1 && !p.has(Packet.FIN) && start == own.max - 1 && own.acknowledged >= own.max;
        if (isKeepAlive) {
            return;
        }
        if (p.has(Packet.FIN) && !own.hasFin) {
            own.hasFin = true;
            own.finPacket = p.number;
            own.finTime = p.time;
        }
        if (length > 0) {
            TlsPeek.look(own, p);
            if (own.segments++ == 0) {
                own.firstDataPacket = p.number;
                own.firstDataTime = p.time;
            }
            own.lastDataTime = p.time;
            own.lastDataPacket = p.number;
            own.superSegments += p.ipLength > 1514 ? 1 : 0;
            own.dataEnd = Math.max(own.dataEnd, start + length);
        }
        if (end > own.max) {
            fresh(own, p, start, end);
        } else if (own.gapTime != Long.MIN_VALUE && p.time - own.gapTime < REORDERING) {
            own.reordered++;
        } else {
            again(own, p, start, end);
        }
    }

    private static void fresh(Direction own, Packet p, long start, long end) {
        if (start > own.max) {
            own.gapTime = p.time;
        }
        if (own.acknowledged >= own.max) {
            own.outstandingSince = p.time;
            own.stallSends = 1;
            own.stallMinLength = p.ipLength;
            own.stallMaxLength = p.ipLength;
            own.stallSacked = false;
            own.stallSackedBytes = 0;
        }
        own.max = end;
        own.mark(p.position);
        if (own.pendingEnd == 0 || p.ipLength > own.pendingLength) {
            own.pendingLength = p.ipLength;
            own.pendingEnd = end;
        }
        if (own.rttPendingEnd < 0) {
            own.rttPendingEnd = end;
            own.rttPendingTime = p.time;
        }
    }

    private static void again(Direction own, Packet p, long start, long end) {
        own.retransmissions++;
        own.rttPendingEnd = -1;
        if (start < own.pendingEnd && p.ipLength < own.pendingLength) {
            own.pendingLength = p.ipLength;
        }
        if (start <= own.acknowledged && end > own.acknowledged) {
            own.stallSends = Math.max(own.stallSends, 1) + 1;
            own.stallLastSend = p.time;
            own.stallMinLength = Math.min(own.stallMinLength, p.ipLength);
            own.stallMaxLength = Math.max(own.stallMaxLength, p.ipLength);
            if (own.stallSends == 2) {
                own.stallFirstPacket = p.number;
                own.stallPeerPackets = 0;
            }
        }
    }

    private static void afterReset(Flow f, int side, Direction own, Packet p) {
        if (f.resetCount == 0) {
            return;
        }
        Reset first = f.resets.getFirst();
        if (first.fromClient() != (side == f.client)) {
            return;
        }
        own.packetsAfterReset++;
        if (p.ttl == own.ttls.mode() && p.ttl != first.ttl()) {
            own.oldTtlAfterReset++;
        }
        if (p.payloadLength > 0 && own.offset(p.sequence) >= first.sequence()) {
            own.dataAfterReset++;
        }
    }
}
