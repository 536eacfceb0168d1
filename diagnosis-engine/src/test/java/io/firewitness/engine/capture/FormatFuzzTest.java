package io.firewitness.engine.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.firewitness.engine.CaptureSeeds;
import io.firewitness.engine.ContentType;
import io.firewitness.engine.Mutations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Format readers and decoder alone: every packet lies where its record is, and all bytes are accounted for. */
class FormatFuzzTest {
    static Stream<byte[]> pcapSeeds() {
        return CaptureSeeds.pcap().stream();
    }

    static Stream<byte[]> pcapngSeeds() {
        return CaptureSeeds.pcapng().stream();
    }

    static Stream<byte[]> snoopSeeds() {
        return CaptureSeeds.snoop().stream();
    }

    static Stream<byte[]> packedSeeds() {
        return CaptureSeeds.packed().stream();
    }

    @MethodSource("pcapSeeds")
    @FuzzTest
    void pcap(byte[] content) throws IOException {
        read(content, new byte[] {(byte) 0xD4, (byte) 0xC3, (byte) 0xB2, (byte) 0xA1});
    }

    @MethodSource("pcapngSeeds")
    @FuzzTest
    void pcapng(byte[] content) throws IOException {
        read(content, new byte[] {0x0A, 0x0D, 0x0D, 0x0A, 28, 0, 0, 0, 0x4D, 0x3C, 0x2B, 0x1A});
    }

    @MethodSource("snoopSeeds")
    @FuzzTest
    void snoop(byte[] content) throws IOException {
        read(content, new byte[] {'s', 'n', 'o', 'o', 'p', 0, 0, 0});
    }

    @MethodSource("packedSeeds")
    @FuzzTest
    void packed(byte[] content) throws IOException {
        read(content, new byte[] {});
    }

    @Test
    void damagedFormats() {
        for (List<byte[]> seeds : List.of(CaptureSeeds.pcap(), CaptureSeeds.pcapng(), CaptureSeeds.snoop())) {
            byte[] magic = Arrays.copyOf(seeds.getFirst(), 12);
            Mutations.of(seeds, 2000, content -> read(content, magic));
        }
        Mutations.of(CaptureSeeds.packed(), 2000, this::packed);
    }

    /** What is no capture by its first bytes gets others, so that the search does not stop there. */
    private static void read(byte[] content, byte[] magic) throws IOException {
        byte[] bytes = content;
        if (!isCapture(bytes)) {
            bytes = content.clone();
            System.arraycopy(magic, 0, bytes, 0, Math.min(magic.length, bytes.length));
            if (!isCapture(bytes)) {
                return;
            }
        }
        long length = bytes.length;
        boolean isPlain = !ContentType.detect(bytes).format().contains("+");
        long[] last = {-1};
        try (OpenCapture capture = OpenCapture.of(new ByteArrayInputStream(bytes), done -> {})) {
            ReadEnd end = capture.read(p -> {
                assertThat(p.position).isGreaterThan(last[0]);
                last[0] = p.position;
                p.whole();
                assertThat(p.captured).isNotNegative();
                assertThat(p.start + p.captured).isLessThanOrEqualTo(p.bytes.length);
                if (Decoder.decode(p) && !p.isIcmpQuote) {
                    assertThat(p.payloadCaptured).isBetween(0, p.payloadLength);
                    assertThat(p.payload + p.payloadCaptured)
                            .isLessThanOrEqualTo(Math.max(p.payload, p.start + p.captured));
                }
            });
            assertThat(end.brokenAtByte() < 0).isEqualTo(end.reason() == null);
            assertThat(end.skipped()).isNotNegative();
            if (isPlain) {
                assertThat(end.brokenAtByte()).isLessThanOrEqualTo(length);
                assertThat(end.skipped()).isLessThanOrEqualTo(length);
            }
        }
    }

    private static boolean isCapture(byte[] bytes) {
        return ContentType.detect(bytes).kind() == ContentType.Kind.CAPTURE;
    }
}
