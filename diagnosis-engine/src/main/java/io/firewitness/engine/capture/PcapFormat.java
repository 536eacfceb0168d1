package io.firewitness.engine.capture;

import java.io.IOException;

/** Classic pcap: micro- and nanoseconds, both byte orders, and the variant with 24-byte record headers. */
final class PcapFormat extends CaptureFormat {
    /** Longest record taken for real; libpcap's own limit for most link types is 256 KiB. */
    private static final int MAX_RECORD = 1 << 20;

    private static final int NANOSECONDS = 0xA1B23C4D;
    private static final int LONG_RECORDS = 0xA1B2CD34;

    private boolean swapped;
    private int headerSize;
    private long unit;

    PcapFormat(ByteFeed feed, PacketSink sink) {
        super(feed, sink);
    }

    @Override
    ReadEnd begin() throws IOException {
        if (!feed.ensure(24)) {
            return new ReadEnd(feed.offset(), feed.isDamaged ? ReadEnd.BAD_COMPRESSION : ReadEnd.BAD_HEADER);
        }
        int magic = Bytes.i32(feed.buffer, feed.position);
        swapped = magic >>> 24 != 0xA1;
        int number = swapped ? Integer.reverseBytes(magic) : magic;
        headerSize = number == LONG_RECORDS ? 24 : 16;
        unit = number == NANOSECONDS ? 1 : 1000;
        int linkWord = Bytes.i32(feed.buffer, feed.position + 20, swapped);
        p.link = linkWord & 0xFFFF;
        // The upper bits may announce a frame check sequence behind each packet; IP lengths make it harmless.
        feed.position += 24;
        return null;
    }

    @Override
    ReadEnd records() throws IOException {
        while (true) {
            long recordStart = feed.offset();
            if (recordStart > feed.stopAfter) {
                return ReadEnd.WHOLE;
            }
            if (!feed.ensure(headerSize)) {
                return ReadEnd.at(feed, recordStart);
            }
            byte[] b = feed.buffer;
            int at = feed.position;
            int captured = Bytes.i32(b, at + 8, swapped);
            int original = Bytes.i32(b, at + 12, swapped);
            if (captured < 0 || captured > MAX_RECORD) {
                return new ReadEnd(recordStart, ReadEnd.BAD_LENGTH);
            }
            long seconds = Bytes.i32(b, at, swapped) & 0xFFFFFFFFL;
            long fraction = Bytes.i32(b, at + 4, swapped) & 0xFFFFFFFFL;
            if (!feed.has(headerSize + captured, headerSize + Packet.HEAD)) {
                return ReadEnd.at(feed, recordStart);
            }
            p.time = seconds * 1_000_000_000L + fraction * unit;
            p.take(feed, headerSize, captured, original);
            sink.packet(p);
            feed.position += headerSize + captured;
        }
    }
}
