package io.firewitness.knowledge;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Engine;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.DiagnosisJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A capture at a tenant's host, 10.0.1.10, that talks to 10.0.2.20; the engine itself judges it. */
final class Talk {
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;
    private static final int SERVER_TTL = 63;
    private static final int SEGMENT = 1000;

    private final ByteArrayOutputStream packets = new ByteArrayOutputStream();
    private long micros = 1_700_000_000_000_000L;
    private int clientPort;
    private int serverPort;
    private int sent;
    private int received;

    private Talk begin(int from, int to) {
        clientPort = from;
        serverPort = to;
        sent = from * 1000;
        received = from * 2000;
        return this;
    }

    /** A connection that begins, carries data and ends in order; it shows how the server's own packets look. */
    Talk transfer(int from, int to) {
        handshake(from, to);
        upload(20);
        client(FIN | ACK, 0, 5);
        sent++;
        server(FIN | ACK, SERVER_TTL, 5);
        received++;
        client(ACK, 0, 1000);
        return this;
    }

    /** A transfer that a RST with this TTL ends in the server's name. */
    Talk cut(int from, int to, int ttl) {
        handshake(from, to);
        upload(20);
        client(ACK, SEGMENT, 1);
        server(RST, ttl, 2000);
        return this;
    }

    /** A SYN that a RST with this TTL answers. */
    Talk refused(int from, int to, int ttl) {
        begin(from, to).client(SYN, 0, 10);
        sent++;
        received = 0;
        server(RST | ACK, ttl, 2000);
        return this;
    }

    Talk refusedByTheHost(int from, int to) {
        return refused(from, to, SERVER_TTL);
    }

    /** Three SYNs that nobody answers. */
    Talk unanswered(int from, int to) {
        begin(from, to).client(SYN, 0, 1000);
        client(SYN, 0, 2000);
        client(SYN, 0, 4000);
        return this;
    }

    private void handshake(int from, int to) {
        begin(from, to).client(SYN, 0, 5);
        sent++;
        server(SYN | ACK, SERVER_TTL, 5);
        received++;
        client(ACK, 0, 5);
    }

    private void upload(int segments) {
        for (int i = 0; i < segments; i++) {
            client(ACK, SEGMENT, 5);
            sent += SEGMENT;
            server(ACK, SERVER_TTL, 5);
        }
    }

    private void client(int flags, int length, int pauseMillis) {
        packet(0x0A00010A, 0x0A000214, clientPort, serverPort, sent, received, flags, 128, length, pauseMillis);
    }

    private void server(int flags, int ttl, int pauseMillis) {
        packet(0x0A000214, 0x0A00010A, serverPort, clientPort, received, sent, flags, ttl, 0, pauseMillis);
    }

    private void packet(
            int from, int to, int fromPort, int toPort, int seq, int ack, int flags, int ttl, int length, int pause) {
        int frame = 14 + 40 + length;
        ByteBuffer b = ByteBuffer.allocate(16 + frame);
        b.putInt((int) (micros / 1_000_000)).putInt((int) (micros % 1_000_000));
        b.putInt(frame).putInt(frame);
        b.put(new byte[12]).putShort((short) 0x0800);
        b.putShort((short) 0x4500).putShort((short) (40 + length)).putInt(0x4000);
        b.put((byte) ttl).put((byte) 6).putShort((short) 0).putInt(from).putInt(to);
        b.putShort((short) fromPort).putShort((short) toPort).putInt(seq).putInt((flags & ACK) == 0 ? 0 : ack);
        b.put((byte) 0x50).put((byte) flags).putShort((short) 64_000).putInt(0);
        packets.writeBytes(b.array());
        micros += pause * 1000L;
    }

    /** The engine's document of this capture. */
    String diagnosed() throws IOException {
        ByteBuffer file = ByteBuffer.allocate(24 + packets.size());
        file.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4);
        file.putLong(0).putInt(262_144).putInt(1).put(packets.toByteArray());
        byte[] bytes = file.array();
        Artifact capture = new Artifact("a1", "client.pcap", bytes.length, () -> new ByteArrayInputStream(bytes));
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        DiagnosisJson.write(Engine.diagnose(List.of(capture), RulePack.builtIn(), Progress.NONE), document);
        return document.toString(StandardCharsets.UTF_8);
    }
}
