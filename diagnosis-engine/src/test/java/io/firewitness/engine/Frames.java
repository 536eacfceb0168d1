package io.firewitness.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** The frames of a capture, to be written in other formats, other variants of them and other link layers. */
public final class Frames {
    private static final int ETHERNET = 14;

    private final List<Frame> frames;

    private Frames(List<Frame> frames) {
        this.frames = frames;
    }

    /** One frame: microseconds since 1970, what was captured of it, and its length on the wire. */
    static final class Frame {
        private final long micros;
        private final byte[] bytes;
        private final int original;

        Frame(long micros, byte[] bytes, int original) {
            this.micros = micros;
            this.bytes = bytes;
            this.original = original;
        }

        int captured() {
            return bytes.length;
        }
    }

    /** The frames of what {@link CaptureBuilder} writes. */
    static Frames of(CaptureBuilder capture) {
        ByteBuffer in = ByteBuffer.wrap(capture.pcap()).position(24);
        List<Frame> frames = new ArrayList<>();
        while (in.hasRemaining()) {
            long micros = in.getInt() * 1_000_000L + in.getInt();
            byte[] bytes = new byte[in.getInt()];
            int original = in.getInt();
            in.get(bytes);
            frames.add(new Frame(micros, bytes, original));
        }
        return new Frames(frames);
    }

    List<Frame> list() {
        return frames;
    }

    int count() {
        return frames.size();
    }

    /** Each frame's IP packet, behind another link layer. */
    Frames wrapped(UnaryOperator<byte[]> layer) {
        return each(f -> layer.apply(Arrays.copyOfRange(f, ETHERNET, f.length)));
    }

    /** Each frame as another one, of its own length. */
    Frames each(UnaryOperator<byte[]> change) {
        return new Frames(frames.stream()
                .map(f -> {
                    byte[] changed = change.apply(f.bytes.clone());
                    return new Frame(f.micros, changed, changed.length + f.original - f.bytes.length);
                })
                .toList());
    }

    /** Each frame cut to so many bytes. */
    Frames snapped(int length) {
        return new Frames(frames.stream()
                .map(f -> new Frame(f.micros, Arrays.copyOf(f.bytes, Math.min(length, f.bytes.length)), f.original))
                .toList());
    }

    /** Each frame as several, one microsecond apart. */
    Frames split(java.util.function.Function<byte[], List<byte[]>> pieces) {
        List<Frame> out = new ArrayList<>();
        for (Frame f : frames) {
            long micros = f.micros;
            for (byte[] piece : pieces.apply(f.bytes)) {
                out.add(new Frame(micros++, piece, piece.length));
            }
        }
        return new Frames(out);
    }

    /** Classic pcap as today's libpcap writes it. */
    public byte[] pcap(int link) {
        return pcap(ByteOrder.LITTLE_ENDIAN, 0xA1B2C3D4, 2, 4, link);
    }

    /** Classic pcap of any variant: what follows from magic and version is done as its writers did. */
    public byte[] pcap(ByteOrder order, int magic, int major, int minor, int linkWord) {
        boolean isLong = magic == 0xA1B2CD34;
        boolean isAix = major == 2 && minor == 2;
        boolean isOldOrder = major == 543 || minor < 3;
        int scale = magic == 0xA1B23C4D || isAix ? 1000 : 1;
        ByteBuffer out = buffer(order);
        out.putInt(magic).putShort((short) major).putShort((short) minor).putLong(0);
        out.putInt(262144).putInt(linkWord);
        for (Frame f : frames) {
            out.putInt((int) (f.micros / 1_000_000)).putInt((int) (f.micros % 1_000_000) * scale);
            out.putInt(isOldOrder ? f.original : f.bytes.length).putInt(isOldOrder ? f.bytes.length : f.original);
            if (isLong) {
                out.putLong(0);
            }
            out.put(f.bytes);
        }
        return written(out);
    }

    /** One section with one interface of this link type, enhanced packet blocks, options behind each as given. */
    public byte[] pcapng(ByteOrder order, int link, byte[] interfaceOptions, byte[] packetOptions) {
        ByteBuffer out = buffer(order);
        section(out);
        interfaceBlock(out, link, interfaceOptions);
        frames.forEach(f -> enhanced(out, f, packetOptions));
        return written(out);
    }

    static void section(ByteBuffer out) {
        out.putInt(0x0A0D0D0A)
                .putInt(28)
                .putInt(0x1A2B3C4D)
                .putInt(1)
                .putLong(-1)
                .putInt(28);
        if (out.order() == ByteOrder.BIG_ENDIAN) {
            out.putShort(out.position() - 16, (short) 1).putShort(out.position() - 14, (short) 0);
        }
    }

    static void interfaceBlock(ByteBuffer out, int link, byte[] options) {
        int length = 20 + options.length;
        out.putInt(1).putInt(length).putShort((short) link).putShort((short) 0).putInt(262144);
        out.put(options).putInt(length);
    }

    static void enhanced(ByteBuffer out, Frame f, byte[] options) {
        int padded = f.bytes.length + 3 & ~3;
        int length = 32 + padded + options.length;
        out.putInt(6).putInt(length).putInt(0).putInt((int) (f.micros >>> 32)).putInt((int) f.micros);
        out.putInt(f.bytes.length).putInt(f.original).put(f.bytes);
        out.position(out.position() + padded - f.bytes.length);
        out.put(options).putInt(length);
    }

    /** Packet blocks of type 2, as tools before 2009 wrote them; {@code lost} packets before each. */
    byte[] oldPcapng(int lost) {
        ByteBuffer out = buffer(ByteOrder.LITTLE_ENDIAN);
        section(out);
        interfaceBlock(out, 1, new byte[0]);
        for (Frame f : frames) {
            int padded = f.bytes.length + 3 & ~3;
            out.putInt(2).putInt(32 + padded).putShort((short) 0).putShort((short) lost);
            out.putInt((int) (f.micros >>> 32))
                    .putInt((int) f.micros)
                    .putInt(f.bytes.length)
                    .putInt(f.original);
            out.put(f.bytes);
            out.position(out.position() + padded - f.bytes.length);
            out.putInt(32 + padded);
        }
        return written(out);
    }

    byte[] snoop(int dataLink, int dropsAfterFirst) {
        ByteBuffer out = buffer(ByteOrder.BIG_ENDIAN);
        out.put("snoop\0\0\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(2)
                .putInt(dataLink);
        int drops = 0;
        for (Frame f : frames) {
            int padded = f.bytes.length + 3 & ~3;
            out.putInt(f.original).putInt(f.bytes.length).putInt(24 + padded).putInt(drops);
            out.putInt((int) (f.micros / 1_000_000))
                    .putInt((int) (f.micros % 1_000_000))
                    .put(f.bytes);
            out.position(out.position() + padded - f.bytes.length);
            drops = dropsAfterFirst;
        }
        return written(out);
    }

    /** A pcapng option, padded. */
    static byte[] option(ByteOrder order, int code, byte... value) {
        ByteBuffer out = ByteBuffer.allocate(4 + (value.length + 3 & ~3)).order(order);
        return out.putShort((short) code)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    static byte[] number(ByteOrder order, int bytes, long value) {
        ByteBuffer out = ByteBuffer.allocate(bytes).order(order);
        return bytes == 8 ? out.putLong(value).array() : out.putInt((int) value).array();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
            gz.write(content);
        }
        return out.toByteArray();
    }

    static byte[] written(ByteBuffer out) {
        byte[] bytes = new byte[out.position()];
        out.get(0, bytes);
        return bytes;
    }

    private ByteBuffer buffer(ByteOrder order) {
        int size = 1 << 10;
        for (Frame f : frames) {
            size += 256 + f.bytes.length;
        }
        return ByteBuffer.allocate(size).order(order);
    }
}
