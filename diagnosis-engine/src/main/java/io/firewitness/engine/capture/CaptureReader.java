package io.firewitness.engine.capture;

import io.firewitness.engine.InputStreamSupplier;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.LongConsumer;

/** Reads one capture, once, and hands back its flows. */
public final class CaptureReader {
    private CaptureReader() {}

    /**
     * What a capture holds.
     *
     * @param format its format
     * @param flows in order of their first packet
     * @param retired those that ended well and were let go
     * @param packets packets read
     * @param ignored packets with neither TCP nor UDP, or not decodable
     * @param untracked packets of connections beyond the number that fits into memory
     * @param dropped packets the capturing tool lost, or null where it does not say
     * @param clockSteps where its clock was set back
     * @param firstTime nanoseconds since 1970, or {@link Long#MIN_VALUE} without packets
     * @param lastTime nanoseconds since 1970
     * @param headersOnly at least half of the payloads are cut
     * @param brokenAtByte first byte that could not be used, or -1
     * @param reason message key for it, or null
     * @param skipped bytes that could not be used although reading went on behind them
     * @param layouts offsets of the records that say how others are to be read, for a second pass
     */
    public record Capture(
            String format,
            List<Flow> flows,
            RetiredFlows retired,
            long packets,
            long ignored,
            long untracked,
            Long dropped,
            List<ClockWatch.Step> clockSteps,
            long firstTime,
            long lastTime,
            boolean headersOnly,
            long brokenAtByte,
            String reason,
            long skipped,
            List<Long> layouts) {}

    /**
     * Reads to the end, or to where the file is damaged; does not close the stream.
     *
     * @param in the bytes of the file
     * @param progress hears the number of bytes read, about once per MiB
     * @throws IOException where the stream itself fails
     */
    public static Capture read(InputStream in, LongConsumer progress) throws IOException {
        try (OpenCapture capture = OpenCapture.of(in, progress)) {
            return read(capture);
        }
    }

    /**
     * Reads to the end, or to where the file is damaged; a plain file of this machine fastest.
     *
     * @param source opens the bytes of the file
     * @param progress hears the number of bytes read, every few MiB
     * @throws IOException where the source itself fails
     */
    public static Capture read(InputStreamSupplier source, LongConsumer progress) throws IOException {
        try (OpenCapture capture = OpenCapture.open(source, progress)) {
            return read(capture);
        }
    }

    private static Capture read(OpenCapture capture) throws IOException {
        Tracker tracker = new Tracker();
        ReadEnd end = capture.track(tracker);
        return new Capture(
                capture.formatName(),
                tracker.flows(),
                tracker.retired(),
                tracker.packets,
                tracker.ignored,
                tracker.untracked,
                tracker.drops.total(),
                tracker.clock.steps(),
                tracker.firstTime,
                tracker.lastTime,
                tracker.cutPayloads * 2 > tracker.payloads,
                end.brokenAtByte(),
                end.reason(),
                end.skipped(),
                tracker.layouts);
    }
}
