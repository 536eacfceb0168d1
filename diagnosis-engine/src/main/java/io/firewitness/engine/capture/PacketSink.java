package io.firewitness.engine.capture;

/** Takes the packets of a capture in the order of the file. */
interface PacketSink {
    /** The packet is reused for the next one. */
    void packet(Packet packet);

    /** The capturing tool lost packets, as its own statistics say. */
    default void dropped(long packets) {}
}
