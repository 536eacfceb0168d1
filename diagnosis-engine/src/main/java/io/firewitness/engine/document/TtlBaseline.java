package io.firewitness.engine.document;

import java.util.List;

/**
 * TTLs (IPv4) or hop limits (IPv6) of one direction, resets and the handshake left out.
 *
 * @param mode most frequent value
 * @param share share of packets with that value, 0..1
 * @param count packets counted
 * @param outliers packets whose value differs, resets included; at most 16
 */
public record TtlBaseline(Integer mode, double share, long count, List<Outlier> outliers) {
    public TtlBaseline {
        outliers = List.copyOf(outliers);
    }

    /**
     * One packet with another TTL.
     *
     * @param artifact id of the file that holds it, where it is another one than the connection is named by; else
     *     {@code null}
     */
    public record Outlier(long packet, String artifact, int ttl) {}
}
