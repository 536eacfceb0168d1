package io.firewitness.knowledge.content;

/** A role in a backup infrastructure, an end of a connection. */
public record Component(String id, Localized name) {}
