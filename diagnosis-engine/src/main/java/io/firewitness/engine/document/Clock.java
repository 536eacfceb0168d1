package io.firewitness.engine.document;

/** Offset of a file's clock against the case's first capture, with its uncertainty, in milliseconds. */
public record Clock(String artifact, Double offsetMs, Double uncertaintyMs, Text basis) {}
