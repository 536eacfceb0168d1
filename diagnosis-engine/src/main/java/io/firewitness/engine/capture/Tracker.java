package io.firewitness.engine.capture;

import java.util.ArrayList;
import java.util.List;

/** Updates the flow of each packet. One instance reads one recording: a file, or several that follow each other. */
final class Tracker implements PacketSink {
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
    Drops drops = new Drops();
    private final Fragments fragments = new Fragments();
    long firstTime = Packet.NO_TIME;
    long lastTime;
    private long previousTime;
    final ClockWatch clock = new ClockWatch();
    long cutPayloads;
    long payloads;

    /** Added to offsets in the present file, so that no two places of the recording are equal. */
    private long filePosition;
    /** Number of the present file's first packet; 0 in the first file. */
    private long fileStart;

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

    FlowTable table() {
        return table;
    }

    /** What follows is read from another file, which goes on where the last one ended. */
    void nextFile(int index) {
        filePosition = FileRanges.position(index, 0);
        fileStart = packets + 1;
        firstTime = Packet.NO_TIME;
        drops = new Drops();
    }

    @Override
    public void layout(long position) {
        layouts.add(filePosition + position);
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
        p.position += filePosition;
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
        count(f, p);
        f.seen(own, p);
        own.ttls.add(p.ttl);
        own.dataEnd += p.payloadLength;
        own.segments++;
        if (table.side == f.client) {
            f.datagrams.request(p);
        } else {
            f.datagrams.answer();
        }
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
        Direction own = f.directions[table.side];
        if (own.isCopy(p)) {
            own.duplicates++;
            return;
        }
        count(f, p);
        TcpSegments.follow(f, table.side, p);
    }

    /** A SYN with another initial number on the same end points is a new connection, as retrying jobs make them. */
    private static boolean isReuse(Direction own, Packet p) {
        return own.packets > 0 && (!own.hasBase || p.sequence + 1 != own.base);
    }

    private void count(Flow f, Packet p) {
        if (f.lastPacket < fileStart && f.lastPacket > 0) {
            f.cross(p);
        }
        if (p.payloadLength > 0) {
            payloads++;
            cutPayloads += p.payloadCaptured < p.payloadLength ? 1 : 0;
        }
    }
}
