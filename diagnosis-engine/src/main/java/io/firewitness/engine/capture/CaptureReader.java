package io.firewitness.engine.capture;

import io.firewitness.engine.ContentType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/** Reads one capture as a stream, once, and hands back its flows. */
public final class CaptureReader {
    private static final int GZIP_BUFFER = 1 << 16;

    private CaptureReader() {}

    /**
     * What a capture holds.
     *
     * @param format its format
     * @param flows in order of their first packet
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
     */
    public record Capture(
            String format,
            List<Flow> flows,
            long packets,
            long ignored,
            long untracked,
            Long dropped,
            List<ClockWatch.Step> clockSteps,
            long firstTime,
            long lastTime,
            boolean headersOnly,
            long brokenAtByte,
            String reason) {}

    /**
     * Reads to the end, or to where the file is damaged; does not close the stream.
     *
     * @param in the bytes of the file
     * @param progress hears the number of bytes read, about once per MiB
     * @throws IOException where the stream itself fails
     */
    public static Capture read(InputStream in, LongConsumer progress) throws IOException {
        Tracker tracker = new Tracker();
        InputStream raw = new SourceStream(in, progress);
        byte[] head = raw.readNBytes(ContentType.HEAD_BYTES);
        ContentType type = ContentType.detect(head);
        ReadEnd end = read(type, new SequenceInputStream(new ByteArrayInputStream(head), raw), tracker);
        return new Capture(
                type.format(),
                tracker.flows(),
                tracker.packets,
                tracker.ignored,
                tracker.untracked,
                tracker.hasDropReport ? tracker.dropped : null,
                tracker.clock.steps(),
                tracker.firstTime,
                tracker.lastTime,
                tracker.cutPayloads * 2 > tracker.payloads,
                end.brokenAtByte(),
                end.reason());
    }

    /** Hands every packet to the sink; for second passes. */
    static ReadEnd read(ContentType type, InputStream whole, PacketSink sink) throws IOException {
        String format = type.format();
        boolean isGzip = format.endsWith("+gzip");
        ByteFeed feed = new ByteFeed(isGzip ? new GZIPInputStream(whole, GZIP_BUFFER) : whole);
        return switch (isGzip ? format.substring(0, format.length() - 5) : format) {
            case "pcap" -> PcapFormat.read(feed, sink);
            case "pcapng" -> PcapngFormat.read(feed, sink);
            case "snoop" -> SnoopFormat.read(feed, sink);
            default -> throw new IllegalArgumentException("not a capture: " + format);
        };
    }
}
