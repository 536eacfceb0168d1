package io.firewitness.engine;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes small captures in which the intent shows: {@code capture().connection(50001, 2500).handshake().upload(40)…}. Client
 * 10.0.1.10 (TTL 128, where the capture is taken) talks to server 10.0.2.20 (TTL 127 on arrival) behind one router.
 */
final class CaptureBuilder {
    static final int SEGMENT = 1400;
    private static final int CLIENT = 0x0A00010A;
    private static final int SERVER = 0x0A000214;

    private final List<byte[]> records = new ArrayList<>();
    private long micros = 1_000_000;
    private int clientTtl = 128;
    private int serverTtl = 127;
    private int clientIpId = 100;
    private int serverIpId = 7000;
    private int clientPort;
    private int serverPort;
    private int clientSeq;
    private int serverSeq;
    private int content;

    static CaptureBuilder capture() {
        return new CaptureBuilder();
    }

    /** The following packets belong to this connection. */
    CaptureBuilder connection(int from, int to) {
        clientPort = from;
        serverPort = to;
        clientSeq = from * 1000;
        serverSeq = from * 2000;
        content = 0;
        return this;
    }

    /** From here on the server's packets arrive with another TTL, as after a change of route. */
    CaptureBuilder serverTtl(int ttl) {
        serverTtl = ttl;
        return this;
    }

    CaptureBuilder pause(double seconds) {
        micros += (long) (seconds * 1e6);
        return this;
    }

    CaptureBuilder handshake() {
        client(0x02, 0, 64240);
        clientSeq++;
        pause(0.01);
        server(0x12, 0, 64240);
        serverSeq++;
        return client(0x10, 0, 64240);
    }

    /** Segments of data from the client, each acknowledged by the server. */
    CaptureBuilder upload(int segments) {
        for (int i = 0; i < segments; i++) {
            data();
            pause(0.01);
            ack();
        }
        return this;
    }

    /** One segment of data from the client that is not acknowledged yet. */
    CaptureBuilder data() {
        client(0x18, SEGMENT, 64240);
        clientSeq += SEGMENT;
        content++;
        return this;
    }

    /** The newest data once more. */
    CaptureBuilder again() {
        clientSeq -= SEGMENT;
        content--;
        return data();
    }

    CaptureBuilder ack() {
        return server(0x10, 0, 64240);
    }

    /** A RST to the client that claims to come from the server, as a box in the path makes it. */
    CaptureBuilder foreignReset(int ttl) {
        pause(0.001);
        return packet(SERVER, CLIENT, serverPort, clientPort, serverSeq, 0, 0x04, ttl, 0, 0, 0);
    }

    /** A RST of the server's own stack: its TTL, its counter, its live numbers. */
    CaptureBuilder serverAbort() {
        pause(0.01);
        return server(0x14, 0, 501);
    }

    CaptureBuilder close() {
        client(0x11, 0, 64240);
        clientSeq++;
        pause(0.01);
        server(0x11, 0, 64240);
        serverSeq++;
        return client(0x10, 0, 64240);
    }

    private CaptureBuilder client(int flags, int length, int window) {
        int ack = (flags & 0x10) == 0 ? 0 : serverSeq;
        return packet(
                CLIENT, SERVER, clientPort, serverPort, clientSeq, ack, flags, clientTtl, clientIpId++, window, length);
    }

    private CaptureBuilder server(int flags, int length, int window) {
        return packet(
                SERVER,
                CLIENT,
                serverPort,
                clientPort,
                serverSeq,
                clientSeq,
                flags,
                serverTtl,
                serverIpId++,
                window,
                length);
    }

    private CaptureBuilder packet(
            int source,
            int target,
            int sourcePort,
            int targetPort,
            int seq,
            int ack,
            int flags,
            int ttl,
            int ipId,
            int window,
            int length) {
        ByteBuffer b = ByteBuffer.allocate(16 + 14 + 40 + length);
        b.putInt((int) (1_700_000_000L + micros / 1_000_000)).putInt((int) (micros % 1_000_000));
        b.putInt(54 + length).putInt(54 + length);
        b.put(new byte[12]).putShort((short) 0x0800);
        b.put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (40 + length))
                .putShort((short) ipId)
                .putShort((short) 0x4000);
        b.put((byte) ttl).put((byte) 6).putShort((short) 0).putInt(source).putInt(target);
        b.putShort((short) sourcePort).putShort((short) targetPort).putInt(seq).putInt(ack);
        b.put((byte) 0x50).put((byte) flags).putShort((short) window).putInt(0);
        for (int i = 0; i < length; i++) {
            int x = (content * SEGMENT + i) * 0x9E3779B1;
            b.put((byte) (x ^ x >>> 15 ^ x >>> 23));
        }
        records.add(b.array());
        micros += 50;
        return this;
    }

    byte[] pcap() {
        ByteBuffer out = ByteBuffer.allocate(
                24 + records.stream().mapToInt(r -> r.length).sum());
        out.putInt(0xA1B2C3D4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0)
                .putInt(262144)
                .putInt(1);
        records.forEach(out::put);
        return out.array();
    }

    Artifact artifact() {
        return artifact("test.pcap", pcap());
    }

    static Artifact artifact(String name, byte[] bytes) {
        return new Artifact("a1", name, bytes.length, () -> new ByteArrayInputStream(bytes));
    }
}
