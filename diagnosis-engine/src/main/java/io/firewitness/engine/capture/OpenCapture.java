package io.firewitness.engine.capture;

import io.firewitness.engine.ContentType;
import io.firewitness.engine.InputStreamSupplier;
import io.firewitness.engine.input.CountingInput;
import io.firewitness.engine.input.ReadAhead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** A capture being read: as a file where it is a plain one of this machine, otherwise as a stream. */
final class OpenCapture implements AutoCloseable {
    private final ContentType type;
    private final ByteFeed feed;
    private final AutoCloseable resource;
    private CaptureFormat reader;

    private OpenCapture(ContentType type, ByteFeed feed, AutoCloseable resource) {
        this.type = type;
        this.feed = feed;
        this.resource = resource;
    }

    /** Opens the capture from its first byte; {@code progress} hears offsets, about once per MiB or seldomer. */
    static OpenCapture open(InputStreamSupplier source, LongConsumer progress) throws IOException {
        Path file = source.file();
        if (file != null && Files.isRegularFile(file)) {
            OpenCapture plain = plain(file, progress);
            if (plain != null) {
                return plain;
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
        CountingInput counting = new CountingInput(new SourceStream(in), progress);
        byte[] head = ContentType.readHead(counting);
        ContentType type = ContentType.detect(head);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), counting);
        if (!type.format().contains("+")) {
            return new OpenCapture(type, new StreamFeed(whole), resource);
        }
        InputStream unpacked = Compression.unpacked(type.format(), whole);
        ReadAhead ahead = new ReadAhead(unpacked, counting);
        return new OpenCapture(type, new StreamFeed(ahead), () -> {
            // The thread that unpacks ends before what it reads from is closed.
            try (resource;
                    unpacked;
                    ahead) {}
        });
    }

    /** Null where the file is compressed. */
    private static OpenCapture plain(Path file, LongConsumer progress) throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            ByteBuffer head = ByteBuffer.allocate(ContentType.HEAD_BYTES);
            while (head.hasRemaining() && channel.read(head, head.position()) >= 0) {
                // The head may come in pieces.
            }
            ContentType type = ContentType.detect(Arrays.copyOf(head.array(), head.position()));
            if (type.kind() == ContentType.Kind.CAPTURE && !type.format().contains("+")) {
                return new OpenCapture(type, new FileFeed(channel, progress), channel);
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    String formatName() {
        return type.format();
    }

    /** Follows the connections of all of it, with a second thread where that is worth it. */
    ReadEnd track(Tracker tracker) throws IOException {
        boolean isLarge = feed instanceof FileFeed file && file.size() >= PiecewiseReader.LEAST;
        if (!isLarge || Runtime.getRuntime().availableProcessors() < 2) {
            return read(tracker);
        }
        CaptureFormat begun = format(tracker);
        ReadEnd end = begun.begin();
        if (end != null) {
            return end;
        }
        FileFeed file = (FileFeed) feed;
        PiecewiseReader pieces = new PiecewiseReader(file.channel(), begun, tracker, file.progress());
        end = pieces.read(feed.offset());
        reader = pieces.format();
        return end;
    }

    /** What tells the tool that wrote the file, and its settings, from others, as far as the file was read. */
    String recorder() {
        return formatName(type) + reader.recorder();
    }

    /** Reads all of it. */
    ReadEnd read(PacketSink sink) throws IOException {
        return format(sink).read();
    }

    /** Reads the records of some ranges and those that say how they are to be read. */
    void read(PacketSink sink, FileRanges ranges) throws IOException {
        CaptureFormat format = format(sink);
        if (format.begin() != null) {
            return;
        }
        for (FileRanges.Range range : ranges.sorted()) {
            feed.stopAfter = range.last();
            feed.seek(Math.max(range.first(), feed.offset()));
            format.records();
        }
    }

    /** Reads records that begin at most so many bytes from the start. */
    void readHead(PacketSink sink, long bytes) throws IOException {
        feed.stopAfter = bytes;
        read(sink);
    }

    private CaptureFormat format(PacketSink sink) {
        String format = formatName(type);
        reader = switch (format) {
            case "pcap" -> new PcapFormat(feed, sink);
            case "pcapng" -> new PcapngFormat(feed, sink);
            case "snoop" -> new SnoopFormat(feed, sink);
            default -> throw new IllegalArgumentException("not a capture: " + format);
        };
        return reader;
    }

    /** Without what is around it. */
    private static String formatName(ContentType type) {
        int plus = type.format().indexOf('+');
        return plus < 0 ? type.format() : type.format().substring(0, plus);
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
