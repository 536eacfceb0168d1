package io.firewitness.engine.document;

import java.time.Instant;

/** A silence of a connection: no packet in either direction. */
public record Gap(Instant start, double seconds, long packetAfter) {}
