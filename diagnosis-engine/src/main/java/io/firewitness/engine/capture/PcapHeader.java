package io.firewitness.engine.capture;

/**
 * The file header of a classic pcap and what follows from it for every record.
 *
 * @param swapped little-endian
 * @param recordHeader bytes before each packet
 * @param unit nanoseconds in a unit of the fraction
 * @param order how the two lengths of a record stand
 * @param link link type
 * @param checkSequence bytes of a frame check sequence behind each packet
 * @param snapLength most bytes of a packet that were kept; 0 where unknown
 */
record PcapHeader(
        boolean swapped, int recordHeader, long unit, Order order, int link, int checkSequence, int snapLength) {
    static final int LENGTH = 24;

    private static final int NANOSECONDS = 0xA1B23C4D;
    /** Records with interface, protocol and packet type behind the lengths, as a patched libpcap of Linux 2.0 wrote them. */
    private static final int LONG_RECORDS = 0xA1B2CD34;

    private static final int HAS_CHECK_SEQUENCE = 0x0400_0000;

    /** How captured and original length stand in a record. */
    enum Order {
        CAPTURED_FIRST,
        ORIGINAL_FIRST,
        /** Version 2.3 brought today's order, but some writers named it and kept the old one. */
        AS_FITS
    }

    static PcapHeader read(byte[] b, int at) {
        int magic = Bytes.i32(b, at);
        boolean swapped = magic >>> 24 != 0xA1;
        int number = swapped ? Integer.reverseBytes(magic) : magic;
        int major = Bytes.u16(b, at + 4, swapped);
        int minor = Bytes.u16(b, at + 6, swapped);
        int snapLength = Bytes.i32(b, at + 16, swapped);
        int linkWord = Bytes.i32(b, at + 20, swapped);
        int link = linkWord & 0xFFFF;
        int aix = number == 0xA1B2C3D4 && major == 2 && minor == 2 ? aixLink(linkWord) : -1;
        boolean isNanos = number == NANOSECONDS || aix >= 0;
        return new PcapHeader(
                swapped,
                number == LONG_RECORDS ? 24 : 16,
                isNanos ? 1 : 1000,
                order(major, minor),
                aix >= 0 ? aix : link,
                // Counted in units of 16 bits.
                (linkWord & HAS_CHECK_SEQUENCE) != 0 ? (linkWord >>> 28) * 2 : 0,
                Math.max(0, snapLength));
    }

    /** The tcpdump of DG/UX writes 543.0 and the order of versions before 2.3. */
    private static Order order(int major, int minor) {
        if (major == 543 || (major == 2 && minor < 3)) {
            return Order.ORIGINAL_FIRST;
        }
        return major == 2 && minor == 3 ? Order.AS_FITS : Order.CAPTURED_FIRST;
    }

    /** AIX says 2.2, counts nanoseconds and names interfaces by their SNMP type (RFC 1573); -1 for what it cannot be. */
    private static int aixLink(int interfaceType) {
        return switch (interfaceType) {
            case 6 -> 1;
            case 24 -> 0;
            default -> -1;
        };
    }

    /** True where neither lengths nor ends of packets need a second look. */
    boolean hasPlainRecords() {
        return order == Order.CAPTURED_FIRST && checkSequence == 0;
    }

    boolean isExchanged(int first, int second) {
        return switch (order) {
            case CAPTURED_FIRST -> false;
            case ORIGINAL_FIRST -> true;
            case AS_FITS -> first > second;
        };
    }
}
