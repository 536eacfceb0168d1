package io.firewitness.engine;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.firewitness.engine.ContentType.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The magic numbers behind {@link ContentType#detect}. */
final class ContentDetector {
    private static final int[] PCAP_MAGICS = {0xA1B2C3D4, 0xA1B23C4D, 0xA1B2CD34};
    private static final int PCAPNG_BLOCK = 0x0A0D0D0A;
    private static final byte[] SNOOP = {'s', 'n', 'o', 'o', 'p', 0, 0, 0};
    private static final byte[] SEVEN_ZIP = {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C};
    private static final byte[] XZ = {(byte) 0xFD, '7', 'z', 'X', 'Z', 0};
    private static final byte[] RAR = {'R', 'a', 'r', '!', 0x1A, 7};
    static final int ZSTD = 0x28B52FFD;
    private static final int LEAST_OF_CAPTURE = 64;
    private static final int TAR_MAGIC_AT = 257;

    private ContentDetector() {}

    static ContentType detect(byte[] head) {
        return detect(head, true);
    }

    private static ContentType detect(byte[] head, boolean unwrap) {
        if (head.length == 0) {
            return new ContentType(Kind.UNKNOWN, "empty");
        }
        ContentType capture = capture(head);
        if (capture != null) {
            return capture;
        }
        if (head.length >= 3 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B && head[2] == 8) {
            return unwrap ? gzip(head) : new ContentType(Kind.BUNDLE, "gzip");
        }
        if (unwrap && head.length >= 4 && bigEndian(head, 0) == ZSTD) {
            return zstd(head);
        }
        ContentType bundle = bundle(head);
        if (bundle != null) {
            return bundle;
        }
        return isText(head) ? new ContentType(Kind.LOG, "text") : new ContentType(Kind.UNKNOWN, "binary");
    }

    private static ContentType capture(byte[] head) {
        if (head.length >= 4) {
            int magic = bigEndian(head, 0);
            if (magic == PCAPNG_BLOCK && head.length >= 12) {
                int order = bigEndian(head, 8);
                if (order == 0x1A2B3C4D || order == 0x4D3C2B1A) {
                    return new ContentType(Kind.CAPTURE, "pcapng");
                }
            }
            for (int known : PCAP_MAGICS) {
                if (magic == known || magic == Integer.reverseBytes(known)) {
                    return new ContentType(Kind.CAPTURE, "pcap");
                }
            }
        }
        return startsWith(head, SNOOP) ? new ContentType(Kind.CAPTURE, "snoop") : null;
    }

    private static ContentType gzip(byte[] head) {
        byte[] inner = new byte[ContentType.HEAD_BYTES];
        int length = 0;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(head))) {
            int n;
            while (length < inner.length && (n = in.read(inner, length, inner.length - length)) > 0) {
                length += n;
            }
        } catch (IOException cutOff) {
            // The head ends inside the compressed stream: what came out before is enough to recognise it by.
        }
        ContentType content = detect(Arrays.copyOf(inner, length), false);
        if (content.format().equals("empty")) {
            return new ContentType(Kind.UNKNOWN, "gzip");
        }
        return new ContentType(content.kind(), content.format() + "+gzip");
    }

    /** Captures are read out of zstd; for anything else it is an archive that is not opened. */
    private static ContentType zstd(byte[] head) {
        byte[] inner = new byte[LEAST_OF_CAPTURE];
        int length = 0;
        try (InputStream in = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(head))) {
            int n;
            while (length < inner.length && (n = in.read(inner, length, inner.length - length)) > 0) {
                length += n;
            }
        } catch (IOException cutOff) {
            // As above.
        } catch (LinkageError noLibrary) {
            // There is none for this machine: the file is named as an archive that is not opened.
            return new ContentType(Kind.BUNDLE, "zstd");
        }
        ContentType content = capture(Arrays.copyOf(inner, length));
        return content == null
                ? new ContentType(Kind.BUNDLE, "zstd")
                : new ContentType(Kind.CAPTURE, content.format() + "+zstd");
    }

    private static ContentType bundle(byte[] head) {
        if (head.length >= 4 && head[0] == 'P' && head[1] == 'K' && (head[2] == 3 || head[2] == 5 || head[2] == 7)) {
            return new ContentType(Kind.BUNDLE, head[2] == 7 ? "zip-part" : "zip");
        }
        if (startsWith(head, RAR)) {
            return new ContentType(Kind.BUNDLE, "rar");
        }
        if (head.length > TAR_MAGIC_AT + 5
                && startsWith(Arrays.copyOfRange(head, TAR_MAGIC_AT, TAR_MAGIC_AT + 5), "ustar")) {
            return new ContentType(Kind.BUNDLE, "tar");
        }
        if (startsWith(head, SEVEN_ZIP)) {
            return new ContentType(Kind.BUNDLE, "7z");
        }
        if (startsWith(head, XZ)) {
            return new ContentType(Kind.BUNDLE, "xz");
        }
        if (startsWith(head, "BZh") && head.length > 3 && head[3] >= '1' && head[3] <= '9') {
            return new ContentType(Kind.BUNDLE, "bzip2");
        }
        if (head.length >= 4 && bigEndian(head, 0) == ZSTD) {
            return new ContentType(Kind.BUNDLE, "zstd");
        }
        return null;
    }

    /** Text has no control characters but white space; UTF-16 is told by its mark or by zeros in every second byte. */
    private static boolean isText(byte[] head) {
        if (head.length >= 2 && ((head[0] == -1 && head[1] == -2) || (head[0] == -2 && head[1] == -1))) {
            return true;
        }
        int controls = 0;
        int[] zeros = new int[2];
        for (int i = 0; i < head.length; i++) {
            int b = head[i] & 0xFF;
            if (b == 0) {
                zeros[i & 1]++;
            } else if ((b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != 0x0C && b != 0x1B) || b == 0x7F) {
                controls++;
            }
        }
        int half = head.length / 2;
        boolean isUtf16 =
                half >= 8 && Math.max(zeros[0], zeros[1]) > half * 0.6 && Math.min(zeros[0], zeros[1]) < half * 0.05;
        boolean hasNoZeros = zeros[0] + zeros[1] == 0;
        return (isUtf16 || hasNoZeros) && controls * 100 <= head.length;
    }

    private static boolean startsWith(byte[] head, String ascii) {
        return startsWith(head, ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    static int bigEndian(byte[] b, int at) {
        return (b[at] & 0xFF) << 24 | (b[at + 1] & 0xFF) << 16 | (b[at + 2] & 0xFF) << 8 | (b[at + 3] & 0xFF);
    }
}
