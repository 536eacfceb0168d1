package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.Injected;
import io.firewitness.engine.capture.Reset;
import io.firewitness.engine.capture.Stall;

/**
 * How a TCP connection ended, before anything is said about the reason.
 *
 * @param mode the way it ended
 * @param reset the decisive RST, or what stands for it; null where there was none
 * @param stall the decisive stall; for {@link Mode#STALL}
 * @param hitClientData true where the client's data was being sent when it ended
 */
record Ending(Mode mode, Reset reset, Stall stall, boolean hitClientData) {
    private static final long SECOND = 1_000_000_000L;
    /** Sendings of the same bytes, with back-off, that are no ordinary loss any more. */
    static final int LADDER = 3;

    private static final long GIVE_UP = SECOND;
    /** Probes that were lost by chance come alone. */
    private static final int PROBES = 2;
    /** Packets closer than that may be recorded, or may arrive, in another order than they were sent; nanoseconds. */
    static final long REORDERING = 3_000_000L;
    /** One side sent that many times what the other did: data one way, answers the other. */
    private static final long BULK = 8;

    private static final long SEGMENT = 1400;

    enum Mode {
        /** A RST in the middle, or another segment by which a device ended it. */
        RESET,
        /** Data sent again and again without an answer, to the end. */
        STALL,
        /** Keep-alive probes without an answer, and the RST of the one who asked. */
        ABANDONED,
        /** SYN without an answer. */
        UNANSWERED,
        /** SYN answered by RST. */
        REFUSED,
        /** FIN, or RST after a FIN. */
        CLOSED,
        /** The capture ends before the connection does, or nothing tells. */
        OPEN
    }

    static Ending of(Flow flow, Thresholds limits) {
        Stall clientStall = gravest(flow, flow.fromClient(), limits);
        Stall serverStall = gravest(flow, flow.fromServer(), limits);
        Reset reset = decisive(flow);
        if (reset != null && isRefused(flow, reset)) {
            return new Ending(Mode.REFUSED, reset, null, true);
        }
        Injected forged = InjectedRule.forged(flow, limits);
        if (forged != null && (reset == null || forged.segment().packet() < reset.packet())) {
            return new Ending(Mode.RESET, forged.segment(), null, hitClientData(flow, forged.segment()));
        }
        if (reset != null && reset.own().probes() >= PROBES && !reset.afterFin() && flow.isEstablished()) {
            return new Ending(Mode.ABANDONED, reset, null, hitClientData(flow, null));
        }
        if (reset != null && isIgnored(flow, reset)) {
            return new Ending(Mode.CLOSED, reset, null, hitClientData(flow, null));
        }
        if (reset != null && !reset.afterFin() && !isGivenUp(flow, reset, limits)) {
            return new Ending(Mode.RESET, reset, null, hitClientData(flow, reset));
        }
        if (clientStall != null || serverStall != null) {
            boolean isClient =
                    serverStall == null || (clientStall != null && clientStall.sends() >= serverStall.sends());
            return new Ending(Mode.STALL, null, isClient ? clientStall : serverStall, isClient);
        }
        if (!flow.isEstablished()) {
            return new Ending(Mode.UNANSWERED, null, null, true);
        }
        boolean isClosed = flow.fromClient().hasFin() || flow.fromServer().hasFin() || reset != null;
        return new Ending(isClosed ? Mode.CLOSED : Mode.OPEN, reset, null, hitClientData(flow, null));
    }

    /**
     * The first RST; unless it is a host's answer for a closed socket, and one with a foreign TTL to that host followed so soon
     * that only their order in the capture makes it the second.
     */
    private static Reset decisive(Flow flow) {
        if (flow.resets().isEmpty()) {
            return null;
        }
        Reset first = flow.resets().getFirst();
        for (Reset r : flow.resets()) {
            boolean isTogether = r.fromClient() != first.fromClient() && r.time() - first.time() < REORDERING;
            if (isTogether && !first.hasAck() && first.inLastTtls() && !r.inLastTtls()) {
                return r;
            }
        }
        return first;
    }

    /**
     * True where the stream went on after the RST, both sides parted with a FIN and all was acknowledged: who sends a RST has no
     * connection left to do that with, and whoever took it would not either (RFC 9293, section 3.10.7.4).
     */
    static boolean isIgnored(Flow flow, Reset reset) {
        return !reset.afterFin() && isFinished(flow.fromClient(), reset) && isFinished(flow.fromServer(), reset);
    }

    private static boolean isFinished(Direction d, Reset reset) {
        return d.hasFin() && d.finTime() - reset.time() > REORDERING && d.acknowledged() > d.dataEnd();
    }

    /** The server said nothing but no, and the client had only asked. */
    private static boolean isRefused(Flow flow, Reset reset) {
        Direction client = flow.fromClient();
        return !flow.isEstablished()
                && !reset.fromClient()
                && client.hasStart()
                && client.packets() == client.synCount()
                && flow.fromServer().packets() <= flow.resetCount();
    }

    /** The RST of a sender that has sent the same bytes again and again in vain: it ends the wait, it did not cause it. */
    private static boolean isGivenUp(Flow flow, Reset reset, Thresholds limits) {
        if (reset.ownStalledSends() >= limits.stallSends) {
            return true;
        }
        Direction sender = flow.direction(reset.fromClient());
        boolean isAlone = flow.direction(!reset.fromClient()).packets() == 0;
        if (isAlone && sender.lastDataTime() - sender.lastFreshTime() >= GIVE_UP) {
            // Nobody's answers were recorded; that it went on sending what it had sent before shows that it got none.
            return true;
        }
        Stall own = sender.openStall();
        return own != null
                && reset.ownStalledSends() >= LADDER
                && reset.time() - own.firstSend() >= GIVE_UP
                && sender.unacknowledgedPayload() > 0;
    }

    private static Stall gravest(Flow flow, Direction d, Thresholds limits) {
        Stall stall = d.openStall();
        if (stall == null || !flow.isEstablished() || d.unacknowledgedPayload() == 0) {
            return null;
        }
        boolean isGivenUp =
                !flow.resets().isEmpty() && isGivenUp(flow, flow.resets().getFirst(), limits);
        boolean isLong = isGivenUp
                || stall.sends() >= limits.stallSends
                || (stall.sends() >= 3 && stall.duration() >= limits.stallSeconds * SECOND);
        return isLong ? stall : null;
    }

    /**
     * The side whose data was hit. A backup flows one way and is answered with a few bytes, so an answer that was under way says
     * nothing: at the receiver all data seen is acknowledged, and only the answer is not. Between equals, the side with
     * unacknowledged bytes.
     */
    private static boolean hitClientData(Flow flow, Reset reset) {
        long clientSent = flow.fromClient().dataEnd();
        long serverSent = flow.fromServer().dataEnd();
        boolean clientSentMore = clientSent >= serverSent;
        if (reset == null) {
            return clientSentMore;
        }
        long client = flow.fromClient().unacknowledgedPayload();
        long server = flow.fromServer().unacknowledgedPayload();
        if (client > 0 != server > 0) {
            boolean isOneWay = Math.max(clientSent, serverSent) > BULK * Math.min(clientSent, serverSent);
            boolean isAnswer = isOneWay && Math.max(client, server) < SEGMENT;
            return isAnswer ? clientSentMore : client > 0;
        }
        return clientSentMore;
    }

    Direction hit(Flow flow) {
        return flow.direction(hitClientData);
    }
}
