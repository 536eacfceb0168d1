package io.firewitness.engine.capture;

/**
 * What can be a block of the present pcapng section. Both lengths of a block must agree, and a packet must name a known interface
 * and a time within a day of the last one: an interface of a section whose beginning was lost seldom counts in the same unit.
 */
final class PcapngBlocks implements Damage.Shape {
    private static final long DAY = 86_400_000_000_000L;
    private static final int NAMES = 4;
    private static final int JOURNAL = 9;
    private static final int SECRETS = 10;
    private static final int CUSTOM = 0xBAD;
    private static final int CUSTOM_NOT_COPIED = 0x4000_0BAD;
    private static final int SHORTEST_FRAME = 14;
    private static final int LONGEST_PACKET = 1 << 18;
    private static final int LONGEST_OTHER = 1 << 16;

    private final Interfaces interfaces;
    private boolean swapped;
    private boolean isNewSection;
    private long packets;
    private long lastTime = Packet.NO_TIME;
    private int longest;

    PcapngBlocks(Interfaces interfaces) {
        this.interfaces = interfaces;
    }

    void nextSection(boolean isSwapped) {
        swapped = isSwapped;
        packets = 0;
        isNewSection = true;
    }

    /** Goes on in a section that has begun before. */
    void begin(boolean isSwapped) {
        swapped = isSwapped;
    }

    /** What was seen before this part of the file. */
    void follow(PcapngBlocks before) {
        packets += isNewSection ? 0 : before.packets;
        lastTime = lastTime == Packet.NO_TIME ? before.lastTime : lastTime;
        longest = Math.max(longest, before.longest);
    }

    boolean isSwapped() {
        return swapped;
    }

    void seen(long time, int captured) {
        packets++;
        lastTime = time == Packet.NO_TIME ? lastTime : time;
        longest = Math.max(longest, captured);
    }

    /** True where this section has shown a packet. */
    boolean hasPackets() {
        return packets > 0;
    }

    @Override
    public void begin() {
        // Every block is judged for itself.
    }

    @Override
    public int headerLength() {
        return 12;
    }

    @Override
    public int longestSeen() {
        return longest;
    }

    @Override
    public int longestFrame() {
        int most = 0;
        for (int i = 0; i < interfaces.count(); i++) {
            if (interfaces.snapLength(i) == 0) {
                return 0;
            }
            most = Math.max(most, interfaces.snapLength(i));
        }
        return most;
    }

    @Override
    public int length(byte[] b, int at, int limit) {
        int rawType = Bytes.i32(b, at);
        if (rawType == PcapngFormat.SECTION) {
            return isSection(b, at, limit) ? NEW_PART : NONE;
        }
        int length = Bytes.i32(b, at + 4, swapped);
        if (length < 12
                || (length & 3) != 0
                || length > limit - at
                || Bytes.i32(b, at + length - 4, swapped) != length) {
            return NONE;
        }
        boolean isPlausible = switch (Bytes.i32(b, at, swapped)) {
            case PcapngFormat.ENHANCED_PACKET -> isPacket(b, at, length);
            case PcapngFormat.SIMPLE_PACKET -> length <= LONGEST_PACKET;
            case PcapngFormat.STATISTICS, NAMES, JOURNAL, SECRETS, CUSTOM, CUSTOM_NOT_COPIED -> length <= LONGEST_OTHER;
            default -> false;
        };
        return isPlausible ? length : NONE;
    }

    private boolean isPacket(byte[] b, int at, int length) {
        if (length < 32 + SHORTEST_FRAME) {
            return false;
        }
        int number = Bytes.i32(b, at + 8, swapped);
        int captured = Bytes.i32(b, at + 20, swapped);
        int original = Bytes.i32(b, at + 24, swapped);
        if (number < 0 || number >= interfaces.count() || captured < SHORTEST_FRAME || captured > length - 32) {
            return false;
        }
        long high = Bytes.i32(b, at + 12, swapped) & 0xFFFFFFFFL;
        long low = Bytes.i32(b, at + 16, swapped) & 0xFFFFFFFFL;
        long time = interfaces.nanoseconds(number, high << 32 | low);
        boolean isNear = lastTime == Packet.NO_TIME || Math.abs(time - lastTime) <= DAY;
        return isNear && captured <= original && original <= LONGEST_PACKET;
    }

    private static boolean isSection(byte[] b, int at, int limit) {
        int order = Bytes.i32(b, at + 8);
        boolean isOther = order != PcapngFormat.BYTE_ORDER;
        if (isOther && order != Integer.reverseBytes(PcapngFormat.BYTE_ORDER)) {
            return false;
        }
        int length = Bytes.i32(b, at + 4, isOther);
        return length >= 28
                && (length & 3) == 0
                && length <= LONGEST_OTHER
                && length <= limit - at
                && Bytes.i32(b, at + length - 4, isOther) == length;
    }
}
