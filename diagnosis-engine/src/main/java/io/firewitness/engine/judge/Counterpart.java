package io.firewitness.engine.judge;

/**
 * The same connection, seen somewhere else: in another capture, at another interface, or at the other side of a NAT.
 *
 * @param subject the connection there
 * @param side where that is
 * @param isNearerClient true where that place lies between this one and the client
 * @param isNearerServer true where it lies between this one and the server; neither is set where the order is unknown
 * @param clockNanos that clock minus this one, or {@link #UNKNOWN}
 */
record Counterpart(Subject subject, Side side, boolean isNearerClient, boolean isNearerServer, long clockNanos) {
    static final long UNKNOWN = Long.MIN_VALUE;

    /** True where what that place lacks until a moment of this clock was not there. */
    boolean isCompleteUntil(long time) {
        return clockNanos != UNKNOWN && side.isCompleteUntil(subject.flow, time + clockNanos);
    }

    boolean isNearer(boolean client) {
        return client ? isNearerClient : isNearerServer;
    }
}
