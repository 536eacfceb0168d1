package io.firewitness.engine.log;

/**
 * An address a log names.
 *
 * @param host name or address
 * @param port port, or 0 where none is printed
 * @param kind {@code data-mover}, {@code data-mover-host}, {@code cloud-gateway}, {@code tenant-link}, {@code control} or
 *     {@code vcenter}
 * @param at the line
 */
record EndpointSeen(String host, int port, String kind, Where at) {}
