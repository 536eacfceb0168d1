package io.firewitness.engine.capture;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.ZipException;

/**
 * A zstd file of one or more frames (RFC 8878). The library's own stream takes a file that is cut inside a later frame for a
 * whole one; this one knows whether the last frame ended.
 */
final class ZstdStream extends InputStream {
    /** A block's worth. */
    private static final int BUFFER = 1 << 17;

    private final InputStream in;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final byte[] chunk = new byte[BUFFER];
    private final ByteBuffer packed = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private final ByteBuffer plain = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private boolean isInside;
    private boolean mayHaveMore;

    ZstdStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!plain.hasRemaining()) {
            if (!packed.hasRemaining() && !mayHaveMore && !fill()) {
                if (isInside) {
                    throw new EOFException("inside a zstd frame");
                }
                return -1;
            }
            unpack();
        }
        int n = Math.min(length, plain.remaining());
        plain.get(b, offset, n);
        return n;
    }

    private boolean fill() throws IOException {
        int n = in.read(chunk, 0, chunk.length);
        packed.clear();
        packed.put(chunk, 0, Math.max(0, n)).flip();
        return n > 0;
    }

    private void unpack() throws IOException {
        plain.clear();
        try {
            boolean isEnd = context.decompressDirectByteBufferStream(plain, packed);
            isInside = !isEnd;
            // A full buffer may mean that the library holds back what did not fit.
            mayHaveMore = !isEnd && !plain.hasRemaining();
        } catch (ZstdException e) {
            throw new ZipException(e.getMessage());
        } finally {
            plain.flip();
        }
    }

    /** Leaves the packed stream open. */
    @Override
    public void close() {
        context.close();
    }
}
