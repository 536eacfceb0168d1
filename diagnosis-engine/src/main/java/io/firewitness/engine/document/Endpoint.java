package io.firewitness.engine.document;

/** Address and port of one end of a connection. */
public record Endpoint(String address, int port) {}
