package io.firewitness.analysis.job;

import java.io.IOException;
import java.io.InputStream;

/** Reads to the known end of an artifact and opens it again at the place where a connection broke. For one thread. */
final class ResumingStream extends InputStream {
    private static final int ATTEMPTS_WITHOUT_PROGRESS = 3;

    private final long size;
    private final Opener opener;
    private InputStream current;
    private long position;
    private int failures;

    ResumingStream(long size, Opener opener) {
        this.size = size;
        this.opener = opener;
    }

    /** Opens the artifact at an offset. */
    @FunctionalInterface
    interface Opener {
        InputStream open(long offset) throws IOException;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (position >= size) {
            return -1;
        }
        while (true) {
            try {
                if (current == null) {
                    current = opener.open(position);
                }
                int read = current.read(buffer, offset, length);
                if (read >= 0) {
                    position += read;
                    failures = 0;
                    return read;
                }
                throw new IOException("ended after " + position + " of " + size + " bytes");
            } catch (IOException broken) {
                close();
                if (++failures >= ATTEMPTS_WITHOUT_PROGRESS) {
                    throw broken;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            InputStream closing = current;
            current = null;
            closing.close();
        }
    }
}
