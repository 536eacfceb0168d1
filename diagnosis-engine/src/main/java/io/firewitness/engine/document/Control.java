package io.firewitness.engine.document;

/** An attempt of another object that passed the same place. */
public record Control(String object, String artifact, Long offset, Long line) {}
