package io.firewitness.engine.document;

import java.util.List;

/**
 * An address that logs name.
 *
 * @param address name or address as printed
 * @param port {@code null} where none is printed
 * @param kind {@code data-mover}, {@code data-mover-host}, {@code cloud-gateway}, {@code tenant-link}, {@code control} or
 *     {@code vcenter}
 * @param pointers lines that name it, at most 64
 */
public record LogEndpoint(String address, Integer port, String kind, List<Pointer> pointers) {
    public LogEndpoint {
        pointers = List.copyOf(pointers);
    }
}
