package io.firewitness.engine.document;

import java.time.Instant;

/**
 * How a connection ended.
 *
 * @param type {@code reset}, {@code fin}, {@code timeout} or {@code open}
 * @param packet the ending packet; {@code null} for {@code open}
 * @param artifact id of the file that holds it, where it is another one than the connection is named by; else {@code null}
 * @param time its time
 * @param claimedFrom source address of that packet
 * @param actor {@code client}, {@code server}, {@code device} or {@code unknown}: who really sent it
 */
public record Close(String type, Long packet, String artifact, Instant time, String claimedFrom, String actor) {}
