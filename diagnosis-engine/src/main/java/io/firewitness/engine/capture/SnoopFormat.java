package io.firewitness.engine.capture;

import java.io.IOException;

/** The Solaris snoop format (RFC 1761): big-endian, records padded. */
final class SnoopFormat extends CaptureFormat {
    private static final int MAX_RECORD = 1 << 20;
    private static final int RECORD_HEADER = 24;

    private int link;

    SnoopFormat(ByteFeed feed, PacketSink sink) {
        super(feed, sink);
    }

    @Override
    ReadEnd begin() throws IOException {
        if (!feed.ensure(16)) {
            return new ReadEnd(feed.offset(), ReadEnd.BAD_HEADER);
        }
        // Data link 4 is Ethernet; other values have no common meaning here and decode to nothing.
        link = Bytes.i32(feed.buffer, feed.position + 12) == 4 ? 1 : -1;
        feed.position += 16;
        return null;
    }

    @Override
    ReadEnd records() throws IOException {
        while (true) {
            long recordStart = feed.offset();
            if (recordStart > feed.stopAfter) {
                return ReadEnd.WHOLE;
            }
            if (!feed.ensure(RECORD_HEADER)) {
                return ReadEnd.at(feed, recordStart);
            }
            byte[] b = feed.buffer;
            int at = feed.position;
            int original = Bytes.i32(b, at);
            int captured = Bytes.i32(b, at + 4);
            int length = Bytes.i32(b, at + 8);
            if (captured < 0 || length < RECORD_HEADER || length > MAX_RECORD || captured > length - RECORD_HEADER) {
                return new ReadEnd(recordStart, ReadEnd.BAD_LENGTH);
            }
            long time = (Bytes.i32(b, at + 16) & 0xFFFFFFFFL) * 1_000_000_000L
                    + (Bytes.i32(b, at + 20) & 0xFFFFFFFFL) * 1000;
            if (!feed.has(length, RECORD_HEADER + Packet.HEAD)) {
                return ReadEnd.at(feed, recordStart);
            }
            p.time = time;
            p.take(feed, RECORD_HEADER, captured, original);
            p.link = link;
            emit();
            feed.position += length;
        }
    }

    @Override
    SnoopFormat resumed(ByteFeed other, PacketSink otherSink) {
        SnoopFormat copy = new SnoopFormat(other, otherSink);
        copy.link = link;
        return copy;
    }

    /** Its files are old and small: they are read in one thread. */
    @Override
    long firstRecord(ByteFeed other, long from, long last) {
        return -1;
    }
}
