package io.firewitness.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

/**
 * A real capture, taken apart so that it can be changed and written again. Reads what the labelled captures are: pcap and
 * pcapng, gzip around them.
 *
 * @param links link types by interface
 * @param shots what was captured, in the order of the file
 */
record Recording(List<Integer> links, List<Shot> shots) {
    private static final int ETHERNET = 1;
    private static final int COOKED = 113;
    private static final int COOKED_2 = 276;

    /** One frame: nanoseconds since 1970, its interface, what was captured of it, and its length on the wire. */
    static final class Shot {
        private final long nanos;
        private final int port;
        private final byte[] bytes;
        private final int length;

        Shot(long nanos, int port, byte[] bytes, int length) {
            this.nanos = nanos;
            this.port = port;
            this.bytes = bytes;
            this.length = length;
        }

        long nanos() {
            return nanos;
        }

        int port() {
            return port;
        }

        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        Shot with(byte[] changed) {
            return new Shot(nanos, port, changed, changed.length + length - bytes.length);
        }

        Shot at(long time) {
            return new Shot(time, port, bytes, length);
        }

        Shot cut(int most) {
            return new Shot(nanos, port, Arrays.copyOf(bytes, Math.min(most, bytes.length)), length);
        }
    }

    static Recording read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if ((bytes[0] & 0xFF) == 0x1F) {
            bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return in.getInt(0) == 0x0A0D0D0A ? pcapng(in) : pcap(in);
    }

    private static Recording pcap(ByteBuffer in) {
        int scale = in.getInt(0) == 0xA1B23C4D ? 1 : 1000;
        List<Shot> shots = new ArrayList<>();
        int link = in.getInt(20);
        in.position(24);
        while (in.remaining() >= 16) {
            long nanos = in.getInt() * 1_000_000_000L + in.getInt() * (long) scale;
            byte[] bytes = new byte[in.getInt()];
            int length = in.getInt();
            if (in.remaining() < bytes.length) {
                break;
            }
            in.get(bytes);
            shots.add(new Shot(nanos, 0, bytes, length));
        }
        return new Recording(List.of(link), shots);
    }

    private static Recording pcapng(ByteBuffer in) {
        List<Integer> links = new ArrayList<>();
        List<Integer> scales = new ArrayList<>();
        List<Shot> shots = new ArrayList<>();
        for (int at = 0; at + 12 <= in.limit(); at += in.getInt(at + 4)) {
            if (in.getInt(at) == 1) {
                links.add((int) in.getShort(at + 8));
                scales.add(isNanos(in, at + 16) ? 1 : 1000);
            } else if (in.getInt(at) == 6) {
                int port = in.getInt(at + 8);
                long ticks = (long) in.getInt(at + 12) << 32 | Integer.toUnsignedLong(in.getInt(at + 16));
                byte[] bytes = new byte[in.getInt(at + 20)];
                in.get(at + 28, bytes);
                shots.add(new Shot(ticks * scales.get(port), port, bytes, in.getInt(at + 24)));
            }
        }
        return new Recording(links, shots);
    }

    private static boolean isNanos(ByteBuffer in, int option) {
        int at = option;
        while (in.getShort(at) != 0 && in.getShort(at) != 9 && in.getShort(at) < 20) {
            at += 4 + (in.getShort(at + 2) + 3 & ~3);
        }
        return in.getShort(at) == 9 && in.get(at + 4) == 9;
    }

    /** Classic pcap with nanoseconds; pcapng where there are several interfaces. */
    byte[] bytes() {
        return links.size() > 1 ? pcapng() : pcap(ByteOrder.LITTLE_ENDIAN, 1);
    }

    /** Classic pcap; {@code scale} nanoseconds are its unit: 1 or 1000. */
    byte[] pcap(ByteOrder order, int scale) {
        ByteBuffer out = buffer(order);
        out.putInt(scale == 1 ? 0xA1B23C4D : 0xA1B2C3D4).putShort((short) 2).putShort((short) 4);
        out.putLong(0).putInt(262144).putInt(links.getFirst());
        for (Shot s : shots) {
            out.putInt((int) (s.nanos / 1_000_000_000L)).putInt((int) (s.nanos % 1_000_000_000L) / scale);
            out.putInt(s.bytes.length).putInt(s.length).put(s.bytes);
        }
        return Frames.written(out);
    }

    /** A pcapng file with nanoseconds and with blocks behind the packets. */
    byte[] pcapng(byte[]... behind) {
        ByteBuffer out = buffer(ByteOrder.LITTLE_ENDIAN);
        Frames.section(out);
        byte[] nanos = Frames.joined(Frames.option(out.order(), 9, (byte) 9), Frames.option(out.order(), 0));
        links.forEach(link -> Frames.interfaceBlock(out, link, nanos));
        for (Shot s : shots) {
            int padded = s.bytes.length + 3 & ~3;
            out.putInt(6).putInt(32 + padded).putInt(s.port);
            out.putInt((int) (s.nanos >>> 32)).putInt((int) s.nanos);
            out.putInt(s.bytes.length).putInt(s.length).put(s.bytes).position(out.position() + padded - s.bytes.length);
            out.putInt(32 + padded);
        }
        List.of(behind).forEach(out::put);
        return Frames.written(out);
    }

    byte[] snoop() {
        ByteBuffer out = buffer(ByteOrder.BIG_ENDIAN);
        out.putLong(0x736E6F6F70000000L).putInt(2).putInt(4);
        for (Shot s : shots) {
            int padded = s.bytes.length + 3 & ~3;
            out.putInt(s.length).putInt(s.bytes.length).putInt(24 + padded).putInt(0);
            out.putInt((int) (s.nanos / 1_000_000_000L)).putInt((int) (s.nanos % 1_000_000_000L) / 1000);
            out.put(s.bytes).position(out.position() + padded - s.bytes.length);
        }
        return Frames.written(out);
    }

    private ByteBuffer buffer(ByteOrder order) {
        int size = 1 << 10;
        for (Shot s : shots) {
            size += 64 + s.bytes.length;
        }
        return ByteBuffer.allocate(size).order(order);
    }

    Recording shots(List<Shot> others) {
        return new Recording(links, others);
    }

    Recording each(UnaryOperator<Shot> change) {
        return shots(shots.stream().map(change).toList());
    }

    Recording only(Predicate<Shot> wanted) {
        return shots(shots.stream().filter(wanted).toList());
    }

    /** Changes IP packets in place of what they are; frames of other protocols stay. */
    Recording eachPacket(UnaryOperator<byte[]> change) {
        return each(s -> {
            int at = network(s);
            if (at < 0) {
                return s;
            }
            byte[] packet = change.apply(Arrays.copyOfRange(s.bytes, at, s.bytes.length));
            return s.with(Frames.joined(Arrays.copyOf(s.bytes, at), packet));
        });
    }

    /** Each IP packet behind another link layer, frames of other protocols left out. */
    Recording behind(int link, IntFunction<byte[]> header) {
        List<Shot> out = new ArrayList<>();
        for (Shot s : shots) {
            int at = network(s);
            if (at >= 0) {
                byte[] packet = Arrays.copyOfRange(s.bytes, at, s.bytes.length);
                int length = s.length - at;
                byte[] around = header.apply(packet[0] >> 4 == 6 ? -length : length);
                out.add(s.with(Frames.joined(around, packet)));
            }
        }
        return new Recording(links.stream().map(x -> link).toList(), out);
    }

    /** Where the IP packet begins, -1 where there is none. */
    int network(Shot s) {
        ByteBuffer in = ByteBuffer.wrap(s.bytes);
        int at = switch (links.get(s.port)) {
            case ETHERNET -> 12;
            case COOKED -> 14;
            case COOKED_2 -> 0;
            default -> throw new IllegalStateException("link " + links.get(s.port));
        };
        int after = links.get(s.port) == COOKED_2 ? 20 : at + 2;
        int type = in.getShort(at) & 0xFFFF;
        while (type == 0x8100 || type == 0x88A8) {
            type = in.getShort(after + 2) & 0xFFFF;
            after += 4;
        }
        return type == 0x0800 || type == 0x86DD ? after : -1;
    }
}
