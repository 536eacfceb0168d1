package io.firewitness.engine.document;

import java.time.Instant;

/** A place in a connection worth showing: {@code type} is {@code cut}, {@code reset}, {@code last-ack}, {@code idle} or {@code stall}. */
public record Mark(String type, long packet, Instant time, Text text) {}
