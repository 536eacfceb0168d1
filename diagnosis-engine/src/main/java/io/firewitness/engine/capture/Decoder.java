package io.firewitness.engine.capture;

/**
 * Walks link layer, tunnels and network layer down to the innermost TCP or UDP header. Never reads beyond the captured
 * bytes, whatever the lengths in the packet say.
 */
final class Decoder {
    static final int TCP = 6;
    static final int UDP = 17;

    /** Payload bytes of a segment that some rule looks at as it passes. */
    private static final int PEEK = 8;

    static final int MAX_DEPTH = 6;
    static final int ETHER_IPV4 = 0x0800;
    static final int ETHER_IPV6 = 0x86DD;
    private static final int ETHER_VLAN = 0x8100;

    private static final int ICMP = 1;
    private static final int ICMP_V6 = 58;
    /** Longest packet that a card is handed to cut into segments. */
    private static final int MOST_OFFLOADED = 1 << 19;

    private Decoder() {}

    /** True where TCP, UDP or an ICMP error that quotes them was found; the fields of {@code p} are then set. */
    static boolean decode(Packet p) {
        boolean isFound = walk(p);
        if (p.present < p.captured && (!isFound || needsMore(p))) {
            p.whole();
            return walk(p);
        }
        return isFound;
    }

    /** The first bytes of the payload are looked at, of datagrams more of them. */
    private static boolean needsMore(Packet p) {
        return p.protocol == UDP || p.payload + PEEK > p.start + p.present;
    }

    private static boolean walk(Packet p) {
        byte[] b = p.bytes;
        int at = p.start;
        int end = p.start + p.present;
        p.isIcmpQuote = false;
        if (p.link == LinkLayers.ETHERNET) {
            return at + 14 <= end && ether(p, at + 14, end, Bytes.u16(b, at + 12), 0);
        }
        return LinkLayers.walk(p, at, end);
    }

    /** What an EtherType announces. */
    static boolean ether(Packet p, int start, int end, int etherType, int depth) {
        int at = start;
        int type = etherType;
        for (int tags = 0; tags < MAX_DEPTH; tags++) {
            if (type == ETHER_IPV4 || type == ETHER_IPV6) {
                return ip(p, at, end, depth);
            }
            if (type != ETHER_VLAN && !EtherTypes.isTag(type)) {
                return EtherTypes.walk(p, at, end, type, depth);
            }
            if (at + 4 > end) {
                return false;
            }
            type = Bytes.u16(p.bytes, at + 2);
            at += 4;
        }
        return false;
    }

    /** An Ethernet frame inside of a packet. */
    static boolean inner(Packet p, int at, int end, int depth) {
        return depth < MAX_DEPTH && at + 14 <= end && ether(p, at + 14, end, Bytes.u16(p.bytes, at + 12), depth + 1);
    }

    /** An IP packet of the version that it names itself. */
    static boolean ip(Packet p, int at, int end, int depth) {
        if (at >= end || depth > MAX_DEPTH) {
            return false;
        }
        return switch (p.bytes[at] >> 4 & 0xF) {
            case 4 -> ipv4(p, at, end, depth);
            case 6 -> ipv6(p, at, end, depth);
            default -> false;
        };
    }

    private static boolean ipv4(Packet p, int at, int end, int depth) {
        byte[] b = p.bytes;
        if (at + 20 > end) {
            return false;
        }
        int headerLength = (b[at] & 0xF) * 4;
        if (headerLength < 20 || at + headerLength > end) {
            return false;
        }
        int total = Bytes.u16(b, at + 2);
        if (total == 0) {
            total = offloaded(p, at);
        }
        if (total < headerLength) {
            return false;
        }
        int fragment = Bytes.u16(b, at + 6);
        p.isIpv6 = false;
        p.sourceHigh = 0;
        p.targetHigh = 0;
        p.sourceLow = Bytes.i32(b, at + 12) & 0xFFFFFFFFL;
        p.targetLow = Bytes.i32(b, at + 16) & 0xFFFFFFFFL;
        p.ttl = b[at + 8] & 0xFF;
        p.tos = b[at + 1] & 0xFF;
        p.ipId = Bytes.u16(b, at + 4);
        p.dontFragment = (fragment & 0x4000) != 0;
        p.ipLength = total;
        p.isFragment = (fragment & 0x3FFF) != 0;
        if (p.isFragment) {
            return Fragments.v4(p, at, at + headerLength, end, depth);
        }
        return transport(p, b[at + 9] & 0xFF, at + headerLength, end, total - headerLength, depth);
    }

    /** Segmentation offload: the card would have filled in the length. The frame's own length stands for it. */
    private static int offloaded(Packet p, int at) {
        boolean isCut = p.original > p.captured && p.original <= MOST_OFFLOADED;
        return p.start + (isCut ? p.original : p.captured) - at;
    }

    private static boolean ipv6(Packet p, int at, int end, int depth) {
        byte[] b = p.bytes;
        if (at + 40 > end) {
            return false;
        }
        int length = Bytes.u16(b, at + 4);
        if (length == 0) {
            length = offloaded(p, at) - 40;
        }
        p.isIpv6 = true;
        p.sourceHigh = Bytes.i64(b, at + 8);
        p.sourceLow = Bytes.i64(b, at + 16);
        p.targetHigh = Bytes.i64(b, at + 24);
        p.targetLow = Bytes.i64(b, at + 32);
        p.ttl = b[at + 7] & 0xFF;
        p.tos = Bytes.u16(b, at) >> 4 & 0xFF;
        p.ipId = -1;
        p.dontFragment = true;
        p.ipLength = length + 40;
        p.isFragment = false;
        int next = b[at + 6] & 0xFF;
        int header = at + 40;
        int left = length;
        for (int extensions = 0; extensions < 8; extensions++) {
            switch (next) {
                case 0, 43, 60, 51, 135 -> {
                    if (header + 8 > end) {
                        return false;
                    }
                    int size = next == 51 ? ((b[header + 1] & 0xFF) + 2) * 4 : ((b[header + 1] & 0xFF) + 1) * 8;
                    next = b[header] & 0xFF;
                    header += size;
                    left -= size;
                }
                case 44 -> {
                    if (header + 8 > end) {
                        return false;
                    }
                    p.isFragment = (Bytes.u16(b, header + 2) & 0xFFF9) != 0;
                    if (p.isFragment) {
                        return Fragments.v6(p, header, end, left - 8, depth);
                    }
                    next = b[header] & 0xFF;
                    header += 8;
                    left -= 8;
                }
                default -> {
                    return left >= 0 && header <= end && transport(p, next, header, end, left, depth);
                }
            }
        }
        return false;
    }

    /** What an IP packet carries. */
    static boolean transport(Packet p, int protocol, int at, int end, int length, int depth) {
        p.protocol = protocol;
        return switch (protocol) {
            case TCP -> tcp(p, at, end, length);
            case UDP -> udp(p, at, end, length, depth);
            case ICMP -> !p.isIcmpQuote && icmp(p, at, end, false);
            case ICMP_V6 -> !p.isIcmpQuote && icmp(p, at, end, true);
            default -> depth < MAX_DEPTH && !p.isIcmpQuote && Tunnels.ip(p, protocol, at, end, length, depth);
        };
    }

    private static boolean tcp(Packet p, int at, int end, int length) {
        byte[] b = p.bytes;
        if (p.isIcmpQuote) {
            // ICMP must quote eight bytes of the transport header: the ports and the sequence number.
            if (at + 8 > end) {
                return false;
            }
            p.sourcePort = Bytes.u16(b, at);
            p.targetPort = Bytes.u16(b, at + 2);
            p.sequence = Bytes.i32(b, at + 4);
            return true;
        }
        if (at + 20 > end) {
            return false;
        }
        int header = (b[at + 12] >> 4 & 0xF) * 4;
        if (header < 20 || header > length) {
            return false;
        }
        p.sourcePort = Bytes.u16(b, at);
        p.targetPort = Bytes.u16(b, at + 2);
        p.sequence = Bytes.i32(b, at + 4);
        p.acknowledgement = Bytes.i32(b, at + 8);
        p.flags = b[at + 13] & 0x3F;
        p.window = Bytes.u16(b, at + 14);
        p.payload = at + header;
        p.payloadLength = length - header;
        p.payloadCaptured = Math.max(0, Math.min(p.payloadLength, p.start + p.captured - p.payload));
        p.hasTimestamp = false;
        p.hasSack = false;
        p.windowScale = -1;
        if (header > 20) {
            options(p, at + 20, Math.min(at + header, end));
        }
        return true;
    }

    private static void options(Packet p, int start, int end) {
        byte[] b = p.bytes;
        int at = start;
        while (at < end) {
            int kind = b[at] & 0xFF;
            if (kind == 0) {
                return;
            }
            if (kind == 1) {
                at++;
                continue;
            }
            if (at + 2 > end) {
                return;
            }
            int size = b[at + 1] & 0xFF;
            if (size < 2 || at + size > end) {
                return;
            }
            switch (kind) {
                case 3 -> {
                    if (size >= 3) {
                        p.windowScale = Math.min(b[at + 2] & 0xFF, 14);
                    }
                }
                case 5 -> sack(p, at + 2, at + size);
                case 8 -> {
                    if (size >= 10) {
                        p.hasTimestamp = true;
                        p.timestampValue = Bytes.i32(b, at + 2);
                    }
                }
                default -> {}
            }
            at += size;
        }
    }

    /** The first block may repeat what was received twice (RFC 2883); it then lies at or below the acknowledgement. */
    private static void sack(Packet p, int start, int end) {
        for (int at = start; at + 8 <= end; at += 8) {
            int left = Bytes.i32(p.bytes, at);
            int right = Bytes.i32(p.bytes, at + 4);
            if (right - p.acknowledgement <= 0) {
                continue;
            }
            p.sackLength = p.hasSack ? Math.max(p.sackLength, right - left) : right - left;
            p.sackRight = p.hasSack && right - p.sackRight <= 0 ? p.sackRight : right;
            p.hasSack = true;
        }
    }

    private static boolean udp(Packet p, int at, int end, int length, int depth) {
        byte[] b = p.bytes;
        if (at + 8 > end || (length < 8 && !p.isIcmpQuote)) {
            return false;
        }
        p.sourcePort = Bytes.u16(b, at);
        p.targetPort = Bytes.u16(b, at + 2);
        p.flags = 0;
        int payload = at + 8;
        boolean isTunnel = Tunnels.isPort(p.targetPort) && !p.isIcmpQuote && depth < MAX_DEPTH;
        if (isTunnel && Tunnels.udp(p, payload, end, depth)) {
            return true;
        }
        p.protocol = UDP;
        p.payload = payload;
        // The first fragment of a datagram states the length of all of it.
        p.payloadLength = Math.max(0, (p.isFragment ? Math.max(length, Bytes.u16(b, at + 4)) : length) - 8);
        p.payloadCaptured = Math.max(0, Math.min(p.payloadLength, p.start + p.captured - payload));
        return true;
    }

    /** Errors that quote the packet they are about; the quoted addresses replace the outer ones. */
    private static boolean icmp(Packet p, int at, int end, boolean isV6) {
        if (at + 8 > end) {
            return false;
        }
        int type = p.bytes[at] & 0xFF;
        boolean isError = isV6 ? type >= 1 && type <= 4 : type == 3 || type == 11;
        if (!isError) {
            return false;
        }
        p.icmpType = type;
        p.icmpCode = p.bytes[at + 1] & 0xFF;
        p.icmpFromHigh = p.sourceHigh;
        p.icmpFromLow = p.sourceLow;
        p.isIcmpQuote = true;
        return ip(p, at + 8, end, MAX_DEPTH);
    }
}
