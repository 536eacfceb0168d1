package io.firewitness.engine.document;

/**
 * The place where a connection was cut.
 *
 * @param direction direction of the data that was hit: {@code client-to-server} or {@code server-to-client}
 * @param streamOffset payload bytes of that direction that got through; {@code null} where the start was not captured
 * @param packet number of the packet that ended it, or of the first retransmission for a silent drop; counted from 1
 * @param segmentDigest keyed digest of the first bytes that did not get through, {@code hmac-sha256:…}; {@code null} where
 *     the payload was not captured
 */
public record Kill(String direction, Long streamOffset, long packet, String segmentDigest) {}
