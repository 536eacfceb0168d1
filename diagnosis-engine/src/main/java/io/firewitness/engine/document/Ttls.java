package io.firewitness.engine.document;

/** TTL baselines of both directions. */
public record Ttls(TtlBaseline clientToServer, TtlBaseline serverToClient) {}
