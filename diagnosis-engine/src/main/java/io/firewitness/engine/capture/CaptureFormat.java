package io.firewitness.engine.capture;

import java.io.IOException;

/** Reads the records of one capture. */
abstract class CaptureFormat {
    final ByteFeed feed;
    final PacketSink sink;
    Packet p = new Packet();
    /** False where reading must end at damage instead of going on behind it. */
    boolean mayResume = true;

    CaptureFormat(ByteFeed feed, PacketSink sink) {
        this.feed = feed;
        this.sink = sink;
    }

    /** Reads the header of the file; null where records can follow, otherwise where and why it is unusable. */
    abstract ReadEnd begin() throws IOException;

    /** Reads records up to the end, or to where the file is damaged, or to the first one behind {@link ByteFeed#stopAfter}. */
    abstract ReadEnd records() throws IOException;

    /** What the file says of the tool that wrote it and of its settings, as far as read. */
    abstract String recorder();

    /** Hands the packet on. */
    final void emit() {
        sink.packet(p);
        p = sink.next(p);
    }

    /** A reader with what this one knows of the file, for records of another part of it. */
    abstract CaptureFormat resumed(ByteFeed other, PacketSink otherSink);

    /** Takes over what another reader has seen in the part before this one's. */
    abstract void follow(CaptureFormat before);

    /**
     * Where the first record between two offsets begins, by its looks; -1 where none is recognised. A wrong answer is found out
     * and costs time only.
     */
    abstract long firstRecord(ByteFeed other, long from, long last) throws IOException;

    /** The whole file. */
    final ReadEnd read() throws IOException {
        ReadEnd end = begin();
        return end == null ? records() : end;
    }
}
