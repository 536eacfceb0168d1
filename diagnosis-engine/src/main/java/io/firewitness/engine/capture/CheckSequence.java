package io.firewitness.engine.capture;

/** The frame check sequence that some tools keep behind a packet. It belongs to the link, and no payload may end with it. */
final class CheckSequence {
    private CheckSequence() {}

    /** Shortens the packet by as many bytes; where the capture is cut before them, they are only off the original length. */
    static void remove(Packet p, int bytes) {
        if (bytes > 0 && p.original >= bytes) {
            p.original -= bytes;
            p.captured = Math.min(p.captured, p.original);
            p.present = Math.min(p.present, p.captured);
        }
    }
}
