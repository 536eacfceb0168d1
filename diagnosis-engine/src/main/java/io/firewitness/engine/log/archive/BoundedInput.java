package io.firewitness.engine.log.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;

/** Content of one entry: counted, summed, and ended where a limit is met. Closing leaves the archive open. */
final class BoundedInput extends InputStream {
    private final InputStream in;
    private final Limits limits;
    private final Budget budget;
    private final LongSupplier packedBytes;
    private final long packedBefore;
    private final CRC32 crc = new CRC32();
    private long count;

    /** What one upload may still unpack. */
    static final class Budget {
        private long unpacked;
        private int entries;

        boolean takeEntry(Limits limits) {
            return ++entries <= limits.entries();
        }
    }

    BoundedInput(InputStream in, Limits limits, Budget budget, LongSupplier packedBytes) {
        this.in = in;
        this.limits = limits;
        this.budget = budget;
        this.packedBytes = packedBytes;
        this.packedBefore = packedBytes.getAsLong();
    }

    long count() {
        return count;
    }

    long crc() {
        return crc.getValue();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int from, int length) throws IOException {
        int n;
        try {
            n = in.read(b, from, length);
        } catch (RuntimeException damaged) {
            // The archive library trips over some damaged headers instead of reporting them.
            throw new IOException("damaged archive", damaged);
        }
        if (n > 0) {
            crc.update(b, from, n);
            count += n;
            budget.unpacked += n;
            if (budget.unpacked > limits.unpackedBytes()) {
                throw new TooMuchException("artifact.bundle-too-large");
            }
            long packed = Math.max(1, packedBytes.getAsLong() - packedBefore);
            if (count > limits.freeBytes() && count / packed > limits.ratio()) {
                throw new TooMuchException("artifact.entry-bomb");
            }
        }
        return n;
    }
}
