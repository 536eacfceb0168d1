package io.firewitness.engine.capture;

import java.io.IOException;

/** Classic pcap: micro- and nanoseconds, both byte orders, and the variant with 24-byte record headers. */
final class PcapFormat extends CaptureFormat {
    /** Longest record taken for real; libpcap's own limit for most link types is 256 KiB. */
    private static final int MAX_RECORD = 1 << 20;

    private static final int FILE_HEADER = 24;
    /** A record is recognised by so many in a row, and looked for so far. */
    private static final int CHAIN = 5;

    private static final int GUESS_REACH = 1 << 18;
    private static final int USUAL_RECORD = 1 << 18;
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600;

    private static final int NANOSECONDS = 0xA1B23C4D;
    private static final int LONG_RECORDS = 0xA1B2CD34;

    private boolean swapped;
    private int headerSize;
    private long unit;
    private int link;

    PcapFormat(ByteFeed feed, PacketSink sink) {
        super(feed, sink);
    }

    @Override
    ReadEnd begin() throws IOException {
        if (!feed.ensure(FILE_HEADER)) {
            return new ReadEnd(feed.offset(), feed.isDamaged ? ReadEnd.BAD_COMPRESSION : ReadEnd.BAD_HEADER);
        }
        int magic = Bytes.i32(feed.buffer, feed.position);
        swapped = magic >>> 24 != 0xA1;
        int number = swapped ? Integer.reverseBytes(magic) : magic;
        headerSize = number == LONG_RECORDS ? 24 : 16;
        unit = number == NANOSECONDS ? 1 : 1000;
        int linkWord = Bytes.i32(feed.buffer, feed.position + 20, swapped);
        link = linkWord & 0xFFFF;
        // The upper bits may announce a frame check sequence behind each packet; IP lengths make it harmless.
        feed.position += FILE_HEADER;
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
            p.link = link;
            p.take(feed, headerSize, captured, original);
            emit();
            feed.position += headerSize + captured;
        }
    }

    @Override
    PcapFormat resumed(ByteFeed other, PacketSink otherSink) {
        PcapFormat copy = new PcapFormat(other, otherSink);
        copy.swapped = swapped;
        copy.headerSize = headerSize;
        copy.unit = unit;
        copy.link = link;
        return copy;
    }

    @Override
    long firstRecord(ByteFeed other, long from, long last) throws IOException {
        if (from < FILE_HEADER) {
            return FILE_HEADER;
        }
        long end = Math.min(last, from + GUESS_REACH);
        for (long at = from; at <= end; at++) {
            if (isChain(other, at)) {
                return at;
            }
        }
        return -1;
    }

    /** Several records in a row, none of them longer than can be and each close to the other in time. */
    private boolean isChain(ByteFeed other, long start) throws IOException {
        long at = start;
        long before = -1;
        for (int i = 0; i < CHAIN; i++) {
            other.seek(at);
            if (!other.ensure(headerSize)) {
                return i > 0 && other.available() == 0;
            }
            byte[] b = other.buffer;
            int p = other.position;
            long seconds = Bytes.i32(b, p, swapped) & 0xFFFFFFFFL;
            long fraction = Bytes.i32(b, p + 4, swapped) & 0xFFFFFFFFL;
            int captured = Bytes.i32(b, p + 8, swapped);
            int original = Bytes.i32(b, p + 12, swapped);
            if (captured <= 0
                    || captured > USUAL_RECORD
                    || original < captured
                    || original > USUAL_RECORD
                    || fraction * unit >= SECOND
                    || (before >= 0 && Math.abs(seconds - before) > HOUR)) {
                return false;
            }
            before = seconds;
            at += headerSize + captured;
        }
        return true;
    }
}
