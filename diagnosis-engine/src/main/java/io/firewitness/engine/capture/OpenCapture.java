package io.firewitness.engine.capture;

import io.firewitness.engine.ContentType;
import io.firewitness.engine.InputStreamSupplier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/** A capture being read: mapped into memory where it is a plain file of this machine, otherwise as a stream. */
final class OpenCapture implements AutoCloseable {
    private static final int GZIP_BUFFER = 1 << 16;
    /** Below this, mapping costs more than it saves. */
    private static final long LEAST_MAPPED = 1 << 20;

    private final ContentType type;
    private final ByteFeed feed;
    private final AutoCloseable resource;

    private OpenCapture(ContentType type, ByteFeed feed, AutoCloseable resource) {
        this.type = type;
        this.feed = feed;
        this.resource = resource;
    }

    /** Opens the capture from its first byte; {@code progress} hears offsets, about once per MiB or seldomer. */
    static OpenCapture open(InputStreamSupplier source, LongConsumer progress) throws IOException {
        Path file = source.file();
        if (file != null && Files.isRegularFile(file) && Files.size(file) >= LEAST_MAPPED) {
            OpenCapture mapped = map(file, progress);
            if (mapped != null) {
                return mapped;
            }
        }
        InputStream in = source.open();
        try {
            return of(in, progress, in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Reads a stream, which stays open. */
    static OpenCapture of(InputStream in, LongConsumer progress) throws IOException {
        return of(in, progress, () -> {});
    }

    private static OpenCapture of(InputStream in, LongConsumer progress, AutoCloseable resource) throws IOException {
        InputStream raw = new SourceStream(in, progress);
        byte[] head = raw.readNBytes(ContentType.HEAD_BYTES);
        ContentType type = ContentType.detect(head);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), raw);
        boolean isGzip = type.format().endsWith("+gzip");
        return new OpenCapture(
                type, new StreamFeed(isGzip ? new GZIPInputStream(whole, GZIP_BUFFER) : whole), resource);
    }

    /** Null where the file is compressed, or lies on a file system that cannot map it. */
    @SuppressWarnings("MustBeClosed") // closed with the capture
    private static OpenCapture map(Path file, LongConsumer progress) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file)) {
            MemorySegment mapped = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            byte[] head = new byte[ContentType.HEAD_BYTES];
            MemorySegment.copy(mapped, 0, MemorySegment.ofArray(head), 0, Math.min(head.length, mapped.byteSize()));
            ContentType type = ContentType.detect(head);
            if (!type.format().contains("+")) {
                return new OpenCapture(type, new MappedFeed(mapped, progress), arena);
            }
        } catch (IOException | UnsupportedOperationException cannotMap) {
            // It is read as a stream then.
        }
        arena.close();
        return null;
    }

    String formatName() {
        return type.format();
    }

    /** Reads all of it. */
    ReadEnd read(PacketSink sink) throws IOException {
        try {
            return format(sink).read();
        } catch (InternalError unmapped) {
            return shortened(unmapped);
        }
    }

    /** Reads the records of some ranges and those that say how they are to be read. */
    void read(PacketSink sink, FileRanges ranges) throws IOException {
        try {
            CaptureFormat format = format(sink);
            if (format.begin() != null) {
                return;
            }
            for (FileRanges.Range range : ranges.sorted()) {
                feed.stopAfter = range.last();
                feed.seek(Math.max(range.first(), feed.offset()));
                format.records();
            }
        } catch (InternalError unmapped) {
            shortened(unmapped);
        }
    }

    /** The only internal error that reading mapped bytes raises is that they are gone: the file was made shorter. */
    private ReadEnd shortened(InternalError error) {
        if (feed instanceof MappedFeed) {
            return new ReadEnd(feed.offset(), ReadEnd.CUT);
        }
        throw error;
    }

    private CaptureFormat format(PacketSink sink) {
        String format = type.format();
        int plus = format.indexOf('+');
        return switch (plus < 0 ? format : format.substring(0, plus)) {
            case "pcap" -> new PcapFormat(feed, sink);
            case "pcapng" -> new PcapngFormat(feed, sink);
            case "snoop" -> new SnoopFormat(feed, sink);
            default -> throw new IllegalArgumentException("not a capture: " + format);
        };
    }

    @Override
    public void close() throws IOException {
        try {
            resource.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
