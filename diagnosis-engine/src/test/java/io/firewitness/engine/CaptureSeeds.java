package io.firewitness.engine;

import static io.firewitness.engine.CaptureBuilder.capture;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.List;

/** Small whole captures of every kind, as a beginning for those who damage them. */
public final class CaptureSeeds {
    private static final Frames FRAMES = Frames.of(capture()
            .connection(50001, 2500)
            .handshake()
            .upload(2)
            .data()
            .again()
            .foreignReset(64)
            .connection(50002, 443)
            .handshake()
            .upload(1)
            .close());

    private CaptureSeeds() {}

    /** Classic pcap of every variant. */
    public static List<byte[]> pcap() {
        return List.of(
                FRAMES.pcap(1),
                FRAMES.snapped(80).pcap(BIG_ENDIAN, 0xA1B23C4D, 2, 4, 1),
                FRAMES.snapped(80).pcap(LITTLE_ENDIAN, 0xA1B2CD34, 2, 3, 1),
                FRAMES.snapped(80).pcap(BIG_ENDIAN, 0xA1B2C3D4, 2, 2, 6),
                FRAMES.wrapped(ip -> ip).pcap(101));
    }

    /** pcapng in both orders, with options and old blocks. */
    public static List<byte[]> pcapng() {
        byte[] none = {};
        byte[] flags = Frames.option(LITTLE_ENDIAN, 2, Frames.number(LITTLE_ENDIAN, 4, 4 << 5 | 1));
        byte[] lost = Frames.option(LITTLE_ENDIAN, 4, Frames.number(LITTLE_ENDIAN, 8, 3));
        byte[] resolution = Frames.option(BIG_ENDIAN, 9, (byte) 0x8A);
        return List.of(
                FRAMES.pcapng(LITTLE_ENDIAN, 1, none, none),
                FRAMES.snapped(80).pcapng(LITTLE_ENDIAN, 1, none, Frames.joined(flags, lost)),
                FRAMES.snapped(80).pcapng(BIG_ENDIAN, 1, resolution, none),
                Frames.joined(
                        FRAMES.snapped(60).oldPcapng(1), FRAMES.snapped(60).pcapng(BIG_ENDIAN, 1, none, none)));
    }

    /** snoop. */
    public static List<byte[]> snoop() {
        return List.of(FRAMES.snoop(4, 1), FRAMES.snapped(70).snoop(0, 0));
    }

    /** gzip and zstd around them. */
    public static List<byte[]> packed() {
        try {
            byte[] pcap = FRAMES.snapped(80).pcap(1);
            byte[] pcapng = FRAMES.snapped(80).pcapng(ByteOrder.LITTLE_ENDIAN, 1, new byte[0], new byte[0]);
            return List.of(
                    Frames.gzip(pcap),
                    Frames.joined(Frames.gzip(pcapng), Frames.gzip(pcapng)),
                    Zstd.compress(pcap),
                    Frames.joined(Zstd.compress(pcapng), Zstd.compress(pcapng)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them. */
    public static List<byte[]> all() {
        return java.util.stream.Stream.of(pcap(), pcapng(), snoop(), packed(), Encapsulations.seeds())
                .flatMap(List::stream)
                .toList();
    }
}
