package io.firewitness.engine;

import io.firewitness.engine.document.Wire;
import java.util.Locale;
import java.util.Objects;

/**
 * What a file is, told from its first bytes and never from its name.
 *
 * @param kind the broad kind
 * @param format the format: {@code pcap}, {@code pcapng}, {@code snoop}, {@code zip},
 *     {@code zip-part}, {@code tar}, {@code 7z}, {@code xz}, {@code zstd}, {@code rar}, {@code text},
 *     {@code empty}, {@code binary}; followed by {@code +gzip} or {@code +zstd} where it is wrapped so
 */
public record ContentType(Kind kind, String format) {
    /** Bytes of a file's start that are enough for {@link #detect}; fewer only for a shorter file. */
    public static final int HEAD_BYTES = 8192;

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

    /**
     * Recognises a file by its first bytes.
     *
     * @param head the first {@link #HEAD_BYTES} bytes, or the whole of a shorter file
     */
    public static ContentType detect(byte[] head) {
        return ContentDetector.detect(head);
    }
}
