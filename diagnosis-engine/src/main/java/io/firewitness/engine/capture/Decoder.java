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

    private static final int MAX_DEPTH = 6;
    private static final int ETHER_IPV4 = 0x0800;
    private static final int ETHER_IPV6 = 0x86DD;
    private static final int ETHER_VLAN = 0x8100;
    private static final int ETHER_QINQ = 0x88A8;
    private static final int ETHER_QINQ_OLD = 0x9100;
    private static final int ETHER_PPPOE = 0x8864;
    private static final int ETHER_MPLS = 0x8847;
    private static final int ETHER_BRIDGED = 0x6558;
    private static final int VXLAN_PORT = 4789;
    private static final int VXLAN_OLD_PORT = 8472;
    private static final int GENEVE_PORT = 6081;

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
        return switch (p.link) {
            case 1 -> at + 14 <= end && ether(p, at + 14, end, Bytes.u16(b, at + 12), 0);
            case 113 -> at + 16 <= end && ether(p, at + 16, end, Bytes.u16(b, at + 14), 0);
            case 276 -> at + 20 <= end && ether(p, at + 20, end, Bytes.u16(b, at), 0);
            case 12, 14, 101, 228, 229 -> ip(p, at, end, 0);
            case 0, 108 -> at + 4 <= end && ip(p, at + 4, end, 0);
            case 9, 50 -> ppp(p, at, end);
            case 51 -> at + 8 <= end && pppProtocol(p, at + 6, end, 0);
            case 104 -> at + 4 <= end && ether(p, at + 4, end, Bytes.u16(b, at + 2), 0);
            default -> false;
        };
    }

    private static boolean ppp(Packet p, int at, int end) {
        if (at + 4 > end) {
            return false;
        }
        boolean hasAddress = Bytes.u16(p.bytes, at) == 0xFF03;
        return pppProtocol(p, hasAddress ? at + 2 : at, end, 0);
    }

    private static boolean pppProtocol(Packet p, int at, int end, int depth) {
        if (at + 2 > end) {
            return false;
        }
        int protocol = Bytes.u16(p.bytes, at);
        return (protocol == 0x0021 || protocol == 0x0057) && ip(p, at + 2, end, depth);
    }

    private static boolean ether(Packet p, int start, int end, int etherType, int depth) {
        byte[] b = p.bytes;
        int at = start;
        int type = etherType;
        for (int tags = 0; tags < MAX_DEPTH; tags++) {
            switch (type) {
                case ETHER_IPV4, ETHER_IPV6 -> {
                    return ip(p, at, end, depth);
                }
                case ETHER_VLAN, ETHER_QINQ, ETHER_QINQ_OLD -> {
                    if (at + 4 > end) {
                        return false;
                    }
                    type = Bytes.u16(b, at + 2);
                    at += 4;
                }
                case ETHER_PPPOE -> {
                    return at + 8 <= end && pppProtocol(p, at + 6, end, depth);
                }
                case ETHER_MPLS -> {
                    int labels = 0;
                    while (at + 4 <= end && (b[at + 2] & 1) == 0 && labels++ < MAX_DEPTH) {
                        at += 4;
                    }
                    return at + 4 <= end && ip(p, at + 4, end, depth);
                }
                case ETHER_BRIDGED -> {
                    return inner(p, at, end, depth);
                }
                default -> {
                    return false;
                }
            }
        }
        return false;
    }

    private static boolean inner(Packet p, int at, int end, int depth) {
        return depth < MAX_DEPTH && at + 14 <= end && ether(p, at + 14, end, Bytes.u16(p.bytes, at + 12), depth + 1);
    }

    private static boolean ip(Packet p, int at, int end, int depth) {
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
            // Segmentation offload: the card would have filled it in. The frame's own length stands for it.
            total = p.start + Math.max(p.original, p.captured) - at;
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
        p.isFragment = (fragment & 0x2000) != 0;
        if ((fragment & 0x1FFF) != 0) {
            return false;
        }
        return transport(p, b[at + 9] & 0xFF, at + headerLength, end, total - headerLength, depth);
    }

    private static boolean ipv6(Packet p, int at, int end, int depth) {
        byte[] b = p.bytes;
        if (at + 40 > end) {
            return false;
        }
        int length = Bytes.u16(b, at + 4);
        if (length == 0) {
            length = p.start + Math.max(p.original, p.captured) - at - 40;
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
                    if (header + 8 > end || (Bytes.u16(b, header + 2) & 0xFFF8) != 0) {
                        return false;
                    }
                    p.isFragment = (b[header + 3] & 1) != 0;
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

    private static boolean transport(Packet p, int protocol, int at, int end, int length, int depth) {
        p.protocol = protocol;
        return switch (protocol) {
            case TCP -> tcp(p, at, end, length);
            case UDP -> udp(p, at, end, length, depth);
            case 1 -> !p.isIcmpQuote && icmp(p, at, end, false);
            case 58 -> !p.isIcmpQuote && icmp(p, at, end, true);
            case 4, 41 -> depth < MAX_DEPTH && !p.isIcmpQuote && ip(p, at, end, depth + 1);
            case 47 -> depth < MAX_DEPTH && !p.isIcmpQuote && gre(p, at, end, depth);
            default -> false;
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
            int right = Bytes.i32(p.bytes, at + 4);
            if (right - p.acknowledgement > 0 && (!p.hasSack || right - p.sackRight > 0)) {
                p.hasSack = true;
                p.sackRight = right;
            }
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
        if (!p.isIcmpQuote && depth < MAX_DEPTH) {
            if ((p.targetPort == VXLAN_PORT || p.targetPort == VXLAN_OLD_PORT)
                    && payload + 8 <= end
                    && b[payload] == 8
                    && tunnelled(p, inner(p, payload + 8, end, depth))) {
                return true;
            }
            if (p.targetPort == GENEVE_PORT && payload + 8 <= end) {
                int options = (b[payload] & 0x3F) * 4;
                if (Bytes.u16(b, payload + 2) == ETHER_BRIDGED
                        && tunnelled(p, inner(p, payload + 8 + options, end, depth))) {
                    return true;
                }
            }
        }
        p.protocol = UDP;
        p.payload = payload;
        p.payloadLength = Math.max(0, length - 8);
        p.payloadCaptured = Math.max(0, Math.min(p.payloadLength, p.start + p.captured - payload));
        return true;
    }

    /** The inner packet has overwritten the outer addresses: where it could not be decoded, nothing is left to report. */
    private static boolean tunnelled(Packet p, boolean decoded) {
        if (!decoded) {
            p.protocol = 0;
        }
        return decoded;
    }

    private static boolean gre(Packet p, int at, int end, int depth) {
        if (at + 4 > end) {
            return false;
        }
        int flags = Bytes.u16(p.bytes, at);
        if ((flags & 7) != 0) {
            return false;
        }
        int type = Bytes.u16(p.bytes, at + 2);
        int payload = at
                + 4
                + ((flags & 0x8000) != 0 ? 4 : 0)
                + ((flags & 0x2000) != 0 ? 4 : 0)
                + ((flags & 0x1000) != 0 ? 4 : 0);
        return payload < end && ether(p, payload, end, type, depth + 1);
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
