package io.firewitness.engine.capture;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * The raw bytes of an artifact. Marks failures of the source, so that they are not taken for damage inside the file, and
 * reports how far reading is, once per MiB.
 */
final class SourceStream extends FilterInputStream {
    private static final int REPORT_EVERY = 1 << 20;

    private final LongConsumer progress;
    private long count;
    private long nextReport = REPORT_EVERY;

    SourceStream(InputStream in, LongConsumer progress) {
        super(in);
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int n;
        try {
            n = in.read(b, off, len);
        } catch (IOException e) {
            throw new SourceFailure(e);
        }
        if (n > 0) {
            count += n;
            if (count >= nextReport) {
                nextReport = count + REPORT_EVERY;
                progress.accept(count);
            }
        }
        return n;
    }

    /** The source itself failed; the run can be tried again. */
    static final class SourceFailure extends IOException {
        private static final long serialVersionUID = 1;

        SourceFailure(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
