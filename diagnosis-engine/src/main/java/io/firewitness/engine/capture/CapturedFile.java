package io.firewitness.engine.capture;

/**
 * One file of a recording, as it was read.
 *
 * @param format its format
 * @param packetsBefore packets of the recording that lie in earlier files
 * @param packets packets read
 * @param ignored packets with neither TCP nor UDP, or not decodable
 * @param untracked packets of connections beyond the number that fits into memory
 * @param dropped packets the capturing tool lost, or null where it does not say
 * @param firstTime nanoseconds since 1970, or {@link Long#MIN_VALUE} without packets
 * @param lastTime nanoseconds since 1970
 * @param headersOnly at least half of the payloads are cut
 * @param brokenAtByte first byte that could not be used, or -1
 * @param reason message key for it, or null
 * @param skipped bytes that could not be used although reading went on behind them
 */
public record CapturedFile(
        String format,
        long packetsBefore,
        long packets,
        long ignored,
        long untracked,
        Long dropped,
        long firstTime,
        long lastTime,
        boolean headersOnly,
        long brokenAtByte,
        String reason,
        long skipped) {}
