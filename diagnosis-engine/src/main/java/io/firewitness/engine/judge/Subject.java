package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Direction;
import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.capture.KillWindows;
import io.firewitness.engine.capture.Reset;
import io.firewitness.engine.capture.TtlTally;
import java.util.List;

/** One flow of a capture with what its neighbours add: the end points' TTLs over all connections, and its retry chain. */
final class Subject {
    /** Payload of the packets in use, at most. */
    private static final long SEGMENT = 1460;

    final Flow flow;
    final Ending ending;
    /** Number of the connection in its capture, from 1. */
    final int number;
    /** TTLs of each end point over the whole capture. */
    final TtlTally clientTtls;

    final TtlTally serverTtls;
    final boolean isBackup;
    Chain chain;
    /** True where the capture says that it lost packets. */
    boolean isFromLossyCapture;
    /** The same connection at other places. */
    List<Counterpart> counterparts = List.of();
    /** What its own place shows; kept only where there are other places. */
    Judgement judgement;
    /** Payload around the cut, where it was read; null elsewhere. */
    KillWindows.Window window;

    Subject(Flow flow, Ending ending, int number, TtlTally clientTtls, TtlTally serverTtls, boolean isBackup) {
        this.flow = flow;
        this.ending = ending;
        this.number = number;
        this.clientTtls = clientTtls;
        this.serverTtls = serverTtls;
        this.isBackup = isBackup;
    }

    /** What a RST of this side is compared with: its own packets where there are enough, else those of its host. */
    TtlTally baseline(boolean ofClient, int minimum) {
        TtlTally own = flow.direction(ofClient).ttls();
        return own.total() >= minimum ? own : ofClient ? clientTtls : serverTtls;
    }

    boolean isKilled() {
        return ending.mode() == Ending.Mode.RESET || ending.mode() == Ending.Mode.STALL;
    }

    /** The packet whose file names it: the one that ended it where it was cut, else its last one. */
    long namedBy() {
        return !isKilled()
                ? flow.lastPacket()
                : ending.reset() != null
                        ? ending.reset().packet()
                        : ending.stall().firstPacket();
    }

    /** True where its capture lacks packets: as it says itself, or as acknowledgements of unseen bytes show. */
    boolean isLossy() {
        return isFromLossyCapture
                || flow.fromClient().unseen() > 0
                || flow.fromServer().unseen() > 0;
    }

    /** True where a segment that is no RST ended it in a host's name. */
    boolean isInjected() {
        return flow.injected() != null
                && ending.reset() != null
                && ending.reset().packet() == flow.injected().segment().packet();
    }

    /** True where the stream began with a greeting of TLS: equal contents then leave no equal bytes. */
    boolean isTls() {
        return flow.fromClient().hasClientHello();
    }

    Direction hit() {
        return ending.hit(flow);
    }

    /** First byte that is not known to have got through. */
    long killOffset() {
        return ending.mode() == Ending.Mode.STALL && ending.stall() != null
                ? Math.min(ending.stall().offset(), hit().dataEnd())
                : hit().acknowledgedPayload();
    }

    /**
     * Where it was cut, as exactly as can be told. Who answers a packet of a connection that he does not keep acknowledges its last byte
     * (RFC 9293, section 3.10.7.1): a RST that acknowledges more than the host had names the packet that met it, while
     * {@link #killOffset} depends on how much was under way.
     */
    long place() {
        Reset r = ending.reset();
        boolean isNamed = ending.mode() == Ending.Mode.RESET
                && r.hasAck()
                && r.fromClient() != ending.hitClientData()
                && r.acknowledgement() <= hit().dataEnd();
        return isNamed ? Math.max(killOffset(), r.acknowledgement() - SEGMENT) : killOffset();
    }

    /** True where it was killed with more than a greeting behind it or under way, so that the place may tell something. */
    boolean isKilledInBulk(Thresholds limits) {
        return flow.isTcp()
                && isKilled()
                && !isInKeyExchange(limits)
                && Math.max(killOffset(), hit().dataEnd()) >= limits.sameOffsetMinimum;
    }

    /** True where it ended before any bulk data, right after a TLS greeting of the client. */
    boolean isInKeyExchange(Thresholds limits) {
        return flow.fromClient().hasClientHello()
                && flow.fromClient().dataEnd() <= limits.earlyBytes
                && flow.fromServer().dataEnd() <= limits.earlyBytes
                && flow.fromClient().segments() - flow.fromClient().retransmissions() <= 4;
    }
}
