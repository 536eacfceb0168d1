package io.firewitness.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/** An IP packet as bytes that can be read and changed. Checksums are left wrong, as captures at a sender have them. */
final class Segment {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int ACK = 16;
    private static final int TCP = 6;
    private static final int UDP = 17;

    final byte[] bytes;
    private final ByteBuffer in;
    final boolean isV6;
    final int transport;
    final int protocol;

    Segment(byte[] packet) {
        bytes = packet;
        in = ByteBuffer.wrap(packet);
        isV6 = packet[0] >> 4 == 6;
        transport = isV6 ? 40 : (packet[0] & 15) * 4;
        protocol = packet[isV6 ? 6 : 9] & 0xFF;
    }

    boolean isTcp() {
        return protocol == TCP;
    }

    boolean hasPorts() {
        return protocol == TCP || protocol == UDP;
    }

    /** True for an error message of ICMP, which quotes a packet. */
    boolean isQuote() {
        int type = bytes.length > transport ? bytes[transport] & 0xFF : -1;
        return isV6 ? protocol == 58 && type < 128 : protocol == 1 && (type == 3 || type == 11);
    }

    boolean isFragment() {
        return !isV6 && (in.getShort(6) & 0x3FFF) != 0;
    }

    /** The packet with the one that it quotes changed. */
    byte[] withQuoted(UnaryOperator<byte[]> change) {
        int at = transport + 8;
        byte[] quoted = change.apply(Arrays.copyOfRange(bytes, at, bytes.length));
        return Frames.joined(Arrays.copyOf(bytes, at), quoted);
    }

    int sourcePort() {
        return in.getShort(transport) & 0xFFFF;
    }

    int targetPort() {
        return in.getShort(transport + 2) & 0xFFFF;
    }

    /** True where it comes from a service's port: 443, 6180 and the data movers' are all that the captures have. */
    boolean isFromServer() {
        return isService(sourcePort());
    }

    static boolean isService(int port) {
        return port == 443 || port == 6180 || (port >= 2500 && port <= 3300);
    }

    void ports(IntUnaryOperator change) {
        in.putShort(transport, (short) change.applyAsInt(sourcePort()));
        in.putShort(transport + 2, (short) change.applyAsInt(targetPort()));
    }

    int flags() {
        return bytes[transport + 13] & 0xFF;
    }

    boolean has(int flag) {
        return (flags() & flag) != 0;
    }

    int sequence() {
        return in.getInt(transport + 4);
    }

    void sequence(int value) {
        in.putInt(transport + 4, value);
    }

    int acknowledgement() {
        return in.getInt(transport + 8);
    }

    /** Names the direction it belongs to. */
    String stream() {
        return name(true);
    }

    /** Names the direction it answers. */
    String answered() {
        return name(false);
    }

    /** Names the connection, the same for both directions. */
    String connection() {
        return isFromServer() ? name(false) : name(true);
    }

    private String name(boolean isForward) {
        String source = HexFormat.of().formatHex(bytes, isV6 ? 8 : 12, isV6 ? 24 : 16) + sourcePort();
        String target = HexFormat.of().formatHex(bytes, isV6 ? 24 : 16, isV6 ? 40 : 20) + targetPort();
        return isForward ? source + ">" + target : target + ">" + source;
    }

    /** Adds to the acknowledgement, and to what a selective one names; a field that is not in use stays. */
    void acknowledge(int more) {
        if (has(ACK)) {
            in.putInt(transport + 8, acknowledgement() + more);
        }
        options((kind, at, length) -> {
            for (int i = at + 2; kind == 5 && i + 4 <= at + length; i += 4) {
                in.putInt(i, in.getInt(i) + more);
            }
        });
    }

    /** Overwrites the timestamps with padding. */
    void withoutTimestamps() {
        options((kind, at, length) -> {
            if (kind == 8) {
                Arrays.fill(bytes, at, at + length, (byte) 1);
            }
        });
    }

    private interface Option {
        void at(int kind, int at, int length);
    }

    private void options(Option visit) {
        int end = Math.min(payload(), bytes.length);
        int at = transport + 20;
        while (at + 1 < end && bytes[at] != 0) {
            int length = bytes[at] == 1 ? 1 : bytes[at + 1];
            if (length < 1 || at + length > end) {
                return;
            }
            if (length > 1) {
                visit.at(bytes[at], at, length);
            }
            at += length;
        }
    }

    /** Where the payload begins. */
    int payload() {
        return transport + (protocol == TCP ? (bytes[transport + 12] >> 4 & 15) * 4 : 8);
    }

    /** Its length as the header says; {@code wire} is what the frame had for it, for headers that leave it open. */
    int length(int wire) {
        int said = isV6 ? 40 + (in.getShort(4) & 0xFFFF) : in.getShort(2) & 0xFFFF;
        return said == (isV6 ? 40 : 0) ? wire : said;
    }

    void length(int total, boolean isFirst) {
        in.putShort(isV6 ? 4 : 2, (short) (isV6 ? total - 40 : total));
        if (!isFirst && !isV6) {
            in.putShort(4, (short) (in.getShort(4) + 1));
        }
    }

    void flags(int value) {
        bytes[transport + 13] = (byte) value;
    }

    int ttl() {
        return bytes[isV6 ? 7 : 8] & 0xFF;
    }

    void ttl(int value) {
        bytes[isV6 ? 7 : 8] = (byte) value;
    }

    /** Changes the last 32 bits of both addresses. */
    void addresses(IntUnaryOperator change) {
        int source = isV6 ? 20 : 12;
        int target = isV6 ? 36 : 16;
        in.putInt(source, change.applyAsInt(in.getInt(source)));
        in.putInt(target, change.applyAsInt(in.getInt(target)));
    }

    /** Gives one side another address, and its port what becomes of it. */
    void translate(boolean isTarget, int address, IntUnaryOperator port) {
        int at = isV6 ? 20 : 12;
        in.putInt(at + (isTarget ? isV6 ? 16 : 4 : 0), address);
        int field = transport + (isTarget ? 2 : 0);
        in.putShort(field, (short) port.applyAsInt(in.getShort(field) & 0xFFFF));
    }

    /** The same packet with an IPv6 header. */
    byte[] toV6(int wire) {
        int content = length(wire) - transport;
        byte[] body = Arrays.copyOfRange(bytes, transport, bytes.length);
        int next = protocol;
        if (isQuote()) {
            boolean isTooBig = bytes[transport + 1] == 4;
            int code = switch (bytes[transport + 1]) {
                case 3 -> 4;
                case 9, 10, 13 -> 1;
                default -> 0;
            };
            next = 58;
            byte[] quoted = Arrays.copyOfRange(body, 8, body.length);
            body = Frames.joined(Arrays.copyOf(body, 8), new Segment(quoted).toV6(quoted.length));
            body[0] = (byte) (isTooBig ? 2 : bytes[transport] == 11 ? 3 : 1);
            body[1] = (byte) (isTooBig ? 0 : code);
            content = body.length;
        }
        ByteBuffer out = ByteBuffer.allocate(40 + body.length);
        out.putInt(0x60000000 | (bytes[1] & 0xFF) << 20)
                .putShort((short) content)
                .put((byte) next)
                .put(bytes[8]);
        out.putLong(0x20010DB800000000L).putInt(0).putInt(in.getInt(12));
        out.putLong(0x20010DB800000000L).putInt(0).putInt(in.getInt(16));
        return out.put(body).array();
    }
}
