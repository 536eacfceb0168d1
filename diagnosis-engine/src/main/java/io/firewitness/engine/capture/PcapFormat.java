package io.firewitness.engine.capture;

import java.io.IOException;

/** Classic pcap as written by libpcap of all ages, in both byte orders; {@link PcapHeader} tells the variants apart. */
final class PcapFormat extends CaptureFormat {
    /** Longest record taken for real; libpcap's own limit for most link types is 256 KiB. */
    private static final int MAX_RECORD = 1 << 20;

    /** A record is recognised by so many in a row, and looked for so far. */
    private static final int CHAIN = 5;

    private static final int GUESS_REACH = 1 << 18;

    private PcapHeader header;
    private Records shape;
    private Damage damage;

    PcapFormat(ByteFeed feed, PacketSink sink) {
        super(feed, sink);
    }

    @Override
    ReadEnd begin() throws IOException {
        if (!feed.ensure(PcapHeader.LENGTH)) {
            return new ReadEnd(feed.offset(), feed.isDamaged ? ReadEnd.BAD_COMPRESSION : ReadEnd.BAD_HEADER);
        }
        begin(PcapHeader.read(feed.buffer, feed.position));
        feed.position += PcapHeader.LENGTH;
        return null;
    }

    private void begin(PcapHeader ofFile) {
        header = ofFile;
        shape = new Records(header);
        damage = new Damage(feed, shape, 1);
    }

    @Override
    ReadEnd records() throws IOException {
        boolean swapped = header.swapped();
        int headerSize = header.recordHeader();
        long unit = header.unit();
        boolean isPlain = header.hasPlainRecords();
        while (true) {
            long recordStart = feed.offset();
            if (recordStart > feed.stopAfter) {
                return damage.end(ReadEnd.WHOLE);
            }
            if (!feed.ensure(headerSize)) {
                return damage.end(ReadEnd.at(feed, recordStart));
            }
            byte[] b = feed.buffer;
            int at = feed.position;
            int captured = Bytes.i32(b, at + 8, swapped);
            int original = Bytes.i32(b, at + 12, swapped);
            if (!isPlain && header.isExchanged(captured, original)) {
                int first = captured;
                captured = original;
                original = first;
            }
            // A record of nothing but zeros is what a crash leaves in a file, not a packet.
            boolean isImpossible = captured <= 0 && (captured < 0 || original == 0);
            if (isImpossible || captured > MAX_RECORD) {
                if (!damage.isPassed(ReadEnd.BAD_LENGTH, mayResume)) {
                    return damage.end(ReadEnd.WHOLE);
                }
                continue;
            }
            long seconds = Bytes.i32(b, at, swapped) & 0xFFFFFFFFL;
            long fraction = Bytes.i32(b, at + 4, swapped) & 0xFFFFFFFFL;
            if (!feed.has(headerSize + captured, headerSize + Packet.HEAD)) {
                // Either the file is cut here, or this length is the damage and records follow.
                if (!feed.isDamaged && damage.isPassed(ReadEnd.CUT, mayResume)) {
                    continue;
                }
                return damage.end(ReadEnd.at(feed, recordStart));
            }
            shape.seen(seconds, captured);
            p.time = seconds * 1_000_000_000L + fraction * unit;
            p.take(feed, headerSize, captured, original);
            if (!isPlain) {
                CheckSequence.remove(p, header.checkSequence());
            }
            p.link = header.link();
            emit();
            feed.position += headerSize + captured;
        }
    }

    @Override
    String recorder() {
        return header == null ? "" : header.toString();
    }

    @Override
    PcapFormat resumed(ByteFeed other, PacketSink otherSink) {
        PcapFormat copy = new PcapFormat(other, otherSink);
        copy.begin(header);
        return copy;
    }

    @Override
    void follow(CaptureFormat before) {
        shape.follow(((PcapFormat) before).shape);
    }

    @Override
    long firstRecord(ByteFeed other, long from, long last) throws IOException {
        if (from < PcapHeader.LENGTH) {
            return PcapHeader.LENGTH;
        }
        long end = Math.min(last, from + GUESS_REACH);
        // Another thread may be guessing elsewhere.
        Records chain = new Records(header);
        for (long at = from; at <= end; at++) {
            if (isChain(other, at, chain)) {
                return at;
            }
        }
        return -1;
    }

    /** Several records in a row, none of them longer than can be and each close to the other in time. */
    private boolean isChain(ByteFeed other, long start, Records chain) throws IOException {
        long at = start;
        int size = header.recordHeader();
        chain.begin();
        for (int i = 0; i < CHAIN; i++) {
            other.seek(at);
            if (!other.ensure(size)) {
                return i > 0 && other.available() == 0;
            }
            int length = chain.length(other.buffer, other.position, other.limit);
            if (length < 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** What can be a record of this file. */
    private static final class Records extends RecordShape {
        private final PcapHeader header;

        Records(PcapHeader header) {
            this.header = header;
        }

        @Override
        public int length(byte[] b, int at, int limit) {
            int first = Bytes.i32(b, at + 8, header.swapped());
            int second = Bytes.i32(b, at + 12, header.swapped());
            boolean isExchanged = header.isExchanged(first, second);
            int captured = isExchanged ? second : first;
            long fraction = Bytes.i32(b, at + 4, header.swapped()) & 0xFFFFFFFFL;
            boolean isPlausible = fraction * header.unit() < 1_000_000_000L
                    && isPlausible(
                            Bytes.i32(b, at, header.swapped()) & 0xFFFFFFFFL, captured, isExchanged ? first : second);
            return isPlausible ? header.recordHeader() + captured : NONE;
        }

        @Override
        public int headerLength() {
            return header.recordHeader();
        }

        @Override
        public int longestFrame() {
            return header.snapLength();
        }
    }
}
