package io.firewitness.engine.document;

/** Packets of a connection in one of the files that hold it, counted in that file. */
public record ConnectionPart(String artifact, String artifactId, long firstPacket, long lastPacket) {}
