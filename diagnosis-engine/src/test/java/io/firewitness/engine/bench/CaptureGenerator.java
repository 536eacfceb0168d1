package io.firewitness.engine.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * Writes captures of a chosen size for the benchmarks: interleaved backup connections, each a handshake, a greeting, data
 * segments of 1460 bytes acknowledged every second one; of every 32 connections one ends by a foreign RST, one by data
 * that is never acknowledged, the rest by FIN. Same arguments, same file.
 *
 * <p>{@code java … CaptureGenerator FILE MEGABYTES [SEGMENTS_PER_CONNECTION]}: with few segments each, connections are many.
 */
public final class CaptureGenerator {
    private static final int HEADERS = 14 + 20 + 20;
    private static final int SEGMENT = 1460;
    private static final int ANSWER = 19;
    private static final int OPEN_AT_ONCE = 64;
    private static final int SYN = 2;
    private static final int ACK = 16;
    private static final int FIN_ACK = 17;
    private static final int RST = 4;

    private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] noise = new byte[1 << 16];
    private final FileChannel file;
    private long written;
    private long micros = 1_700_000_000_000_000L;
    private long packets;

    private CaptureGenerator(FileChannel file) {
        this.file = file;
        new Random(1).nextBytes(noise);
    }

    /** One connection under way. */
    private static final class Talk {
        final int number;
        int step;
        int sent;
        int acknowledged;
        int answered;

        Talk(int number) {
            this.number = number;
        }
    }

    /** Writes one and prints the number of its packets. */
    public static void main(String[] args) throws IOException {
        int segments = args.length > 2 ? Integer.parseInt(args[2]) : 4000;
        System.out.println(write(Path.of(args[0]), Long.parseLong(args[1]), segments));
    }

    /**
     * Writes a capture.
     *
     * @param segments data segments of each connection
     * @return the number of packets
     */
    public static long write(Path path, long megabytes, int segments) throws IOException {
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            return new CaptureGenerator(file).write(megabytes << 20, segments);
        }
    }

    /** Returns the number of packets. */
    private long write(long bytes, int segments) throws IOException {
        out.putInt(0xA1B2C3D4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(262144)
                .putInt(1);
        Talk[] talks = new Talk[OPEN_AT_ONCE];
        int begun = 0;
        while (written + out.position() < bytes) {
            for (int i = 0; i < talks.length; i++) {
                if (talks[i] == null) {
                    talks[i] = new Talk(begun++);
                }
                if (step(talks[i], segments)) {
                    talks[i] = null;
                }
            }
        }
        flush();
        return packets;
    }

    /** Some packets of one connection; true where it has ended. */
    private boolean step(Talk t, int segments) throws IOException {
        int fate = t.number & 31;
        if (t.step++ == 0) {
            packet(t, true, SYN, 0, 0, 128);
            packet(t, false, SYN | ACK, 0, 0, 127);
            packet(t, true, ACK, 0, 0, 128);
            packet(t, true, ACK, 0, 119, 128);
            packet(t, false, ACK, 119, ANSWER, 127);
            t.answered = ANSWER;
            t.sent = 119;
            return false;
        }
        if (t.step <= segments / 2) {
            packet(t, true, ACK, t.sent, SEGMENT, 128);
            packet(t, true, ACK, t.sent + SEGMENT, SEGMENT, 128);
            t.sent += 2 * SEGMENT;
            t.acknowledged = t.sent;
            packet(t, false, ACK, t.acknowledged, 0, 127);
            return false;
        }
        if (fate == 1) {
            packet(t, true, ACK, t.sent, SEGMENT, 128);
            packet(t, false, RST, t.acknowledged, 0, 64);
            return true;
        }
        if (fate == 2) {
            packet(t, true, ACK, t.sent, SEGMENT, 128);
            return t.step > segments / 2 + 8;
        }
        packet(t, true, FIN_ACK, t.sent, 0, 128);
        packet(t, false, FIN_ACK, t.sent + 1, 0, 127);
        t.answered++;
        packet(t, true, ACK, t.sent + 1, 0, 128);
        return true;
    }

    private void packet(Talk t, boolean fromClient, int flags, int offset, int payload, int ttl) throws IOException {
        int length = HEADERS + payload;
        if (out.remaining() < 16 + length) {
            flush();
        }
        micros += 7;
        packets++;
        out.order(ByteOrder.LITTLE_ENDIAN);
        out.putInt((int) (micros / 1_000_000))
                .putInt((int) (micros % 1_000_000))
                .putInt(length)
                .putInt(length);
        out.order(ByteOrder.BIG_ENDIAN);
        out.putLong(0x0200000000010200L).putInt(0x00000002).putShort((short) 0x0800);
        int client = 0x0A010000 | (t.number >>> 14 & 0xFFFF);
        int server = 0x0A640001;
        out.putShort((short) 0x4500).putShort((short) (40 + payload));
        out.putShort((short) packets)
                .putShort((short) 0x4000)
                .put((byte) ttl)
                .put((byte) 6)
                .putShort((short) 0);
        out.putInt(fromClient ? client : server).putInt(fromClient ? server : client);
        short port = (short) (20000 + (t.number & 0x3FFF));
        short mover = (short) (2500 + t.number % 100);
        out.putShort(fromClient ? port : mover).putShort(fromClient ? mover : port);
        int started = (flags & SYN) == 0 ? 1 : 0;
        int own = fromClient ? 1000 + offset + started : 5000 + started + t.answered;
        int other = fromClient ? 5001 + t.answered : 1000 + offset + 1;
        out.putInt(own).putInt((flags & ACK) == 0 ? 0 : other);
        out.putShort((short) (0x5000 | flags)).putShort((short) 64240).putInt(0);
        if (payload > 0) {
            out.put(noise, (t.number * 31 + offset) & 0x7FFF, payload);
        }
    }

    private void flush() throws IOException {
        out.flip();
        written += out.remaining();
        while (out.hasRemaining()) {
            file.write(out);
        }
        out.clear();
    }
}
