package io.firewitness.engine.judge;

import io.firewitness.engine.capture.DatagramTally;
import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.Injected;
import io.firewitness.engine.capture.Reset;
import io.firewitness.engine.document.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What two captures of one connection show together: a RST that was never sent is forged, bytes that never arrived were lost. */
final class TwoSidedRules {
    private static final int MOST_UNMATCHED = 16;
    /** Counters of the host that its RST continues: no device in the path is known to, and recordings lose packets unannounced. */
    private static final Set<String> HOSTS_OWN = Set.of("valid-timestamp", "ip-id.continue");

    private TwoSidedRules() {}

    static void observe(Subject s, List<Observation> out) {
        boolean isHostsOwn = out.stream().anyMatch(o -> HOSTS_OWN.contains(o.feature()));
        for (Counterpart c : s.counterparts) {
            int before = out.size();
            if (s.isInjected() && s.flow.injected().kind() == Injected.Kind.FIN) {
                end(s, c, out);
            } else if (s.ending.reset() != null && !s.isInjected()) {
                reset(s, c, isHostsOwn, out);
            }
            if (s.isKilled()) {
                data(s, c, out);
            }
            if (out.size() > before) {
                return;
            }
        }
    }

    /** A request that was repeated here and is the last one seen there no more: it never came so far. Or its answer did not come back. */
    static void datagram(Subject s, List<Observation> out) {
        DatagramTally here = s.flow.datagrams();
        for (Counterpart c : s.counterparts) {
            DatagramTally there = c.subject().flow.datagrams();
            boolean isBeyond = c.isNearer(false);
            boolean isLost = there.lastPrint() != here.lastPrint() && there.requests() < here.requests();
            boolean isAnswerLost = there.answers() > here.answers();
            Long drops = c.side().input().capture().dropped();
            boolean isLossless = drops == null || drops == 0;
            if (isBeyond && isLossless && here.repeats() >= 2 && (isLost || isAnswerLost)) {
                String key = isLost ? "evidence.datagram-undelivered" : "evidence.datagram-undelivered.answer";
                out.add(new Observation(
                        "datagram-undelivered",
                        "datagram-undelivered",
                        List.of(here.firstRepeatPacket()),
                        new Text(
                                key,
                                Map.of("file", c.side().input().names(c.subject().flow), "repeats", here.repeats())),
                        null,
                        List.of(c.side().input().pointer(c.subject().flow.lastPacket()))));
                return;
            }
        }
    }

    private static void reset(Subject s, Counterpart c, boolean isHostsOwn, List<Observation> out) {
        Reset r = s.ending.reset();
        Flow there = c.subject().flow;
        if (!c.isNearer(r.fromClient())) {
            return;
        }
        Map<String, Object> args = Map.of(
                "address",
                r.fromClient() ? s.flow.clientAddress() : s.flow.serverAddress(),
                "file",
                c.side().input().names(there));
        long sequence = Integer.toUnsignedLong(Witnesses.absolute(s.flow.direction(r.fromClient()), r.sequence()));
        Reset same = find(s.flow, r, there);
        if (!isHostsOwn) {
            undelivered(s, c, r, args, out);
        }
        if (same == null) {
            boolean mayBeMissing =
                    isHostsOwn || there.resetCount() > there.resets().size() || !hasAllUntil(s, r, c);
            if (!mayBeMissing) {
                out.add(observation("two-sided-rst.forged", r.packet(), sequence, args, List.of()));
            }
            return;
        }
        if (!isTtlOfTheWay(s.flow, r, there, same)) {
            // Its number is the host's, its TTL is not what their way would have left: another one made it.
            return;
        }
        int baseline = there.direction(r.fromClient()).ttls().mode();
        boolean isAtSource = Hops.of(baseline) == 0 && same.ttl() == baseline;
        boolean isAnswer = isAtSource && isForgedBefore(s.flow, r, there, same);
        String feature = isAnswer ? "answer" : isAtSource ? "sent" : "passed";
        out.add(observation(
                "two-sided-rst." + feature,
                r.packet(),
                sequence,
                args,
                List.of(c.side().input().pointer(same.packet()))));
    }

    /** A stream has one end: where the other place, nearer to the sender, shows none or another one, this FIN was made on the way. */
    private static void end(Subject s, Counterpart c, List<Observation> out) {
        Reset fin = s.ending.reset();
        Flow there = c.subject().flow;
        Direction own = s.flow.direction(fin.fromClient());
        Direction other = there.direction(fin.fromClient());
        int number = Witnesses.absolute(own, fin.sequence() + fin.payload());
        boolean isSame = other.end() >= 0 && Witnesses.absolute(other, other.end()) == number;
        if (isSame || !c.isNearer(fin.fromClient()) || !hasAllUntil(s, fin, c)) {
            return;
        }
        Map<String, Object> args = Map.of(
                "address",
                fin.fromClient() ? s.flow.clientAddress() : s.flow.serverAddress(),
                "file",
                c.side().input().names(there));
        String filter = "tcp.flags.fin==1 && tcp.seq_raw==" + Integer.toUnsignedLong(number - fin.payload());
        Text text = new Text("evidence.two-sided-rst.forged.end", args);
        out.add(new Observation("two-sided-rst", "two-sided-rst.forged", List.of(fin.packet()), text, filter));
    }

    /** The RST acknowledges bytes that never came to the host it names: whoever made it had read them on their way. */
    private static void undelivered(
            Subject s, Counterpart c, Reset r, Map<String, Object> args, List<Observation> out) {
        Direction here = s.flow.direction(!r.fromClient());
        Direction there = c.subject().flow.direction(!r.fromClient());
        long beyond = Witnesses.ahead(here, r.acknowledgement(), there, there.max());
        if (r.hasAck()
                && hasAllUntil(s, r, c)
                && beyond > 0
                && r.acknowledgement() <= r.opposite().max()) {
            Map<String, Object> named = new HashMap<>(args);
            named.put("bytes", beyond);
            out.add(new Observation(
                    "names-undelivered",
                    "names-undelivered",
                    List.of(r.packet()),
                    new Text("evidence.names-undelivered", named),
                    null,
                    List.of(c.side().input().pointer(there.lastDataPacket()))));
        }
    }

    /** True where the other place shows whatever was sent there until this segment: what it lacks was not sent. */
    private static boolean hasAllUntil(Subject s, Reset r, Counterpart c) {
        Flow there = c.subject().flow;
        return hasAllAcknowledged(s.flow, there) && hasAllOfSender(s.flow, r, there) && c.isCompleteUntil(r.time());
    }

    /** True where the other place saw all that was acknowledged here: it records without a filter on flags or contents. */
    private static boolean hasAllAcknowledged(Flow here, Flow there) {
        for (boolean ofClient : new boolean[] {true, false}) {
            Direction own = here.direction(ofClient);
            Direction other = there.direction(ofClient);
            if (other.segments() == 0 && Witnesses.ahead(own, own.acknowledgedPayload(), other, 0) > 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * True where the other place has what else came from the RST's sender until then. Nearer to that host, it cannot lack data or
     * acknowledgements that arrived here, unless its recording lost packets; then it may have lost the RST as well.
     */
    private static boolean hasAllOfSender(Flow here, Reset r, Flow there) {
        Direction own = here.direction(r.fromClient());
        Direction peer = here.direction(!r.fromClient());
        Direction ownThere = there.direction(r.fromClient());
        Direction peerThere = there.direction(!r.fromClient());
        boolean hasData = Witnesses.ahead(own, r.own().max(), ownThere, ownThere.max()) <= 0;
        boolean hasAcks = r.opposite().acknowledged() <= 0
                || Witnesses.ahead(peer, r.opposite().acknowledged(), peerThere, peerThere.acknowledged()) <= 0;
        return hasData && hasAcks;
    }

    /** True where the RST lost as much TTL between the places as its sender's other packets did; or where nothing tells. */
    private static boolean isTtlOfTheWay(Flow here, Reset r, Flow there, Reset same) {
        int own = here.direction(r.fromClient()).ttls().mode();
        int other = there.direction(r.fromClient()).ttls().mode();
        return own < 0 || other < 0 || Math.abs((other - own) - (same.ttl() - r.ttl())) <= 1;
    }

    /**
     * True where the sender of the RST had received one before, there, that never passed here: then it only answers. Both are
     * in that capture, so their order tells, and no clock is asked.
     */
    private static boolean isForgedBefore(Flow here, Reset r, Flow there, Reset same) {
        for (Reset o : there.resets()) {
            if (o.fromClient() != r.fromClient() && o.packet() < same.packet() && find(there, o, here) == null) {
                return true;
            }
        }
        return false;
    }

    /** True where the counterpart was ended by a RST that never passed here. */
    static boolean showsForged(Judgement there) {
        return there.observations().stream().anyMatch(o -> o.feature().equals("two-sided-rst.forged"));
    }

    /** The same RST at the other place: same sender, same number, whatever its TTL has become. */
    private static Reset find(Flow here, Reset r, Flow there) {
        int number = Witnesses.absolute(here.direction(r.fromClient()), r.sequence());
        for (Reset o : there.resets()) {
            boolean isSame = o.fromClient() == r.fromClient()
                    && o.hasAck() == r.hasAck()
                    && Witnesses.absolute(there.direction(o.fromClient()), o.sequence()) == number;
            if (isSame) {
                return o;
            }
        }
        return null;
    }

    private static void data(Subject s, Counterpart c, List<Observation> out) {
        boolean ofClient = s.ending.hitClientData();
        if (!c.isNearer(!ofClient)) {
            return;
        }
        Direction here = s.hit();
        Direction there = c.subject().flow.direction(ofClient);
        boolean isWhole = c.isCompleteUntil(here.lastDataTime());
        long missing = Witnesses.ahead(here, here.dataEnd(), there, there.dataEnd());
        long arrived = here.dataEnd() - missing;
        boolean isUnacknowledged =
                here.unacknowledgedPayload() > 0 && arrived >= s.hit().acknowledgedPayload();
        if (!isWhole || missing <= 0 || !isUnacknowledged) {
            return;
        }
        out.add(observation(
                "two-sided-drop",
                here.lastDataPacket(),
                0,
                Map.of(
                        "bytes",
                        missing,
                        "offset",
                        arrived,
                        "file",
                        c.side().input().names(c.subject().flow)),
                List.of()));
    }

    private static Observation observation(
            String feature,
            long packet,
            long sequence,
            Map<String, Object> args,
            List<Observation.Elsewhere> elsewhere) {
        boolean isReset = feature.startsWith("two-sided-rst");
        return new Observation(
                isReset ? "two-sided-rst" : feature,
                feature,
                List.of(packet),
                new Text("evidence." + feature, args),
                isReset ? "tcp.flags.reset==1 && tcp.seq_raw==" + sequence : null,
                elsewhere);
    }

    /** RSTs seen here that the other place, although nearer to their source, lacks. */
    static List<Long> unmatched(Subject s, Counterpart c) {
        List<Long> packets = new ArrayList<>();
        Flow there = c.subject().flow;
        for (Reset r : s.flow.resets()) {
            boolean isCertain = c.isNearer(r.fromClient())
                    && c.isCompleteUntil(r.time())
                    && there.resetCount() == there.resets().size();
            if (isCertain && find(s.flow, r, there) == null && packets.size() < MOST_UNMATCHED) {
                packets.add(r.packet());
            }
        }
        return packets;
    }
}
