package io.firewitness.engine.capture;

import java.io.IOException;

/** The Solaris snoop format (RFC 1761): big-endian, records padded. */
final class SnoopFormat extends CaptureFormat {
    private static final int MAX_RECORD = 1 << 20;
    private static final int RECORD_HEADER = 24;

    private final Records shape = new Records();
    private final Damage damage;
    private int link;
    private long drops = -1;

    SnoopFormat(ByteFeed feed, PacketSink sink) {
        super(feed, sink);
        this.damage = new Damage(feed, shape, 1);
    }

    @Override
    ReadEnd begin() throws IOException {
        if (!feed.ensure(16)) {
            return new ReadEnd(feed.offset(), feed.isDamaged ? ReadEnd.BAD_COMPRESSION : ReadEnd.BAD_HEADER);
        }
        link = link(Bytes.i32(feed.buffer, feed.position + 12));
        feed.position += 16;
        return null;
    }

    /** Data link types (RFC 1761 and Solaris' dlpi.h) as link types of pcap; -1 for those that no backup runs over. */
    private static int link(int dataLink) {
        return switch (dataLink) {
            case 0, 4, 0x18, 0x19 -> LinkLayers.ETHERNET;
            case 0x1A -> LinkLayers.SNOOP_INFINIBAND;
            case 0x8000_0001, 0x8000_0002, 0x8000_0007 -> LinkLayers.RAW;
            case 0x8000_0005 -> LinkLayers.IPNET;
            default -> -1;
        };
    }

    @Override
    String recorder() {
        return " " + link;
    }

    @Override
    ReadEnd records() throws IOException {
        while (true) {
            long recordStart = feed.offset();
            if (recordStart > feed.stopAfter) {
                return damage.end(ReadEnd.WHOLE);
            }
            if (!feed.ensure(RECORD_HEADER)) {
                return damage.end(ReadEnd.at(feed, recordStart));
            }
            byte[] b = feed.buffer;
            int at = feed.position;
            int original = Bytes.i32(b, at);
            int captured = Bytes.i32(b, at + 4);
            int length = Bytes.i32(b, at + 8);
            if (captured < 0 || length < RECORD_HEADER || length > MAX_RECORD || captured > length - RECORD_HEADER) {
                if (!damage.isPassed(ReadEnd.BAD_LENGTH, mayResume)) {
                    return damage.end(ReadEnd.WHOLE);
                }
                continue;
            }
            long dropsSoFar = Bytes.i32(b, at + 12) & 0xFFFFFFFFL;
            long seconds = Bytes.i32(b, at + 16) & 0xFFFFFFFFL;
            long micros = Bytes.i32(b, at + 20) & 0xFFFFFFFFL;
            if (!feed.has(length, RECORD_HEADER + Packet.HEAD)) {
                if (!feed.isDamaged && damage.isPassed(ReadEnd.CUT, mayResume)) {
                    continue;
                }
                return damage.end(ReadEnd.at(feed, recordStart));
            }
            if (dropsSoFar != drops) {
                sink.lostSoFar(0, dropsSoFar);
                drops = dropsSoFar;
            }
            shape.seen(seconds, captured);
            p.time = seconds * 1_000_000_000L + micros * 1000;
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

    @Override
    void follow(CaptureFormat before) {
        shape.follow(((SnoopFormat) before).shape);
    }

    /** Its files are old and small: they are read in one thread. */
    @Override
    long firstRecord(ByteFeed other, long from, long last) {
        return -1;
    }

    private static final class Records extends RecordShape {
        private static final int MOST_PADDING = 8;

        @Override
        public int length(byte[] b, int at, int limit) {
            int captured = Bytes.i32(b, at + 4);
            int length = Bytes.i32(b, at + 8);
            int padding = length - RECORD_HEADER - captured;
            boolean isPlausible = isPlausible(Bytes.i32(b, at + 16) & 0xFFFFFFFFL, captured, Bytes.i32(b, at))
                    && padding >= 0
                    && padding <= MOST_PADDING
                    && Integer.compareUnsigned(Bytes.i32(b, at + 20), 1_000_000) < 0;
            return isPlausible ? length : NONE;
        }

        @Override
        public int headerLength() {
            return RECORD_HEADER;
        }

        @Override
        public int longestFrame() {
            return 0;
        }
    }
}
