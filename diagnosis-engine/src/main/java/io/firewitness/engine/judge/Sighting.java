package io.firewitness.engine.judge;

/** A connection at one of the places where it was seen. */
record Sighting(Subject subject, Side side) {}
