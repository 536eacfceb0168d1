package io.firewitness.engine.document;

import java.time.Instant;

/**
 * A silence of a connection: no packet in either direction.
 *
 * @param packetAfter the packet that ended it
 * @param artifact id of the file that holds it, where it is another one than the connection is named by; else {@code null}
 */
public record Gap(Instant start, double seconds, long packetAfter, String artifact) {}
