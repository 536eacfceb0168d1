package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.ContentType.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ContentTypeTest {
    private static byte[] bytes(int... values) {
        byte[] out = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            out[i] = (byte) values[i];
        }
        return out;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
            gz.write(content);
        }
        return out.toByteArray();
    }

    @Test
    void capturesAreToldByTheirMagicInBothByteOrders() {
        assertThat(ContentType.detect(bytes(0xD4, 0xC3, 0xB2, 0xA1))).isEqualTo(new ContentType(Kind.CAPTURE, "pcap"));
        assertThat(ContentType.detect(bytes(0xA1, 0xB2, 0x3C, 0x4D))).isEqualTo(new ContentType(Kind.CAPTURE, "pcap"));
        assertThat(ContentType.detect(bytes(0x0A, 0x0D, 0x0D, 0x0A, 28, 0, 0, 0, 0x4D, 0x3C, 0x2B, 0x1A)))
                .isEqualTo(new ContentType(Kind.CAPTURE, "pcapng"));
    }

    @Test
    void gzipIsLookedInto() throws IOException {
        assertThat(ContentType.detect(gzip(bytes(0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0))))
                .isEqualTo(new ContentType(Kind.CAPTURE, "pcap+gzip"));
        assertThat(ContentType.detect(gzip("[01.02.2026 03:04:05] <01> Info\n".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(new ContentType(Kind.LOG, "text+gzip"));
    }

    @Test
    void textInUtf8AndUtf16IsALog() {
        assertThat(ContentType.detect("接続が切れました\r\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new ContentType(Kind.LOG, "text"));
        assertThat(ContentType.detect("[01.02.2026] error\r\n".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(new ContentType(Kind.LOG, "text"));
    }

    @Test
    void theRestIsNamedForWhatItIs() {
        assertThat(ContentType.detect(new byte[0])).isEqualTo(new ContentType(Kind.UNKNOWN, "empty"));
        assertThat(ContentType.detect(bytes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)))
                .isEqualTo(new ContentType(Kind.UNKNOWN, "binary"));
        assertThat(ContentType.detect(bytes('P', 'K', 3, 4))).isEqualTo(new ContentType(Kind.BUNDLE, "zip"));
    }
}
