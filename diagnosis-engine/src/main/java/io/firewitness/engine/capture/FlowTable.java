package io.firewitness.engine.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the flow of a packet: open addressing over indices, no boxing, nothing allocated but new flows. */
final class FlowTable {
    private int[] slots = new int[1 << 10];
    private long[] hashes = new long[1 << 10];
    private int used;
    private final int most;
    private final List<Flow> flows = new ArrayList<>();
    /** Which side of the flow sent the packet looked up last: 0 is A, 1 is B. */
    int side;

    /** A table for at most so many flows. */
    FlowTable(int most) {
        this.most = most;
    }

    /** All flows in order of their first packet. */
    List<Flow> flows() {
        return flows;
    }

    /** The flow the packet belongs to, or null. */
    Flow find(Packet p) {
        int slot = slot(p);
        return slots[slot] == 0 ? null : flows.get(slots[slot] - 1);
    }

    /** Begins a flow for the packet; it takes the place of an older one with the same end points. Null where the table is full. */
    Flow begin(Packet p) {
        if (flows.size() >= most) {
            return null;
        }
        if (used * 2 >= slots.length) {
            grow();
        }
        int slot = slot(p);
        boolean isForward = side == 0;
        Flow flow = new Flow(
                isForward ? p.sourceHigh : p.targetHigh,
                isForward ? p.sourceLow : p.targetLow,
                isForward ? p.targetHigh : p.sourceHigh,
                isForward ? p.targetLow : p.sourceLow,
                isForward ? p.sourcePort << 16 | p.targetPort : p.targetPort << 16 | p.sourcePort,
                meta(p),
                p);
        flow.firstSender = side;
        flows.add(flow);
        if (slots[slot] == 0) {
            used++;
        }
        slots[slot] = flows.size();
        hashes[slot] = hash(flow.aHigh, flow.aLow, flow.bHigh, flow.bLow, flow.ports, flow.meta);
        return flow;
    }

    private static int meta(Packet p) {
        return (p.protocol & 0xFF) | (p.isIpv6 ? 0x100 : 0) | p.interfaceNumber << 9;
    }

    private int slot(Packet p) {
        int order = Long.compareUnsigned(p.sourceHigh, p.targetHigh);
        if (order == 0) {
            order = Long.compareUnsigned(p.sourceLow, p.targetLow);
        }
        if (order == 0) {
            order = p.sourcePort - p.targetPort;
        }
        boolean isForward = order <= 0;
        side = isForward ? 0 : 1;
        long aHigh = isForward ? p.sourceHigh : p.targetHigh;
        long aLow = isForward ? p.sourceLow : p.targetLow;
        long bHigh = isForward ? p.targetHigh : p.sourceHigh;
        long bLow = isForward ? p.targetLow : p.sourceLow;
        int ports = isForward ? p.sourcePort << 16 | p.targetPort : p.targetPort << 16 | p.sourcePort;
        int meta = meta(p);
        long hash = hash(aHigh, aLow, bHigh, bLow, ports, meta);
        int mask = slots.length - 1;
        int slot = (int) (hash >>> 20) & mask;
        while (slots[slot] != 0) {
            if (hashes[slot] == hash) {
                Flow f = flows.get(slots[slot] - 1);
                if (f.ports == ports
                        && f.meta == meta
                        && f.aLow == aLow
                        && f.bLow == bLow
                        && f.aHigh == aHigh
                        && f.bHigh == bHigh) {
                    return slot;
                }
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int[] oldSlots = slots;
        long[] oldHashes = hashes;
        slots = new int[oldSlots.length * 2];
        hashes = new long[slots.length];
        Arrays.fill(slots, 0);
        int mask = slots.length - 1;
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != 0) {
                int slot = (int) (oldHashes[i] >>> 20) & mask;
                while (slots[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                slots[slot] = oldSlots[i];
                hashes[slot] = oldHashes[i];
            }
        }
    }

    /** Seeded by a constant: an attacker could make collisions, but the probing stays within one upload's own time. */
    private static long hash(long aHigh, long aLow, long bHigh, long bLow, int ports, int meta) {
        long h = aLow * 0x9E3779B97F4A7C15L + bLow;
        h = (h ^ h >>> 32) * 0xD6E8FEB86659FD93L + aHigh;
        h = (h ^ h >>> 29) * 0xC2B2AE3D27D4EB4FL + bHigh;
        h = (h ^ h >>> 32) * 0x9E3779B97F4A7C15L + ((long) ports << 32 | meta);
        h = (h ^ h >>> 32) * 0xD6E8FEB86659FD93L;
        return h ^ h >>> 31;
    }
}
