package io.firewitness.engine.bench;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** A capture made to cost as much as it can, written while it is read: as many packets as wished, in no memory. */
final class HostileCapture extends InputStream {
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;
    private static final int LAYERS = 5;
    private static final int PAYLOAD = 64;

    /** What makes it costly. */
    enum Kind {
        /** Each packet begins another connection. */
        ONE_PACKET_CONNECTIONS,
        /** All packets belong to one connection, which never ends. */
        ONE_CONNECTION,
        /** Segments that overlap, go back, leave holes and repeat with other bytes. */
        OVERLAPPING_SEGMENTS,
        /** Nothing but RSTs, of a thousand connections. */
        RESETS,
        /** First fragments whose rest never comes, and later ones whose first was never seen. */
        FRAGMENTS,
        /** IP in IP in IP, as deep as is looked into. */
        TUNNELS,
        /** Requests that are never answered, and ICMP errors that quote connections nobody saw. */
        DATAGRAMS;

        String shown() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final Kind kind;
    private final long packets;
    private long written;
    private final ByteBuffer out = ByteBuffer.allocate(1 << 16);
    private int random = 1;

    HostileCapture(Kind kind, long packets) {
        this.kind = kind;
        this.packets = packets;
        out.order(ByteOrder.BIG_ENDIAN)
                .putInt(0xA1B2C3D4)
                .putInt(0x00020004)
                .putLong(0)
                .putInt(262144)
                .putInt(101)
                .flip();
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int offset, int length) {
        if (!out.hasRemaining() && !fill()) {
            return -1;
        }
        int n = Math.min(length, out.remaining());
        out.get(b, offset, n);
        return n;
    }

    private boolean fill() {
        out.clear();
        while (written < packets && out.remaining() > 1024) {
            record();
            written++;
        }
        out.flip();
        return out.hasRemaining();
    }

    private void record() {
        long micros = written * 3;
        out.putInt((int) (1_700_000_000 + micros / 1_000_000)).putInt((int) (micros % 1_000_000));
        int lengths = out.position();
        out.putLong(0);
        int start = out.position();
        int i = (int) written;
        switch (kind) {
            case ONE_PACKET_CONNECTIONS ->
                tcp(0x0A000000 + (i >>> 15), 20000 + (i & 0x7FFF), i, i % 3 == 0 ? SYN : ACK, i % 2 * PAYLOAD);
            case ONE_CONNECTION -> tcp(0x0A000001, 20000, i * PAYLOAD, ACK, PAYLOAD);
            case OVERLAPPING_SEGMENTS ->
                tcp(0x0A000001 + (i & 15), 20000, (i >>> 4) * 16 + (next() & 0xFFFF) - 0x8000, ACK, 1 + (next() & 63));
            case RESETS -> tcp(0x0A000001 + i % 1000, 20000, next(), i < 1000 ? SYN : RST, 0);
            case FRAGMENTS -> {
                tcp(0x0A000001 + (i & 0xFFFF), 20000, i * PAYLOAD, ACK, PAYLOAD);
                out.putShort(start + 6, (short) ((i & 1) == 0 ? 0x2000 : 1 + (i & 0x1FFE)));
            }
            case TUNNELS -> {
                for (int layer = LAYERS; layer > 0; layer--) {
                    ip(0x0B000001, 4, 20 * (layer - 1) + 40 + PAYLOAD);
                }
                tcp(0x0A000001 + (i & 0xFF), 20000, (i >>> 8) * PAYLOAD, ACK, PAYLOAD);
            }
            case DATAGRAMS -> {
                if ((i & 1) == 0) {
                    ip(0x0A000001 + (i & 0xFFF), 17, 8 + PAYLOAD);
                    out.putShort((short) 20000)
                            .putShort((short) 6180)
                            .putShort((short) (8 + PAYLOAD))
                            .putShort((short) 0);
                    payload(PAYLOAD);
                } else {
                    ip(0x0C000001, 1, 8 + 28);
                    out.putInt(0x030D0000).putInt(0);
                    ip(0x0A000001 + (next() & 0xFFFFFF), 6, 20);
                    out.putInt(20000 << 16 | 2500).putInt(i);
                }
            }
        }
        int length = out.position() - start;
        out.putInt(lengths, length).putInt(lengths + 4, length);
    }

    private void tcp(int source, int port, int sequence, int flags, int payload) {
        ip(source, 6, 20 + payload);
        out.putShort((short) port).putShort((short) 2500).putInt(sequence).putInt(1);
        out.putShort((short) (0x5000 | flags)).putShort((short) 1000).putInt(0);
        payload(payload);
    }

    private void ip(int source, int protocol, int content) {
        out.putShort((short) 0x4500)
                .putShort((short) (20 + content))
                .putShort((short) next())
                .putShort((short) 0);
        out.put((byte) (next() & 0x7F))
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(source)
                .putInt(0x0A640001);
    }

    private void payload(int length) {
        for (int i = 0; i < length; i++) {
            out.put((byte) next());
        }
    }

    private int next() {
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        return random;
    }
}
