package io.firewitness.engine.capture;

import io.firewitness.engine.InputStreamSupplier;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;

/** The beginning of a capture: who recorded it, from when, and which connections were under way. */
public final class CaptureHead {
    private static final long BYTES = 1 << 20;
    private static final int PACKETS = 4000;
    private static final int FLOWS = 1000;

    private final FlowTable table = new FlowTable(FLOWS);
    private final IdentityHashMap<Flow, Opening> openings = new IdentityHashMap<>();
    private final Fragments fragments = new Fragments();
    private String recorder;
    private long firstTime = Packet.NO_TIME;
    private long packets;

    /** What a connection shows in a file first, by side: A and B. */
    static final class Opening {
        /** It begins here. */
        boolean isNew;

        final Side[] sides = {new Side(), new Side()};
    }

    /** What one side of a connection shows first. Numbers of RSTs are not its own for certain. */
    static final class Side {
        boolean hasNumber;
        int first;
        int lowest;
        boolean hasAck;
        int ack;
        boolean hasTimestamp;
        int timestamp;
        final TtlTally ttls = new TtlTally();
        long station = LinkTally.NONE;
    }

    private CaptureHead() {}

    /**
     * Reads the beginning of a capture.
     *
     * @throws IOException where the source fails
     */
    public static CaptureHead read(InputStreamSupplier source) throws IOException {
        CaptureHead head = new CaptureHead();
        try (OpenCapture capture = OpenCapture.open(source, done -> {})) {
            capture.readHead(head::packet, BYTES);
            head.recorder = capture.recorder();
        }
        return head;
    }

    /** Equal for files that one tool wrote with one set of settings. */
    public String recorder() {
        return recorder;
    }

    /** Time of its first packet, nanoseconds since 1970; {@link Long#MIN_VALUE} where it has none. */
    public long firstTime() {
        return firstTime;
    }

    List<Flow> flows() {
        return table.flows();
    }

    Opening opening(Flow flow) {
        return openings.get(flow);
    }

    private void packet(Packet p) {
        if (packets++ >= PACKETS) {
            return;
        }
        p.number = packets;
        if (firstTime == Packet.NO_TIME) {
            firstTime = p.time;
        }
        if (!Decoder.decode(p) || p.isIcmpQuote || (p.isFragment && !fragments.isPlaced(p))) {
            return;
        }
        Flow f = table.find(p);
        if (f == null) {
            f = table.begin(p);
            if (f == null) {
                return;
            }
            Opening begun = new Opening();
            begun.isNew = f.isTcp() && p.has(Packet.SYN) && !p.has(Packet.ACK);
            openings.put(f, begun);
        }
        f.lastPacket = packets;
        seen(openings.get(f), p, f.isTcp());
    }

    private void seen(Opening o, Packet p, boolean isTcp) {
        Side own = o.sides[table.side];
        if (isTcp && p.has(Packet.RST)) {
            return;
        }
        if (!isTcp || !p.has(Packet.SYN)) {
            own.ttls.add(p.ttl);
        }
        own.station = own.station == LinkTally.NONE ? LinkTally.source(p) : own.station;
        if (!isTcp) {
            return;
        }
        if (!own.hasNumber) {
            own.hasNumber = true;
            own.first = p.sequence;
            own.lowest = p.sequence;
        } else if (p.sequence - own.lowest < 0) {
            own.lowest = p.sequence;
        }
        if (!own.hasAck && p.has(Packet.ACK)) {
            own.hasAck = true;
            own.ack = p.acknowledgement;
        }
        if (!own.hasTimestamp && p.hasTimestamp) {
            own.hasTimestamp = true;
            own.timestamp = p.timestampValue;
        }
    }
}
