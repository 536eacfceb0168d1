package io.firewitness.engine.document;

/** Another class that the evidence leaves open, with its probability. */
public record Alternative(@Member("class") VerdictClass verdictClass, double confidence) {}
