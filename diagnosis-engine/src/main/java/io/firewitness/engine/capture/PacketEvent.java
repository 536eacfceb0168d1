package io.firewitness.engine.capture;

import java.time.Instant;

/**
 * One packet of a chosen connection. Offsets are payload bytes from the start of the direction (of the first packet seen,
 * where the start is missing).
 *
 * @param packet number from 1
 * @param time its time
 * @param fromClient sent by the client, as it claims
 * @param from first payload offset; for a RST its sequence number as offset
 * @param to end of the payload, equal to {@code from} without payload
 * @param isAgain all of its payload had been sent before
 * @param hasAck ACK flag
 * @param ack acknowledged offset of the other direction
 * @param isDuplicateAck the same acknowledgement again, without payload
 * @param isReset RST flag
 * @param ttl TTL or hop limit
 */
public record PacketEvent(
        long packet,
        Instant time,
        boolean fromClient,
        long from,
        long to,
        boolean isAgain,
        boolean hasAck,
        long ack,
        boolean isDuplicateAck,
        boolean isReset,
        int ttl) {}
