package io.firewitness.engine.document;

/** Routers between the place of capture and each end, assuming initial TTLs of 64, 128 or 255; {@code null} where unknown. */
public record Hops(Integer fromClient, Integer fromServer) {}
