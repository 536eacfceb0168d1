package io.firewitness.engine.document;

/** A number of payload bytes for each direction. */
public record DirectionBytes(long clientToServer, long serverToClient) {}
