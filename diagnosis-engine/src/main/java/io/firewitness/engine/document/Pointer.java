package io.firewitness.engine.document;

/** A place in a file: exactly one of packet (from 1), line (from 1) and byte (from 0) is set. */
public record Pointer(
        String artifact,
        Long packet,
        Long line,
        @Member("byte") Long byteOffset) {
    /** A packet of a capture. */
    public static Pointer packet(String artifact, long packet) {
        return new Pointer(artifact, packet, null, null);
    }

    /** A line of a log. */
    public static Pointer line(String artifact, long line) {
        return new Pointer(artifact, null, line, null);
    }
}
