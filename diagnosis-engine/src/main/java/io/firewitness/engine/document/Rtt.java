package io.firewitness.engine.document;

/** Round-trip times in milliseconds as seen at the place of capture. */
public record Rtt(double min, double median) {}
