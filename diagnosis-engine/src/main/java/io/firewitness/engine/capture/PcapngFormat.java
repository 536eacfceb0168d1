package io.firewitness.engine.capture;

import java.io.IOException;

/** pcapng: sections of either byte order, interfaces, enhanced, simple and obsolete packet blocks; others are skipped. */
final class PcapngFormat extends CaptureFormat {
    static final int SECTION = 0x0A0D0D0A;
    static final int BYTE_ORDER = 0x1A2B3C4D;
    static final int INTERFACE = 1;
    static final int OLD_PACKET = 2;
    static final int SIMPLE_PACKET = 3;
    static final int STATISTICS = 5;
    static final int ENHANCED_PACKET = 6;
    static final int MAX_READ_BLOCK = 1 << 21;

    /** Of the longest of the packet blocks. */
    private static final int PACKET_HEADER = 28;
    /** Blocks of names, secrets and the like, which are not read. The limit is libpcap's. */
    private static final int MAX_OTHER_BLOCK = 1 << 24;

    private static final int OPTION_FLAGS = 2;
    private static final int OPTION_DROPS = 4;
    private static final int OPTION_INTERFACE_DROPS = 5;
    private static final int OPTION_SYSTEM_DROPS = 7;
    private static final int UNKNOWN_DROPS = 0xFFFF;

    /** A block is recognised by so many in a row, and looked for so far. */
    private static final int CHAIN = 3;

    private static final int GUESS_REACH = 1 << 18;
    private static final int USUAL_BLOCK = 1 << 18;

    private final Interfaces interfaces;
    private final PcapngBlocks shape;
    private final Damage damage;
    private boolean swapped;
    private boolean isResumed;

    PcapngFormat(ByteFeed feed, PacketSink sink) {
        this(feed, sink, new Interfaces());
    }

    private PcapngFormat(ByteFeed feed, PacketSink sink, Interfaces interfaces) {
        super(feed, sink);
        this.interfaces = interfaces;
        this.shape = new PcapngBlocks(interfaces);
        this.damage = new Damage(feed, shape, 4);
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
                return damage.end(ReadEnd.WHOLE);
            }
            if (!feed.ensure(12)) {
                return damage.end(ReadEnd.at(feed, blockStart));
            }
            String fault = block(blockStart);
            if (fault != null) {
                boolean isCut = fault.equals(ReadEnd.CUT);
                if ((isCut && feed.isDamaged) || !damage.isPassed(fault, mayResume && shape.hasPackets())) {
                    return damage.end(ReadEnd.at(feed, blockStart));
                }
                isResumed = true;
                swapped = shape.isSwapped();
            }
        }
    }

    @Override
    String recorder() {
        return (swapped ? " swapped" : "") + interfaces.described();
    }

    @Override
    PcapngFormat resumed(ByteFeed other, PacketSink otherSink) {
        PcapngFormat copy = new PcapngFormat(other, otherSink, interfaces.copy());
        copy.swapped = swapped;
        copy.shape.begin(swapped);
        return copy;
    }

    @Override
    void follow(CaptureFormat before) {
        shape.follow(((PcapngFormat) before).shape);
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
                    || order(other.peek(length - 4)) != length) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** Reads one block; what is wrong with it, or null. */
    private String block(long blockStart) throws IOException {
        int rawType = Bytes.i32(feed.buffer, feed.position);
        if (rawType == SECTION && !hasOrder()) {
            return ReadEnd.BAD_HEADER;
        }
        int type = rawType == SECTION ? SECTION : Bytes.i32(feed.buffer, feed.position, swapped);
        long length = Bytes.i32(feed.buffer, feed.position + 4, swapped) & 0xFFFFFFFFL;
        boolean isPacket = type == ENHANCED_PACKET || type == SIMPLE_PACKET || type == OLD_PACKET;
        boolean isRead = isPacket || type == SECTION || type == INTERFACE || type == STATISTICS;
        if (length < 12 || (length & 3) != 0 || length > (isRead ? MAX_READ_BLOCK : MAX_OTHER_BLOCK)) {
            return ReadEnd.BAD_LENGTH;
        }
        int size = (int) length;
        if (!feed.has(size, isPacket ? PACKET_HEADER + Packet.HEAD : isRead ? size : 12)) {
            return ReadEnd.CUT;
        }
        int trailer = feed.peek(size - 4);
        if ((swapped ? Integer.reverseBytes(trailer) : trailer) != size) {
            return ReadEnd.BAD_LENGTH;
        }
        String fault = isRead ? content(type, size, blockStart) : null;
        if (fault == null) {
            feed.position += size;
        }
        return fault;
    }

    private boolean hasOrder() {
        int order = Bytes.i32(feed.buffer, feed.position + 8);
        swapped = order != BYTE_ORDER;
        return !swapped || order == Integer.reverseBytes(BYTE_ORDER);
    }

    private String content(int type, int size, long blockStart) throws IOException {
        int body = feed.position + 8;
        int end = feed.position + size - 4;
        return switch (type) {
            case ENHANCED_PACKET -> enhancedPacket(body, size);
            case SIMPLE_PACKET -> simplePacket(body, end);
            case OLD_PACKET -> oldPacket(body, end);
            case SECTION -> section(body, end, blockStart);
            case INTERFACE -> declaration(body, end, blockStart);
            default -> statistics(body, end);
        };
    }

    /** The section's length is left alone: writers leave it open, and the blocks tell it as well. */
    private String section(int body, int end, long blockStart) {
        if (body + 16 > end || Bytes.u16(feed.buffer, body + 4, swapped) > 1) {
            return ReadEnd.BAD_HEADER;
        }
        interfaces.nextSection(feed.buffer, body + 16, end);
        shape.nextSection(swapped);
        isResumed = false;
        sink.layout(blockStart);
        return null;
    }

    /**
     * Interfaces are numbered as they are declared. Where damage may have swallowed a declaration, a later one has no certain
     * number; packets that name it are passed over, those of earlier ones are read on.
     */
    private String declaration(int body, int end, long blockStart) {
        if (isResumed || !interfaces.isDeclared(feed.buffer, body, end, swapped)) {
            return ReadEnd.BAD_LENGTH;
        }
        sink.layout(blockStart);
        return null;
    }

    private String statistics(int body, int end) {
        if (body + 12 > end) {
            return ReadEnd.BAD_LENGTH;
        }
        counters(body, end);
        return null;
    }

    /** Losses since the interface was opened, at the interface and in the system. */
    private void counters(int body, int end) {
        byte[] b = feed.buffer;
        long lost = -1;
        for (int at = body + 12; at + 4 <= end; ) {
            int code = Bytes.u16(b, at, swapped);
            int size = Bytes.u16(b, at + 2, swapped);
            int value = at + 4;
            if (code == 0 || value + size > end) {
                break;
            }
            if ((code == OPTION_INTERFACE_DROPS || code == OPTION_SYSTEM_DROPS) && size == 8) {
                long raw = Bytes.i64(b, value);
                long count = swapped ? Long.reverseBytes(raw) : raw;
                // A count that no capture reaches is damage.
                lost = count < 0 || count > Drops.MOST ? lost : Math.max(0, lost) + count;
            }
            at = value + (size + 3 & ~3);
        }
        int number = Bytes.i32(b, body, swapped);
        if (lost >= 0 && number >= 0 && number < interfaces.count()) {
            sink.lostSoFar(interfaces.numberInFile(number), lost);
        }
    }

    private String enhancedPacket(int body, int size) throws IOException {
        byte[] b = feed.buffer;
        if (size < PACKET_HEADER + 4) {
            return ReadEnd.BAD_LENGTH;
        }
        int number = Bytes.i32(b, body, swapped);
        int captured = Bytes.i32(b, body + 12, swapped);
        int room = size - PACKET_HEADER - 4;
        if (number < 0 || number >= interfaces.count() || captured < 0 || captured > room) {
            return ReadEnd.BAD_LENGTH;
        }
        int checkSequence = interfaces.checkSequence(number);
        int options = captured + 3 & ~3;
        long time = time(body, number);
        int original = Bytes.i32(b, body + 16, swapped);
        if (options + 4 <= room) {
            // Fewer than one packet in many has options; they lie behind its bytes, which need not be in the window.
            checkSequence = options(size, PACKET_HEADER + options, checkSequence);
        }
        p.time = time;
        emit(number, PACKET_HEADER, captured, original, checkSequence);
        return null;
    }

    /** Takes the losses before this packet, returns the length of its check sequence. */
    private int options(int size, int from, int checkSequence) throws IOException {
        int result = checkSequence;
        int flags = 0;
        int at = from;
        while (at + 4 <= size - 4) {
            int head = feed.peek(at);
            int code = swapped ? Short.reverseBytes((short) (head >>> 16)) & 0xFFFF : head >>> 16;
            int length = swapped ? Short.reverseBytes((short) head) & 0xFFFF : head & 0xFFFF;
            int value = at + 4;
            if (code == 0 || value + length > size - 4) {
                break;
            }
            if (code == OPTION_FLAGS && length == 4) {
                flags = order(feed.peek(value));
                int given = flags >>> 5 & 0xF;
                result = given > 0 ? given : result;
            } else if (code == OPTION_DROPS && length == 8) {
                long first = order(feed.peek(value)) & 0xFFFFFFFFL;
                long second = order(feed.peek(value + 4)) & 0xFFFFFFFFL;
                sink.lost(swapped ? second << 32 | first : first << 32 | second);
            }
            at = value + (length + 3 & ~3);
        }
        return result;
    }

    private int order(int value) {
        return swapped ? Integer.reverseBytes(value) : value;
    }

    private String oldPacket(int body, int end) {
        byte[] b = feed.buffer;
        if (body + 20 > end) {
            return ReadEnd.BAD_LENGTH;
        }
        int number = Bytes.u16(b, body, swapped);
        int captured = Bytes.i32(b, body + 12, swapped);
        if (number >= interfaces.count() || captured < 0 || captured > end - body - 20) {
            return ReadEnd.BAD_LENGTH;
        }
        int lost = Bytes.u16(b, body + 2, swapped);
        if (lost != UNKNOWN_DROPS) {
            sink.lost(lost);
        }
        p.time = time(body, number);
        emit(number, PACKET_HEADER, captured, Bytes.i32(b, body + 16, swapped), interfaces.checkSequence(number));
        return null;
    }

    private long time(int body, int number) {
        long high = Bytes.i32(feed.buffer, body + 4, swapped) & 0xFFFFFFFFL;
        long low = Bytes.i32(feed.buffer, body + 8, swapped) & 0xFFFFFFFFL;
        return interfaces.nanoseconds(number, high << 32 | low);
    }

    private String simplePacket(int body, int end) {
        if (body + 4 > end || interfaces.count() == 0) {
            return ReadEnd.BAD_LENGTH;
        }
        int original = Bytes.i32(feed.buffer, body, swapped);
        int captured = end - body - 4;
        if (original >= 0) {
            captured = Math.min(captured, original);
        }
        if (interfaces.snapLength(0) > 0) {
            captured = Math.min(captured, interfaces.snapLength(0));
        }
        p.time = Packet.NO_TIME;
        emit(0, 12, captured, original, interfaces.checkSequence(0));
        return null;
    }

    private void emit(int number, int header, int captured, int original, int checkSequence) {
        p.interfaceNumber = interfaces.numberInFile(number);
        p.link = interfaces.link(number);
        p.take(feed, header, captured, original);
        if (checkSequence > 0) {
            CheckSequence.remove(p, checkSequence);
        }
        shape.seen(p.time, captured);
        emit();
    }
}
