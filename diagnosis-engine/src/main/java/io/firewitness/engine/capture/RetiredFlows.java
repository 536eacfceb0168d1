package io.firewitness.engine.capture;

import java.util.HashMap;
import java.util.Map;

/**
 * Connections that ended well and were let go to make room for others: how many, and what the judgement of those others needs
 * to know of them. Only captures of more connections than fit into memory have any.
 */
public final class RetiredFlows {
    private static final int MOST_PAIRS = 100_000;
    /**
     * A connection closed for so long gets no late segments any more: both ends have seen the other's FIN acknowledged, and the
     * first retransmissions for a lost last ACK come after 1 and 3 seconds at the latest (RFC 6298).
     */
    private static final long QUIET = 4_000_000_000L;

    private final Map<Flow.Pair, OfPair> pairs = new HashMap<>();
    private long count;

    /** Connections of one client to one service. */
    public static final class OfPair {
        private final TtlTally clientTtls = new TtlTally();
        private final TtlTally serverTtls = new TtlTally();
        private long largest;
        private double bytes;
        private int pastExchange;

        private void add(Flow flow) {
            Direction client = flow.fromClient();
            Direction server = flow.fromServer();
            long most = Math.max(client.dataEnd, server.dataEnd);
            largest = Math.max(largest, most);
            bytes += most;
            pastExchange += server.dataEnd > 0 && client.segments > 1 ? 1 : 0;
            clientTtls.addAll(client.ttls);
            clientTtls.addOne(client.handshakeTtl);
            serverTtls.addAll(server.ttls);
            serverTtls.addOne(server.handshakeTtl);
        }

        /** TTLs of the client's packets. */
        public TtlTally clientTtls() {
            return clientTtls;
        }

        /** TTLs of the server's packets. */
        public TtlTally serverTtls() {
            return serverTtls;
        }

        /** Payload bytes of the longest one, in its longer direction. */
        public long largest() {
            return largest;
        }

        /** Payload bytes of all, each in its longer direction. */
        public double bytes() {
            return bytes;
        }

        /** Those in which both sides talked. */
        public int pastExchange() {
            return pastExchange;
        }
    }

    /** Lets a connection go where nothing is to be said about it; false where it must be kept. */
    boolean retire(Flow flow, long now) {
        if (now - flow.lastTime < QUIET || !endedWell(flow)) {
            return false;
        }
        OfPair pair = pairs.get(flow.pair());
        if (pair == null) {
            if (pairs.size() >= MOST_PAIRS) {
                return false;
            }
            pair = new OfPair();
            pairs.put(flow.pair(), pair);
        }
        pair.add(flow);
        count++;
        return true;
    }

    /** Begun and closed by both sides, all acknowledged, and nothing on the way that any rule would look at. */
    private static boolean endedWell(Flow f) {
        return f.isTcp()
                && f.isEstablished
                && f.resetCount == 0
                && f.injected == null
                && f.idles.isEmpty()
                && f.icmpTooBig + f.icmpUnreachable + f.icmpProhibited == 0
                && endedWell(f.directions[0])
                && endedWell(f.directions[1]);
    }

    private static boolean endedWell(Direction d) {
        return d.hasStart
                && d.hasFin
                && !d.hasAlert
                && d.acknowledged >= d.max
                && d.unseen == 0
                && d.retransmissions == 0
                && d.recovered == null;
    }

    /** Connections let go. */
    public long count() {
        return count;
    }

    /** What is known of those of each pair that has any. */
    public Map<Flow.Pair, OfPair> pairs() {
        return pairs;
    }
}
