package io.firewitness.engine.capture;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * How a file stands to the recording before it. The same capture point is recognised by connections that go on with the numbers
 * they had (RFC 9293, section 3.4), by the TTLs of hosts and by the stations that their packets come from.
 *
 * @param goingOn connections that go on without a hole
 * @param holed connections of which acknowledged bytes lie in neither file
 * @param isOther true where what both show cannot have been seen at one place, or not in this order
 * @param hasCommonHost a host is seen in both
 * @param haveHosts both show hosts at all
 * @param nanos time between the two; negative where they overlap
 */
public record Border(int goingOn, int holed, boolean isOther, boolean hasCommonHost, boolean haveHosts, long nanos) {
    /** Files of different tools or settings. */
    static final Border NONE = new Border(0, 0, true, false, true, 0);

    /** A peer may send again what was sent long ago, at most a window of the usual size. */
    private static final int LATE = 1 << 16;

    /** Queues of one card deliver out of order by less. */
    private static final long DISORDER = 1_000_000L;

    private static final long DISORDER_OF_INTERFACES = 10_000_000_000L;

    private static final int BACK = -100;
    private static final int FEWEST_TTLS = 3;

    /** What a host looks like from one place. */
    private record Host(long high, long low, int interfaceNumber) {}

    private enum Step {
        UNKNOWN,
        ON,
        HOLE,
        /** Numbers that lie back, or another place. */
        OTHER
    }

    /**
     * True where the time ranges allow that the file follows. Two places that see the same packets overlap by as little as a
     * card's queues do, so only a file that is named as the next one may.
     */
    public boolean isLater(boolean isNamedNext) {
        return nanos >= 0 || (isNamedNext && goingOn > 0 && nanos >= -DISORDER);
    }

    static Border between(Tracker before, CaptureHead next) {
        long nanos = before.packets == 0 || next.firstTime() == Packet.NO_TIME ? 0 : next.firstTime() - before.lastTime;
        if (nanos < 0 && nanos >= -DISORDER_OF_INTERFACES) {
            nanos = nanosByInterface(before, next, nanos);
        }
        if (nanos < -DISORDER || before.packets == 0) {
            return new Border(0, 0, true, false, false, nanos);
        }
        Map<Step, Integer> steps = new EnumMap<>(Step.class);
        for (Flow f : next.flows()) {
            Flow was = before.table().latest(f);
            if (was != null && f.isTcp()) {
                steps.merge(step(was, next.opening(f)), 1, Integer::sum);
            }
        }
        int on = steps.getOrDefault(Step.ON, 0);
        int holed = steps.getOrDefault(Step.HOLE, 0);
        int other = steps.getOrDefault(Step.OTHER, 0);
        if (on + holed + other > 0) {
            // A route may change for one of many.
            return new Border(on, holed, other * 10 > on + holed, true, true, nanos);
        }
        int[] hosts = hosts(before, next);
        boolean haveHosts = !next.flows().isEmpty() && !before.flows().isEmpty();
        return new Border(0, 0, hosts[1] * 10 > hosts[0], hosts[0] > 0, haveHosts, nanos);
    }

    /** Packets of several interfaces are written one interface after the other, as their queues are emptied. */
    private static long nanosByInterface(Tracker before, CaptureHead next, long otherwise) {
        Map<Integer, Long> ends = new HashMap<>();
        before.flows().forEach(f -> ends.merge(f.interfaceNumber(), f.lastTime, Math::max));
        long least = Long.MAX_VALUE;
        for (Flow f : next.flows()) {
            Long end = ends.get(f.interfaceNumber());
            least = end == null ? least : Math.min(least, f.firstTime - end);
        }
        return ends.size() < 2 || least == Long.MAX_VALUE ? otherwise : least;
    }

    private static Step step(Flow was, CaptureHead.Opening is) {
        Step worst = Step.UNKNOWN;
        for (int side = 0; side < 2; side++) {
            Step step = is.isNew
                    ? again(was.directions[side], is.sides[side])
                    : step(was.directions[side], is.sides[side], is.sides[1 - side]);
            worst = step.compareTo(worst) > 0 ? step : worst;
        }
        return worst;
    }

    /** A SYN once more belongs to the same connection; another one begins a new one. */
    private static Step again(Direction was, CaptureHead.Side is) {
        return is.hasNumber && was.hasStart && is.first + 1 == was.base ? Step.ON : Step.UNKNOWN;
    }

    private static Step step(Direction was, CaptureHead.Side is, CaptureHead.Side peer) {
        if (!is.hasNumber || !was.hasBase) {
            return Step.UNKNOWN;
        }
        if (isElsewhere(was.ttls, was.stations.only(), is)) {
            return Step.OTHER;
        }
        int end = was.base + (int) was.max;
        long underWay = Math.clamp(was.max - was.acknowledged, 0, 1 << 30);
        if (is.first - end < -(underWay + LATE)) {
            return Step.OTHER;
        }
        // Clocks of timestamps never run back (RFC 7323, section 5.4).
        if (is.hasTimestamp && was.hasTimestamps && is.timestamp - was.timestampValue < BACK) {
            return Step.OTHER;
        }
        // Lost before it was captured is what nobody acknowledged.
        return is.lowest - end > 0 && peer.hasAck && peer.ack - end > 0 ? Step.HOLE : Step.ON;
    }

    /** Hosts that look alike in both, and those that do not. */
    private static int[] hosts(Tracker before, CaptureHead next) {
        Map<Host, CaptureHead.Side> known = new HashMap<>();
        for (Flow f : next.flows()) {
            for (int side = 0; side < 2; side++) {
                CaptureHead.Side own = next.opening(f).sides[side];
                CaptureHead.Side host = known.computeIfAbsent(host(f, side), h -> new CaptureHead.Side());
                host.ttls.addAll(own.ttls);
                host.station = host.station == LinkTally.NONE ? own.station : host.station;
            }
        }
        Map<Host, Boolean> alike = new HashMap<>();
        for (Flow f : before.flows()) {
            for (int side = 0; side < 2; side++) {
                Direction was = f.directions[side];
                CaptureHead.Side is = known.get(host(f, side));
                if (is != null && was.packets > 0) {
                    alike.merge(host(f, side), !isElsewhere(was.ttls, was.stations.only(), is), Boolean::logicalOr);
                }
            }
        }
        int others = (int) alike.values().stream().filter(isAlike -> !isAlike).count();
        return new int[] {alike.size() - others, others};
    }

    /** Another number of routers before it, or another neighbour that hands its packets on. */
    private static boolean isElsewhere(TtlTally ttls, long station, CaptureHead.Side is) {
        boolean isOtherTtl = ttls.total() >= FEWEST_TTLS && is.ttls.total() > 0 && ttls.count(is.ttls.mode()) == 0;
        return isOtherTtl || (station != LinkTally.NONE && is.station != LinkTally.NONE && station != is.station);
    }

    private static Host host(Flow f, int side) {
        return new Host(side == 0 ? f.aHigh : f.bHigh, side == 0 ? f.aLow : f.bLow, f.interfaceNumber());
    }
}
