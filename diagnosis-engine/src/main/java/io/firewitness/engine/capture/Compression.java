package io.firewitness.engine.capture;

import java.io.InputStream;

/** Takes the compression off a capture. */
final class Compression {
    private Compression() {}

    /**
     * The capture's own bytes. Everything up to a break comes out before the break is reported. Closing it leaves the packed
     * stream open.
     *
     * @param format as {@link io.firewitness.engine.ContentType} tells it: {@code pcap+gzip}
     */
    static InputStream unpacked(String format, InputStream packed) {
        if (format.endsWith("+gzip")) {
            return new GzipStream(packed);
        }
        return format.endsWith("+zstd") ? new ZstdStream(packed) : packed;
    }
}
