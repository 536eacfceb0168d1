package io.firewitness.engine.capture;

/** Takes the packets of a capture in the order of the file. */
interface PacketSink {
    /** The packet is reused for the next one, unless {@link #next} gives another. */
    void packet(Packet packet);

    /** The packet to fill after this one. */
    default Packet next(Packet packet) {
        return packet;
    }

    /** At this offset lies a record that says how others are to be read; a second pass must not leave it out. */
    default void layout(long position) {}

    /** The capturing tool lost packets before the next one. */
    default void lost(long packets) {}

    /** The capturing tool has lost so many packets since it began, as one of its counters says. */
    default void lostSoFar(int counter, long packets) {}
}
