package io.firewitness.engine;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A place where packets of {@link Dialogue} are captured: routers to both ends, its clock, and what wraps the packets. */
final class Tap {
    final String name;
    final int hopsToClient;
    final int hopsToServer;
    private final List<byte[]> records = new ArrayList<>();
    private long clockMicros;
    private boolean isVxlan;
    private int snapLength = 262_144;
    private boolean isOpen = true;
    /** Address and port that a NAT shows here instead of the client's own; 0 none. */
    int natAddress;

    int natPort;

    Tap(String name, int hopsToClient, int hopsToServer) {
        this.name = name;
        this.hopsToClient = hopsToClient;
        this.hopsToServer = hopsToServer;
    }

    /** Its clock differs from the true time, or is set by so much from here on. */
    Tap clock(double seconds) {
        clockMicros += Math.round(seconds * 1e6);
        return this;
    }

    Tap vxlan() {
        isVxlan = true;
        return this;
    }

    Tap snapLength(int length) {
        snapLength = length;
        return this;
    }

    Tap nat(int address, int port) {
        natAddress = address;
        natPort = port;
        return this;
    }

    /** Closed, it records nothing: a capture begun late, or one that loses packets. */
    Tap open(boolean isRecording) {
        isOpen = isRecording;
        return this;
    }

    void record(long micros, byte[] frame) {
        if (!isOpen) {
            return;
        }
        byte[] whole = isVxlan ? wrapped(frame) : frame;
        long time = 1_700_000_000_000_000L + micros + clockMicros;
        int captured = Math.min(whole.length, snapLength);
        ByteBuffer b = ByteBuffer.allocate(16 + captured);
        b.putInt((int) (time / 1_000_000)).putInt((int) (time % 1_000_000));
        b.putInt(captured).putInt(whole.length).put(whole, 0, captured);
        records.add(b.array());
    }

    private static byte[] wrapped(byte[] frame) {
        ByteBuffer b = ByteBuffer.allocate(50 + frame.length);
        b.put(new byte[12]).putShort((short) 0x0800);
        b.put((byte) 0x45).put((byte) 0).putShort((short) (36 + frame.length)).putInt(0);
        b.put((byte) 60).put((byte) 17).putShort((short) 0).putInt(0xC0A80001).putInt(0xC0A80002);
        b.putShort((short) 40000)
                .putShort((short) 4789)
                .putShort((short) (16 + frame.length))
                .putShort((short) 0);
        b.putInt(0x08000000).putInt(77 << 8).put(frame);
        return b.array();
    }

    Artifact artifact(String id) {
        byte[] bytes = pcap();
        return new Artifact(id, name, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /** Its packets in two files, as a ring buffer writes them; the first one holds so many. */
    List<Artifact> ring(String firstId, String secondId, int packets) {
        byte[] first = pcap(records.subList(0, packets));
        byte[] second = pcap(records.subList(packets, records.size()));
        return List.of(
                new Artifact(firstId, name + "0", first.length, () -> new ByteArrayInputStream(first)),
                new Artifact(secondId, name + "1", second.length, () -> new ByteArrayInputStream(second)));
    }

    int packets() {
        return records.size();
    }

    byte[] pcap() {
        return pcap(records);
    }

    private static byte[] pcap(List<byte[]> records) {
        ByteBuffer out = ByteBuffer.allocate(
                24 + records.stream().mapToInt(r -> r.length).sum());
        out.putInt(0xA1B2C3D4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(262_144)
                .putInt(1);
        records.forEach(out::put);
        return out.array();
    }
}
