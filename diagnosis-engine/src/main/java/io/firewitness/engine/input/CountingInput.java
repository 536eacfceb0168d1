package io.firewitness.engine.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * Counts what was taken from a stream. Another thread may read from it while its owner waits; progress is told by the owner only,
 * who may be stopped by what hears it.
 */
public final class CountingInput extends FilterInputStream {
    private static final long STEP = 1 << 20;

    private final LongConsumer progress;
    private final Thread owner = Thread.currentThread();
    private long count;
    private long told;
    private boolean hasFailed;

    /** {@code progress} hears the number of bytes taken, about once per MiB. */
    public CountingInput(InputStream in, LongConsumer progress) {
        super(in);
        this.progress = progress;
    }

    /** Bytes taken. */
    public long count() {
        return count;
    }

    /** True where the upload itself cannot be read; any other failure is damage inside of it. */
    public boolean hasFailed() {
        return hasFailed;
    }

    @Override
    public int read() throws IOException {
        int b = -1;
        try {
            b = super.read();
        } catch (IOException e) {
            hasFailed = true;
            throw e;
        }
        count += b < 0 ? 0 : 1;
        return b;
    }

    @Override
    public int read(byte[] b, int from, int length) throws IOException {
        int n;
        try {
            n = super.read(b, from, length);
        } catch (IOException e) {
            hasFailed = true;
            throw e;
        }
        count += Math.max(0, n);
        if (Thread.currentThread() == owner) {
            tell(count);
        }
        return n;
    }

    /** Tells how many bytes were taken, where that is news. */
    public void tell(long taken) {
        if (taken - told >= STEP) {
            told = taken;
            progress.accept(taken);
        }
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        count += skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
