package io.firewitness.engine;

import static io.firewitness.engine.CaptureBuilder.capture;
import static io.firewitness.engine.Frames.joined;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** One connection as it looks behind every link layer and in every tunnel: the IP packets are the same ones. */
final class Encapsulations {
    static final int PACKETS = 11;
    static final Frames PLAIN = Frames.of(
            capture().connection(50001, 2500).handshake().upload(3).data().foreignReset(64));

    private static final String MACS = "0200000000010200000000 02".replace(" ", "");

    private Encapsulations() {}

    /**
     * A way to carry an IP packet.
     *
     * @param name as a reader would name it
     * @param link link type of the capture
     * @param layer puts it around the packet
     */
    record Sample(String name, int link, UnaryOperator<byte[]> layer) {
        byte[] pcap() {
            return PLAIN.wrapped(layer).pcap(link);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Sample> all() {
        List<Sample> all = new ArrayList<>(links());
        all.addAll(tunnels());
        return all;
    }

    static List<byte[]> seeds() {
        return all().stream()
                .map(s -> PLAIN.snapped(120).wrapped(s.layer).pcap(s.link))
                .toList();
    }

    private static List<Sample> links() {
        return List.of(
                behind("raw IP", 101, ""),
                behind("raw IP of OpenBSD", 14, ""),
                behind("raw IP, old number", 12, ""),
                behind("raw IPv4", 228, ""),
                behind("BSD loopback, little-endian", 0, "02000000"),
                behind("BSD loopback, big-endian", 0, "00000002"),
                behind("OpenBSD loopback", 108, "00000002"),
                behind("Linux cooked", 113, "000000010006020000000001" + "0000" + "0800"),
                behind("Linux cooked, VLAN", 113, "000000010006020000000001" + "0000" + "8100" + "0064" + "0800"),
                behind(
                        "Linux cooked, 802.2",
                        113,
                        "000000010006020000000001" + "0000" + "0004" + "aaaa03000000" + "0800"),
                behind(
                        "Linux cooked v2",
                        276,
                        "0800" + "0000" + "00000003" + "0001" + "04" + "06" + "0200000000010000"),
                behind(
                        "Linux cooked v2, VLAN",
                        276,
                        "8100" + "0000" + "00000003" + "0001" + "0406" + "0200000000010000" + "00640800"),
                behind("PPP", 9, "ff030021"),
                behind("PPP, no address", 9, "0021"),
                behind("PPP, short protocol", 9, "ff0321"),
                behind("PPP, no address, short protocol", 9, "21"),
                behind("PPP in HDLC", 50, "ff030021"),
                behind("Cisco PPP in HDLC", 50, "0f000800"),
                behind("Cisco HDLC", 104, "0f000800"),
                behind("PPP with direction", 204, "01ff030021"),
                behind("PPP of pppd", 166, "01030021"),
                sample("PPPoE session", 51, ip -> joined(hex("11000001"), u16(ip.length + 2), hex("0021"), ip)),
                behind("Solaris IPNET", 226, "0102000400000000000000010000000000000000" + "00000000"),
                behind("IP over InfiniBand", 242, "00".repeat(40) + "08000000"));
    }

    private static List<Sample> tunnels() {
        return List.of(
                behind("802.1Q", 1, MACS + "81000064" + "0800"),
                behind("802.1ad", 1, MACS + "88a80064" + "81000065" + "0800"),
                behind("three tags", 1, MACS + "88a80064" + "81000065" + "81000066" + "0800"),
                behind("old QinQ", 1, MACS + "91000064" + "81000065" + "0800"),
                sample("802.3 SNAP", 1, ip -> joined(hex(MACS), u16(ip.length + 8), hex("aaaa030000000800"), ip)),
                sample("802.3 LLC", 1, ip -> joined(hex(MACS), u16(ip.length + 3), hex("060603"), ip)),
                behind("MPLS", 1, MACS + "8847" + "00010040" + "00020140"),
                behind("MPLS pseudo wire", 1, MACS + "8847" + "00010140" + "00000000" + MACS + "0800"),
                behind("provider backbone", 1, MACS + "88e7" + "00000064" + MACS + "0800"),
                behind("VN-Tag", 1, MACS + "8926" + "00010002" + "0800"),
                sample(
                        "PPPoE over QinQ",
                        1,
                        ip -> joined(hex(MACS + "88a8006481000065886411000001"), u16(ip.length + 2), hex("0021"), ip)),
                over("IP in IP", 4, ""),
                over("GRE", 47, "00000800"),
                over("GRE with checksum, key and sequence", 47, "b0000800" + "00000000" + "00000001" + "00000002"),
                over("GRE bridged", 47, "20006558" + "00000100" + MACS + "0800"),
                over("ERSPAN I", 47, "000088be" + MACS + "0800"),
                over("ERSPAN II", 47, "100088be" + "00000001" + "1001000100000000" + MACS + "0800"),
                over(
                        "ERSPAN II, VLAN inside",
                        47,
                        "100088be" + "00000001" + "1001000100000000" + MACS + "810000640800"),
                over("ERSPAN III", 47, "100022eb" + "00000001" + "200100010000000000000000" + MACS + "0800"),
                over(
                        "ERSPAN III with platform header",
                        47,
                        "100022eb" + "00000001" + "200100010000000000000001" + "0000000000000000" + MACS + "0800"),
                over("ERSPAN III of IP", 47, "100022eb" + "00000001" + "200100010000000000000800"),
                sample(
                        "PPTP",
                        1,
                        ip -> ethernet(ipv4(
                                47, joined(hex("3001880b"), u16(ip.length + 3), hex("000100000001" + "ff0321"), ip)))),
                over("Ethernet in IP", 97, "3000" + MACS + "0800"),
                over("authentication header", 51, "04040000" + "00000100" + "00000001" + "00".repeat(12)),
                udp("VXLAN", 4789, "0800000000006400" + MACS + "0800"),
                udp("VXLAN, VLAN inside", 4789, "0800000000006400" + MACS + "810000640800"),
                udp("GENEVE bridged", 6081, "0000655800006400" + MACS + "0800"),
                udp("GENEVE of IP", 6081, "0000080000006400"),
                udp("GENEVE with options", 6081, "0200655800006400" + "0102800100000000" + MACS + "0800"),
                sample("6in4's reverse", 1, ip -> ethernet6(ipv6(4, ip))),
                sample("IPv4 in IPv6 in IPv4", 1, ip -> ethernet(ipv4(41, ipv6(4, ip)))),
                sample("GRE over IPv6", 1, ip -> ethernet6(ipv6(47, joined(hex("00000800"), ip)))));
    }

    private static Sample sample(String name, int link, UnaryOperator<byte[]> layer) {
        return new Sample(name, link, layer);
    }

    private static Sample behind(String name, int link, String header) {
        return sample(name, link, ip -> joined(hex(header), ip));
    }

    private static Sample over(String name, int protocol, String header) {
        return sample(name, 1, ip -> ethernet(ipv4(protocol, joined(hex(header), ip))));
    }

    private static Sample udp(String name, int port, String header) {
        return sample(name, 1, ip -> {
            byte[] content = joined(hex(header), ip);
            return ethernet(ipv4(17, joined(u16(40000), u16(port), u16(8 + content.length), u16(0), content)));
        });
    }

    static byte[] ethernet(byte[] ip) {
        return joined(hex(MACS + "0800"), ip);
    }

    private static byte[] ethernet6(byte[] ip) {
        return joined(hex(MACS + "86dd"), ip);
    }

    private static byte[] ipv4(int protocol, byte[] content) {
        ByteBuffer out = ByteBuffer.allocate(20 + content.length);
        out.put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (20 + content.length))
                .putInt(0);
        out.put((byte) 60)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(0xC0000201)
                .putInt(0xC0000202);
        return out.put(content).array();
    }

    /** An IPv6 packet of documentation addresses. */
    static byte[] ipv6(int next, byte[] content) {
        ByteBuffer out = ByteBuffer.allocate(40 + content.length);
        out.putInt(0x60000000).putShort((short) content.length).put((byte) next).put((byte) 60);
        out.putLong(0x20010DB800000000L).putLong(1).putLong(0x20010DB800000000L).putLong(2);
        return out.put(content).array();
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    static byte[] u16(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    /** An IPv4 packet without options as fragments of at most so many bytes of content each. */
    static List<byte[]> fragments(byte[] ip, int most) {
        int content = ip.length - 20;
        List<byte[]> out = new ArrayList<>();
        for (int at = 0; at < content; at += most) {
            int length = Math.min(most, content - at);
            byte[] piece = joined(Arrays.copyOf(ip, 20), Arrays.copyOfRange(ip, 20 + at, 20 + at + length));
            ByteBuffer.wrap(piece).putShort(2, (short) piece.length).putShort(6, (short)
                    (at / 8 | (at + length < content ? 0x2000 : 0)));
            out.add(piece);
        }
        return out;
    }

    /** The same in IPv6, whose fragments have a header of their own. */
    static List<byte[]> fragments6(byte[] ip, int most, int id) {
        List<byte[]> out = new ArrayList<>();
        for (byte[] piece : fragments(joined(new byte[20], Arrays.copyOfRange(ip, 40, ip.length)), most)) {
            ByteBuffer in = ByteBuffer.wrap(piece);
            int word = in.getShort(6) & 0xFFFF;
            byte[] header = joined(
                    new byte[] {ip[6], 0},
                    u16((word & 0x1FFF) * 8 | (word & 0x2000) >> 13),
                    Frames.number(java.nio.ByteOrder.BIG_ENDIAN, 4, id));
            out.add(joined(
                    Arrays.copyOf(ip, 4),
                    u16(piece.length - 20 + 8),
                    new byte[] {44, ip[7]},
                    Arrays.copyOfRange(ip, 8, 40),
                    header,
                    Arrays.copyOfRange(piece, 20, piece.length)));
        }
        return out;
    }
}
