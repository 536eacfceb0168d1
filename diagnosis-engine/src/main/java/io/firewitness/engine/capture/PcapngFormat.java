package io.firewitness.engine.capture;

import java.io.IOException;
import java.util.Arrays;

/** pcapng: sections of either byte order, interfaces, enhanced, simple and obsolete packet blocks; others are skipped. */
final class PcapngFormat extends CaptureFormat {
    private static final int SECTION = 0x0A0D0D0A;
    private static final int BYTE_ORDER = 0x1A2B3C4D;
    private static final int INTERFACE = 1;
    private static final int OLD_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;
    /** Of the longest of the packet blocks. */
    private static final int PACKET_HEADER = 28;

    private static final int MAX_PACKET_BLOCK = 1 << 21;
    /** A block is recognised by so many in a row, and looked for so far. */
    private static final int CHAIN = 3;

    private static final int GUESS_REACH = 1 << 18;
    private static final int USUAL_BLOCK = 1 << 18;
    private static final int MAX_INTERFACES = 1 << 16;
    private static final int OPTION_RESOLUTION = 9;
    private static final int OPTION_OFFSET = 14;
    private static final int OPTION_INTERFACE_DROPS = 5;

    private boolean swapped;
    /** Interfaces of earlier sections: numbers go on counting, so that two sections never share one. */
    private int firstInterface;

    private int interfaces;
    private int[] links = new int[4];
    private int[] snapLengths = new int[4];
    private byte[] resolutions = new byte[4];
    private long[] offsets = new long[4];

    PcapngFormat(ByteFeed feed, PacketSink sink) {
        super(feed, sink);
    }

    @Override
    ReadEnd begin() {
        return null;
    }

    @Override
    ReadEnd records() throws IOException {
        while (true) {
            long blockStart = feed.offset();
            if (blockStart > feed.stopAfter) {
                return ReadEnd.WHOLE;
            }
            if (!feed.ensure(12)) {
                return ReadEnd.at(feed, blockStart);
            }
            int rawType = Bytes.i32(feed.buffer, feed.position);
            if (rawType == SECTION) {
                int order = Bytes.i32(feed.buffer, feed.position + 8);
                if (order != BYTE_ORDER && order != Integer.reverseBytes(BYTE_ORDER)) {
                    return new ReadEnd(blockStart, ReadEnd.BAD_HEADER);
                }
                swapped = order != BYTE_ORDER;
                firstInterface += interfaces;
                interfaces = 0;
                sink.layout(blockStart);
            }
            int type = rawType == SECTION ? SECTION : Bytes.i32(feed.buffer, feed.position, swapped);
            long length = Bytes.i32(feed.buffer, feed.position + 4, swapped) & 0xFFFFFFFFL;
            if (length < 12 || (length & 3) != 0) {
                return new ReadEnd(blockStart, ReadEnd.BAD_LENGTH);
            }
            boolean isRead = type == INTERFACE
                    || type == OLD_PACKET
                    || type == SIMPLE_PACKET
                    || type == ENHANCED_PACKET
                    || type == STATISTICS;
            if (!isRead) {
                if (!feed.skip(length)) {
                    return cut(blockStart);
                }
                continue;
            }
            if (length > MAX_PACKET_BLOCK) {
                return new ReadEnd(blockStart, ReadEnd.BAD_LENGTH);
            }
            boolean isPacket = type != INTERFACE && type != STATISTICS;
            if (!feed.has((int) length, isPacket ? PACKET_HEADER + Packet.HEAD : (int) length)) {
                return cut(blockStart);
            }
            if (type == INTERFACE) {
                sink.layout(blockStart);
            }
            int trailer = feed.peek((int) length - 4);
            int body = feed.position + 8;
            int end = feed.position + (int) length - 4;
            if ((swapped ? Integer.reverseBytes(trailer) : trailer) != (int) length || !block(type, body, end)) {
                return new ReadEnd(blockStart, ReadEnd.BAD_LENGTH);
            }
            feed.position += (int) length;
        }
    }

    @Override
    PcapngFormat resumed(ByteFeed other, PacketSink otherSink) {
        PcapngFormat copy = new PcapngFormat(other, otherSink);
        copy.swapped = swapped;
        copy.firstInterface = firstInterface;
        copy.interfaces = interfaces;
        copy.links = links.clone();
        copy.snapLengths = snapLengths.clone();
        copy.resolutions = resolutions.clone();
        copy.offsets = offsets.clone();
        return copy;
    }

    @Override
    long firstRecord(ByteFeed other, long from, long last) throws IOException {
        if (from == 0) {
            return 0;
        }
        long end = Math.min(last, from + GUESS_REACH);
        // Blocks begin at multiples of four bytes.
        for (long at = from; at <= end; at += 4) {
            if (isChain(other, at)) {
                return at;
            }
        }
        return -1;
    }

    /** Several packet blocks in a row whose two lengths agree. */
    private boolean isChain(ByteFeed other, long start) throws IOException {
        long at = start;
        for (int i = 0; i < CHAIN; i++) {
            other.seek(at);
            if (!other.ensure(12)) {
                return i > 0 && other.available() == 0;
            }
            int type = Bytes.i32(other.buffer, other.position, swapped);
            int length = Bytes.i32(other.buffer, other.position + 4, swapped);
            boolean isPacket = type == ENHANCED_PACKET || type == SIMPLE_PACKET || type == OLD_PACKET;
            if (!isPacket
                    || length < 16
                    || length > USUAL_BLOCK
                    || (length & 3) != 0
                    || !other.has(length, 12)
                    || (swapped ? Integer.reverseBytes(other.peek(length - 4)) : other.peek(length - 4)) != length) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private ReadEnd cut(long blockStart) {
        return feed.isDamaged ? ReadEnd.at(feed, blockStart) : new ReadEnd(blockStart, ReadEnd.CUT);
    }

    private boolean block(int type, int body, int end) {
        return switch (type) {
            case INTERFACE -> interfaceBlock(body, end);
            case ENHANCED_PACKET -> packetBlock(body, end, false);
            case OLD_PACKET -> packetBlock(body, end, true);
            case SIMPLE_PACKET -> simplePacket(body, end);
            default -> {
                statistics(body, end);
                yield true;
            }
        };
    }

    private boolean interfaceBlock(int body, int end) {
        if (body + 8 > end || interfaces >= MAX_INTERFACES) {
            return false;
        }
        if (interfaces == links.length) {
            int size = interfaces * 2;
            links = Arrays.copyOf(links, size);
            snapLengths = Arrays.copyOf(snapLengths, size);
            resolutions = Arrays.copyOf(resolutions, size);
            offsets = Arrays.copyOf(offsets, size);
        }
        byte[] b = feed.buffer;
        links[interfaces] = Bytes.u16(b, body, swapped);
        snapLengths[interfaces] = Bytes.i32(b, body + 4, swapped);
        resolutions[interfaces] = 6;
        offsets[interfaces] = 0;
        for (int at = body + 8; at + 4 <= end; ) {
            int code = Bytes.u16(b, at, swapped);
            int size = Bytes.u16(b, at + 2, swapped);
            int value = at + 4;
            if (code == 0 || value + size > end) {
                break;
            }
            if (code == OPTION_RESOLUTION && size >= 1) {
                resolutions[interfaces] = b[value];
            } else if (code == OPTION_OFFSET && size >= 8) {
                offsets[interfaces] = i64(value);
            }
            at = value + (size + 3 & ~3);
        }
        interfaces++;
        return true;
    }

    private boolean packetBlock(int body, int end, boolean isOld) {
        byte[] b = feed.buffer;
        if (body + 20 > end) {
            return false;
        }
        int number = isOld ? Bytes.u16(b, body, swapped) : Bytes.i32(b, body, swapped);
        int captured = Bytes.i32(b, body + 12, swapped);
        if (number < 0 || number >= interfaces || captured < 0 || captured > end - body - 20) {
            return false;
        }
        long high = Bytes.i32(b, body + 4, swapped) & 0xFFFFFFFFL;
        long low = Bytes.i32(b, body + 8, swapped) & 0xFFFFFFFFL;
        p.time = nanoseconds(high << 32 | low, resolutions[number], offsets[number]);
        emit(number, body + 20, captured, Bytes.i32(b, body + 16, swapped));
        return true;
    }

    private boolean simplePacket(int body, int end) {
        if (body + 4 > end || interfaces == 0) {
            return false;
        }
        int original = Bytes.i32(feed.buffer, body, swapped);
        int captured = end - body - 4;
        if (original >= 0) {
            captured = Math.min(captured, original);
        }
        if (snapLengths[0] > 0) {
            captured = Math.min(captured, snapLengths[0]);
        }
        p.time = Packet.NO_TIME;
        emit(0, body + 4, captured, original);
        return true;
    }

    private void emit(int number, int start, int captured, int original) {
        p.interfaceNumber = firstInterface + number;
        p.link = links[number];
        p.take(feed, start - feed.position, captured, original);
        emit();
    }

    private void statistics(int body, int end) {
        for (int at = body + 12; at + 4 <= end; ) {
            int code = Bytes.u16(feed.buffer, at, swapped);
            int size = Bytes.u16(feed.buffer, at + 2, swapped);
            int value = at + 4;
            if (code == 0 || value + size > end) {
                return;
            }
            if (code == OPTION_INTERFACE_DROPS && size >= 8) {
                sink.dropped(Math.max(0, i64(value)));
            }
            at = value + (size + 3 & ~3);
        }
    }

    private long i64(int at) {
        long value = Bytes.i64(feed.buffer, at);
        return swapped ? Long.reverseBytes(value) : value;
    }

    /** A count of units (10^-n s, or 2^-n s with the high bit set) as nanoseconds since 1970. */
    static long nanoseconds(long count, byte resolution, long offsetSeconds) {
        int n = resolution & 0x7F;
        long nanos;
        if (resolution < 0) {
            long seconds = n >= 64 ? 0 : count >>> n;
            long fraction = n == 0 ? 0 : n >= 64 ? count : count & (-1L >>> (64 - n));
            long scaled =
                    n <= 33 ? (fraction * 1_000_000_000L) >>> n : ((fraction >>> (n - 33)) * 1_000_000_000L) >>> 33;
            nanos = seconds * 1_000_000_000L + scaled;
        } else {
            nanos = count;
            for (int i = n; i < 9; i++) {
                nanos *= 10;
            }
            for (int i = 9; i < Math.min(n, 28); i++) {
                nanos = Long.divideUnsigned(nanos, 10);
            }
        }
        return nanos + offsetSeconds * 1_000_000_000L;
    }
}
