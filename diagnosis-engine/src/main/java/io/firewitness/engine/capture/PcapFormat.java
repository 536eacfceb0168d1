package io.firewitness.engine.capture;

import java.io.IOException;

/** Classic pcap: micro- and nanoseconds, both byte orders, and the variant with 24-byte record headers. */
final class PcapFormat {
    /** Longest record taken for real; libpcap's own limit for most link types is 256 KiB. */
    private static final int MAX_RECORD = 1 << 20;

    private static final int NANOSECONDS = 0xA1B23C4D;
    private static final int LONG_RECORDS = 0xA1B2CD34;

    private PcapFormat() {}

    static ReadEnd read(ByteFeed feed, PacketSink sink) throws IOException {
        if (!feed.ensure(24)) {
            return new ReadEnd(feed.offset(), feed.isDamaged ? ReadEnd.BAD_COMPRESSION : ReadEnd.BAD_HEADER);
        }
        int magic = Bytes.i32(feed.buffer, feed.position);
        boolean swapped = magic >>> 24 != 0xA1;
        int number = swapped ? Integer.reverseBytes(magic) : magic;
        int headerSize = number == LONG_RECORDS ? 24 : 16;
        long unit = number == NANOSECONDS ? 1 : 1000;
        Packet p = new Packet();
        int linkWord = Bytes.i32(feed.buffer, feed.position + 20, swapped);
        p.link = linkWord & 0xFFFF;
        // The upper bits may announce a frame check sequence behind each packet; IP lengths make it harmless.
        feed.position += 24;
        while (true) {
            long recordStart = feed.offset();
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
            if (!feed.ensure(headerSize + captured)) {
                return ReadEnd.at(feed, recordStart);
            }
            p.number++;
            p.time = seconds * 1_000_000_000L + fraction * unit;
            p.bytes = feed.buffer;
            p.start = feed.position + headerSize;
            p.captured = captured;
            p.original = original;
            sink.packet(p);
            feed.position += headerSize + captured;
        }
    }
}
