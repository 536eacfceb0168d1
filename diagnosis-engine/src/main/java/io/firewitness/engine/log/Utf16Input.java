package io.firewitness.engine.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-16 as UTF-8, on the fly. Broken pairs become U+FFFD. */
final class Utf16Input extends InputStream {
    private static final int STEP = 1 << 15;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer raw = ByteBuffer.allocate(STEP);
    private final CharBuffer text = CharBuffer.allocate(STEP);
    private final ByteBuffer out = ByteBuffer.allocate(4 * STEP).limit(0);
    private boolean isEnded;

    Utf16Input(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    @Override
    public int read() throws IOException {
        return fill() ? out.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] b, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(length, out.remaining());
        out.get(b, from, n);
        return n;
    }

    private boolean fill() throws IOException {
        while (!out.hasRemaining()) {
            if (isEnded) {
                return false;
            }
            int n = in.read(raw.array(), raw.position(), raw.remaining());
            isEnded = n < 0;
            raw.position(raw.position() + Math.max(0, n)).flip();
            decoder.decode(raw, text, isEnded);
            raw.compact();
            text.flip();
            out.clear();
            encoder.encode(text, out, isEnded);
            text.compact();
            out.flip();
        }
        return true;
    }
}
