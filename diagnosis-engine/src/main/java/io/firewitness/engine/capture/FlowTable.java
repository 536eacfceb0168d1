package io.firewitness.engine.capture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Finds the flow of a packet: open addressing, nothing allocated but new flows. */
final class FlowTable {
    /** A walk over all that frees less than this share is not repeated for a while of the capture's time. */
    private static final int LEAST_ROOM = 16;

    private static final long WALK_AGAIN = 30_000_000_000L;

    private long nextWalk = Long.MIN_VALUE;
    private Flow[] slots = new Flow[1 << 10];
    private int used;
    private final int most;
    private List<Flow> flows = new ArrayList<>();
    final RetiredFlows retired = new RetiredFlows();
    /** Packets of one connection come in bursts. */
    private Flow last;

    // Drawn anew for each table: nobody can write a capture whose end points all meet in one slot.
    private final long addressFactor;
    private final long highFactor;
    private final long portFactor;

    /** Which side of the flow sent the packet looked up last: 0 is A, 1 is B. */
    int side;

    /** A table for at most so many flows. */
    FlowTable(int most) {
        this.most = most;
        SplittableRandom random = new SplittableRandom();
        this.addressFactor = random.nextLong() | 1;
        this.highFactor = random.nextLong() | 1;
        this.portFactor = random.nextLong() | 1;
    }

    /** All flows in order of their first packet. */
    List<Flow> flows() {
        return flows;
    }

    /** The flow the packet belongs to, or null. */
    Flow find(Packet p) {
        Flow f = last;
        if (f != null) {
            int sender = f.sender(p, meta(p));
            if (sender >= 0) {
                side = sender;
                return f;
            }
        }
        f = slots[slot(p)];
        if (f != null) {
            last = f;
        }
        return f;
    }

    /** Begins a flow for the packet; it takes the place of an older one with the same end points. Null where the table is full. */
    Flow begin(Packet p) {
        if (flows.size() >= most && !makeRoom(p.time)) {
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
        if (slots[slot] == null) {
            used++;
        }
        slots[slot] = flow;
        last = flow;
        return flow;
    }

    /** Lets go what ended well; true where that makes room worth the walk. */
    private boolean makeRoom(long now) {
        if (now < nextWalk) {
            return false;
        }
        List<Flow> kept = new ArrayList<>(most);
        for (Flow f : flows) {
            if (!retired.retire(f, now)) {
                kept.add(f);
            }
        }
        boolean isWorthIt = flows.size() - kept.size() >= most / LEAST_ROOM;
        nextWalk = isWorthIt ? now : now + WALK_AGAIN;
        if (flows.size() > kept.size()) {
            forget(kept);
        }
        return flows.size() < most;
    }

    private void forget(List<Flow> kept) {
        Set<Flow> alive = Collections.newSetFromMap(new IdentityHashMap<>(kept.size() * 2));
        alive.addAll(kept);
        Flow[] old = slots;
        slots = new Flow[old.length];
        used = 0;
        last = null;
        for (Flow f : old) {
            if (f != null && alive.contains(f)) {
                put(f);
                used++;
            }
        }
        flows = kept;
    }

    private void put(Flow f) {
        int mask = slots.length - 1;
        long high = f.isIpv6() ? high(f.aHigh, f.bHigh) : 0;
        int slot = hash(f.aLow, f.bLow, high, f.ports, f.meta) & mask;
        while (slots[slot] != null) {
            slot = slot + 1 & mask;
        }
        slots[slot] = f;
    }

    /** The latest flow with the end points of a flow of another table, or null. */
    Flow latest(Flow other) {
        int mask = slots.length - 1;
        long high = other.isIpv6() ? high(other.aHigh, other.bHigh) : 0;
        int slot = hash(other.aLow, other.bLow, high, other.ports, other.meta) & mask;
        while (slots[slot] != null) {
            if (slots[slot].meta == other.meta && slots[slot].ends().equals(other.ends())) {
                return slots[slot];
            }
            slot = slot + 1 & mask;
        }
        return null;
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
        long aLow = isForward ? p.sourceLow : p.targetLow;
        long bLow = isForward ? p.targetLow : p.sourceLow;
        int ports = isForward ? p.sourcePort << 16 | p.targetPort : p.targetPort << 16 | p.sourcePort;
        int meta = meta(p);
        long high = p.isIpv6 ? (isForward ? high(p.sourceHigh, p.targetHigh) : high(p.targetHigh, p.sourceHigh)) : 0;
        int mask = slots.length - 1;
        int slot = hash(aLow, bLow, high, ports, meta) & mask;
        while (slots[slot] != null) {
            Flow f = slots[slot];
            if (f.ports == ports
                    && f.meta == meta
                    && f.aLow == aLow
                    && f.bLow == bLow
                    && f.aHigh == (isForward ? p.sourceHigh : p.targetHigh)
                    && f.bHigh == (isForward ? p.targetHigh : p.sourceHigh)) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        Flow[] old = slots;
        slots = new Flow[old.length * 2];
        for (Flow f : old) {
            if (f != null) {
                put(f);
            }
        }
    }

    private long high(long aHigh, long bHigh) {
        long h = aHigh * highFactor + bHigh;
        return (h ^ h >>> 32) * addressFactor;
    }

    private int hash(long aLow, long bLow, long high, int ports, int meta) {
        long h = (aLow * portFactor + bLow) * addressFactor + ((long) ports << 32 | meta) * highFactor + high;
        h = (h ^ h >>> 32) * portFactor;
        return (int) (h >>> 32);
    }
}
