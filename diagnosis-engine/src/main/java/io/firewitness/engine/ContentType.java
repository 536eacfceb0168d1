package io.firewitness.engine;

import io.firewitness.engine.document.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * What a file is, told from its first bytes and never from its name, but for later parts of a split zip.
 *
 * @param kind the broad kind
 * @param format the format: {@code pcap}, {@code pcapng}, {@code snoop}, {@code zip},
 *     {@code zip-part}, {@code tar}, {@code 7z}, {@code xz}, {@code zstd}, {@code rar}, {@code text},
 *     {@code empty}, {@code binary}; followed by {@code +gzip} or {@code +zstd} where it is wrapped so
 */
public record ContentType(Kind kind, String format) {
    /** Bytes of a file's start that are enough for {@link #detect}; fewer only for a shorter file. */
    public static final int HEAD_BYTES = 8192;

    /** A block of zstd gives out nothing before its last byte is there, and may hold 128 KiB. */
    private static final int ZSTD_HEAD_BYTES = (1 << 17) + HEAD_BYTES;

    public ContentType {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(format, "format");
    }

    /** The broad kinds of input. */
    public enum Kind implements Wire {
        CAPTURE,
        LOG,
        BUNDLE,
        UNKNOWN;

        @Override
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As many bytes of a file's start as {@link #detect} needs: {@link #HEAD_BYTES}, but more where the file is packed by zstd. */
    public static int headBytes(byte[] start, int length) {
        boolean isZstd = length >= 4 && ContentDetector.bigEndian(start, 0) == ContentDetector.ZSTD;
        return isZstd ? ZSTD_HEAD_BYTES : HEAD_BYTES;
    }

    /**
     * Takes the bytes that {@link #detect} needs from a stream.
     *
     * @throws IOException where the stream fails
     */
    public static byte[] readHead(InputStream in) throws IOException {
        byte[] head = in.readNBytes(HEAD_BYTES);
        int wanted = headBytes(head, head.length);
        if (wanted == head.length || head.length < HEAD_BYTES) {
            return head;
        }
        byte[] more = Arrays.copyOf(head, wanted);
        return Arrays.copyOf(more, head.length + in.readNBytes(more, head.length, wanted - head.length));
    }

    /** Bytes of a file's end that {@link #orPart} looks at. */
    public static final int END_BYTES = SplitZip.END_BYTES;

    /**
     * The type of a file of which the first bytes tell nothing, but perhaps its name: a later part of a zip that was split begins in
     * the middle of a file.
     *
     * @param name the file's name
     * @param end its last {@link #END_BYTES} bytes
     */
    public ContentType orPart(String name, byte[] end) {
        return kind == Kind.UNKNOWN && SplitZip.isLaterPart(name, end)
                ? new ContentType(Kind.BUNDLE, "zip-part")
                : this;
    }

    /**
     * Recognises a file by its first bytes.
     *
     * @param head the first {@link #headBytes} bytes, or the whole of a shorter file
     */
    public static ContentType detect(byte[] head) {
        return ContentDetector.detect(head);
    }
}
