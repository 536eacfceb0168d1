package io.firewitness.engine;

import java.util.Arrays;
import java.util.List;

/**
 * Two hosts that talk over TCP, with taps along their path. Unlike {@link CaptureBuilder} it lets every header field be another
 * one, and knows what each tap sees: TTL, clock, NAT, loss between two taps.
 */
final class Dialogue {
    static final int SEGMENT = 1400;

    /** One end. */
    static final class Host {
        int address;
        int port;
        long mac;
        int initialTtl = 64;
        int ipId = 1000;
        boolean hasZeroIpId;
        int seq;
        int window = 64240;
        boolean hasTimestamps;
        /** Added by a change of route. */
        int detour;
    }

    final Host client = new Host();
    final Host server = new Host();
    final List<Tap> taps;
    long micros = 1_000_000;
    boolean isIpv6;
    int segment = SEGMENT;
    /** Stream offset at which the object's bytes begin: a greeting or a resume header lies before. */
    long header;
    /** Place in the object where this attempt begins. */
    long resumedAt;

    int seed = 1;
    /** What the client sends instead of an object's bytes; null for those. */
    byte[] stream;

    private int firstSeq;

    Dialogue(Tap... taps) {
        this.taps = List.of(taps);
        client.address = 0x0A00010A;
        server.address = 0x0A000214;
        client.mac = 0x02_00_00_00_00_0AL;
        server.mac = 0x02_00_00_00_00_01L;
        client.initialTtl = 128;
    }

    static Dialogue atClient() {
        return new Dialogue(new Tap("client.pcap", 0, 1));
    }

    Dialogue connection(int from, int to) {
        client.port = from;
        server.port = to;
        client.seq = from * 0x01000193;
        server.seq = from * 0x02000191;
        firstSeq = client.seq + 1;
        return this;
    }

    Dialogue pause(double seconds) {
        micros += Math.round(seconds * 1e6);
        return this;
    }

    Packet client(int flags) {
        return new Packet(client, server, flags);
    }

    Packet server(int flags) {
        return new Packet(server, client, flags);
    }

    Dialogue handshake() {
        client(Packet.SYN).send();
        client.seq++;
        pause(0.005);
        server(Packet.SYN | Packet.ACK).send();
        server.seq++;
        pause(0.005);
        return client(Packet.ACK).send();
    }

    /** Segments of the client's object, each acknowledged. */
    Dialogue upload(int segments) {
        for (int i = 0; i < segments; i++) {
            data().pause(0.005).ack().pause(0.005);
        }
        return this;
    }

    Dialogue data() {
        client(Packet.PSH | Packet.ACK).length(segment).send();
        client.seq += segment;
        return this;
    }

    /** The newest segment once more. */
    Dialogue again() {
        client.seq -= segment;
        return data();
    }

    Dialogue ack() {
        return server(Packet.ACK).send();
    }

    Dialogue close() {
        client(Packet.FIN | Packet.ACK).send();
        client.seq++;
        pause(0.005);
        server(Packet.FIN | Packet.ACK).send();
        server.seq++;
        pause(0.005);
        return client(Packet.ACK).send();
    }

    /** A UDP datagram between the two ends, as these taps see it. */
    Dialogue datagram(boolean fromClient, byte[] payload, Tap... seenBy) {
        Host from = fromClient ? client : server;
        Host to = fromClient ? server : client;
        int id = from.ipId++ & 0xFFFF;
        for (Tap tap : seenBy) {
            Bytes b = new Bytes();
            b.u48(to.mac).u48(from.mac).u16(0x0800);
            b.u16(0x4500).u16(28 + payload.length).u16(id).u16(0x4000);
            b.u8(from.initialTtl - (fromClient ? tap.hopsToClient : tap.hopsToServer))
                    .u8(17)
                    .u16(0);
            b.u32(address(tap, from)).u32(address(tap, to));
            b.u16(port(tap, from)).u16(port(tap, to)).u16(8 + payload.length).u16(0);
            b.bytes(payload);
            tap.record(micros, b.take());
        }
        micros += 20;
        return this;
    }

    /** Sends the same segment with growing pauses, as a retransmission time-out does. */
    Dialogue ladder(int sends) {
        double wait = 0.3;
        for (int i = 0; i < sends; i++, wait *= 2) {
            pause(wait).again();
        }
        return this;
    }

    /** One packet with every field as its sender's stack would set it, unless told otherwise. */
    final class Packet {
        static final int FIN = 1;
        static final int SYN = 2;
        static final int RST = 4;
        static final int PSH = 8;
        static final int ACK = 16;

        private final Host from;
        private final Host to;
        private final int flags;
        private int seq;
        private int ack;
        private int length;
        private int window;
        private int ipId;
        private int ttlAtTap = -1;
        private boolean hasTimestamp;
        private boolean dontFragment = true;
        private long mac;
        private byte[] payload;
        private int sackLeft;
        private int sackRight;
        private List<Tap> seenBy = taps;

        Packet(Host from, Host to, int flags) {
            this.from = from;
            this.to = to;
            this.flags = flags;
            this.seq = from.seq;
            this.ack = (flags & ACK) == 0 ? 0 : to.seq;
            this.window = from.window;
            this.ipId = -1;
            this.hasTimestamp = from.hasTimestamps;
            this.mac = from.mac;
        }

        Packet seq(int value) {
            seq = value;
            return this;
        }

        Packet ackOf(int value) {
            ack = value;
            return this;
        }

        Packet length(int bytes) {
            length = bytes;
            return this;
        }

        Packet payload(byte[] bytes) {
            payload = bytes;
            length = bytes.length;
            return this;
        }

        Packet window(int value) {
            window = value;
            return this;
        }

        Packet ipId(int value) {
            ipId = value;
            return this;
        }

        /** The TTL that every tap sees, whatever the sender's is: a device made the packet. */
        Packet ttl(int seen) {
            ttlAtTap = seen;
            return this;
        }

        Packet noTimestamp() {
            hasTimestamp = false;
            return this;
        }

        Packet mayFragment() {
            dontFragment = false;
            return this;
        }

        Packet mac(long value) {
            mac = value;
            return this;
        }

        Packet sack(int left, int right) {
            sackLeft = left;
            sackRight = right;
            return this;
        }

        /** Only these taps see it: the others lie beyond the box that dropped or made it. */
        Packet only(Tap... some) {
            seenBy = List.of(some);
            return this;
        }

        Dialogue send() {
            int id = ipId >= 0 ? ipId : from.hasZeroIpId ? 0 : from.ipId++ & 0xFFFF;
            for (Tap tap : seenBy) {
                int hops = (from == client ? tap.hopsToClient : tap.hopsToServer) + from.detour;
                tap.record(micros, frame(tap, ttlAtTap >= 0 ? ttlAtTap : from.initialTtl - hops, id));
            }
            micros += 20;
            return Dialogue.this;
        }

        private byte[] frame(Tap tap, int ttl, int id) {
            Bytes b = new Bytes();
            b.u48(to.mac).u48(mac).u16(isIpv6 ? 0x86DD : 0x0800);
            int options = (hasTimestamp ? 12 : 0) + (sackRight != sackLeft ? 12 : 0);
            int tcpLength = 20 + options + length;
            if (isIpv6) {
                b.u32(0x60000000).u16(tcpLength).u8(6).u8(ttl);
                b.u32(0xFD000000).u32(0).u32(0).u32(address(tap, from));
                b.u32(0xFD000000).u32(0).u32(0).u32(address(tap, to));
            } else {
                b.u16(0x4500).u16(20 + tcpLength).u16(id).u16(dontFragment ? 0x4000 : 0);
                b.u8(ttl).u8(6).u16(0).u32(address(tap, from)).u32(address(tap, to));
            }
            b.u16(port(tap, from)).u16(port(tap, to)).u32(seq).u32(ack);
            b.u8(((20 + options) / 4) << 4).u8(flags).u16(window).u32(0);
            if (hasTimestamp) {
                b.u32(0x0101080A).u32((int) (micros / 1000) + from.address).u32(0);
            }
            if (sackRight != sackLeft) {
                b.u32(0x0101050A).u32(sackLeft).u32(sackRight);
            }
            b.bytes(payload != null ? payload : content());
            return b.take();
        }

        private byte[] content() {
            byte[] bytes = new byte[length];
            long at = Integer.toUnsignedLong(seq - firstSeq);
            for (int i = 0; i < length; i++) {
                bytes[i] = from == client ? contentAt(at + i) : (byte) (seq + i);
            }
            return bytes;
        }
    }

    private byte contentAt(long offset) {
        if (stream != null) {
            return stream[(int) offset];
        }
        long place = offset < header ? -1 - offset - client.port * 100_000L : offset - header + resumedAt;
        long x = (place + 1) * 0x9E3779B97F4A7C15L * (2L * seed + 1);
        x = (x ^ (x >>> 29)) * 0xBF58476D1CE4E5B9L;
        return (byte) (x >>> 40);
    }

    private int address(Tap tap, Host host) {
        return host == client && tap.natAddress != 0 ? tap.natAddress : host.address;
    }

    private int port(Tap tap, Host host) {
        return host == client && tap.natPort != 0 ? tap.natPort : host.port;
    }

    /** Big-endian bytes. */
    static final class Bytes {
        private byte[] all = new byte[256];
        private int size;

        Bytes u8(int value) {
            if (size == all.length) {
                all = Arrays.copyOf(all, size * 2);
            }
            all[size++] = (byte) value;
            return this;
        }

        Bytes u16(int value) {
            return u8(value >>> 8).u8(value);
        }

        Bytes u32(int value) {
            return u16(value >>> 16).u16(value);
        }

        Bytes u48(long value) {
            return u16((int) (value >>> 32)).u32((int) value);
        }

        Bytes bytes(byte[] value) {
            for (byte one : value) {
                u8(one);
            }
            return this;
        }

        byte[] take() {
            return Arrays.copyOf(all, size);
        }
    }
}
