package io.firewitness.engine.capture;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The raw bytes of an artifact. Marks failures of the source, so that they are not taken for damage inside the file. */
final class SourceStream extends FilterInputStream {
    SourceStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        try {
            return in.read(b, off, len);
        } catch (IOException e) {
            throw new SourceFailure(e);
        }
    }

    /** The source itself failed; the run can be tried again. */
    static final class SourceFailure extends IOException {
        private static final long serialVersionUID = 1;

        SourceFailure(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
