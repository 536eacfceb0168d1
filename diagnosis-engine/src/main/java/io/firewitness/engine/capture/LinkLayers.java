package io.firewitness.engine.capture;

/** Link layers other than Ethernet, by their numbers in the registry of libpcap. */
final class LinkLayers {
    static final int ETHERNET = 1;
    static final int RAW = 101;
    /** Solaris' view of all packets of the IP layer. */
    static final int IPNET = 226;
    /** IP over InfiniBand as snoop keeps it, without the routing header; a number of our own. */
    static final int SNOOP_INFINIBAND = -2;

    private static final int LINUX_802_3 = 1;
    private static final int LINUX_802_2 = 4;
    private static final int ADDRESS_AND_CONTROL = 0xFF03;

    private LinkLayers() {}

    static boolean walk(Packet p, int at, int end) {
        byte[] b = p.bytes;
        return switch (p.link) {
            case 113 -> at + 16 <= end && cooked(p, at + 16, end, Bytes.u16(b, at + 14));
            case 276 -> at + 20 <= end && cooked(p, at + 20, end, Bytes.u16(b, at));
            case 12, 14, RAW, 228, 229 -> Decoder.ip(p, at, end, 0);
            // The address family is in the byte order of some machine and its numbers differ; the IP version says the
            // same.
            case 0, 108 -> at + 4 <= end && Decoder.ip(p, at + 4, end, 0);
            case 9 -> ppp(p, at, end, 0);
            case 50 -> hdlc(p, at, end);
            case 51 -> at + 8 <= end && pppProtocol(p, at + 6, end, 0);
            case 104 -> at + 4 <= end && Decoder.ether(p, at + 4, end, Bytes.u16(b, at + 2), 0);
            // A direction takes the place of the address, or stands before it.
            case 166 -> at + 2 <= end && pppProtocol(p, at + 2, end, 0);
            case 204 -> ppp(p, at + 1, end, 0);
            case IPNET -> at + 24 <= end && Decoder.ip(p, at + 24, end, 0);
            // Global routing header, then the header of RFC 4391.
            case 242 -> at + 44 <= end && Decoder.ether(p, at + 44, end, Bytes.u16(b, at + 40), 0);
            case SNOOP_INFINIBAND -> at + 4 <= end && Decoder.ether(p, at + 4, end, Bytes.u16(b, at), 0);
            default -> false;
        };
    }

    /** Linux cooked: an EtherType, or one of Linux' own numbers for what is none. */
    private static boolean cooked(Packet p, int at, int end, int protocol) {
        return switch (protocol) {
            case LINUX_802_2 -> EtherTypes.llc(p, at, end, 0);
            case LINUX_802_3 -> false;
            default -> Decoder.ether(p, at, end, protocol, 0);
        };
    }

    /** PPP in HDLC-like framing, or Cisco's HDLC, whose address is unicast or broadcast. */
    private static boolean hdlc(Packet p, int at, int end) {
        if (at + 4 > end) {
            return false;
        }
        int address = Bytes.u8(p.bytes, at);
        boolean isCisco = address == 0x0F || address == 0x8F;
        return isCisco ? Decoder.ether(p, at + 4, end, Bytes.u16(p.bytes, at + 2), 0) : ppp(p, at, end, 0);
    }

    /** PPP with or without address and control field, as both ends may agree (RFC 1661, section 6.6). */
    static boolean ppp(Packet p, int at, int end, int depth) {
        if (at + 2 > end) {
            return false;
        }
        boolean hasAddress = Bytes.u16(p.bytes, at) == ADDRESS_AND_CONTROL;
        return pppProtocol(p, hasAddress ? at + 2 : at, end, depth);
    }

    /** The protocol field, of one byte where that is odd (RFC 1661, section 6.5). */
    static boolean pppProtocol(Packet p, int at, int end, int depth) {
        if (at + 2 > end) {
            return false;
        }
        boolean isCompressed = (p.bytes[at] & 1) != 0;
        int protocol = isCompressed ? Bytes.u8(p.bytes, at) : Bytes.u16(p.bytes, at);
        return (protocol == 0x21 || protocol == 0x57) && Decoder.ip(p, at + (isCompressed ? 1 : 2), end, depth);
    }
}
