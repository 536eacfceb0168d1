package io.firewitness.engine.capture;

import java.io.IOException;

/** Reads the records of one capture. */
abstract class CaptureFormat {
    final ByteFeed feed;
    final PacketSink sink;
    final Packet p = new Packet();

    CaptureFormat(ByteFeed feed, PacketSink sink) {
        this.feed = feed;
        this.sink = sink;
    }

    /** Reads the header of the file; null where records can follow, otherwise where and why it is unusable. */
    abstract ReadEnd begin() throws IOException;

    /** Reads records up to the end, or to where the file is damaged, or to the first one behind {@link ByteFeed#stopAfter}. */
    abstract ReadEnd records() throws IOException;

    /** The whole file. */
    final ReadEnd read() throws IOException {
        ReadEnd end = begin();
        return end == null ? records() : end;
    }
}
