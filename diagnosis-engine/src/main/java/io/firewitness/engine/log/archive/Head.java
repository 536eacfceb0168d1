package io.firewitness.engine.log.archive;

import io.firewitness.engine.ContentType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * The first bytes of a file, by which it is recognised. A file that is damaged so early is known by what came before, and fails
 * only where that ends.
 *
 * @param bytes at most {@link ContentType#HEAD_BYTES}
 * @param failure what ended them; null where nothing did
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Head(byte[] bytes, IOException failure) {
    static Head of(InputStream in) {
        byte[] bytes = new byte[ContentType.HEAD_BYTES];
        int length = 0;
        try {
            int n;
            while (length < bytes.length && (n = in.read(bytes, length, bytes.length - length)) > 0) {
                length += n;
            }
        } catch (IOException failure) {
            return new Head(Arrays.copyOf(bytes, length), failure);
        }
        return new Head(Arrays.copyOf(bytes, length), null);
    }

    /** The whole file again. */
    InputStream before(InputStream rest) {
        return new SequenceInputStream(new ByteArrayInputStream(bytes), failure == null ? rest : new Failing(failure));
    }

    /** Fails as the file did. */
    private static final class Failing extends InputStream {
        private final IOException failure;

        Failing(IOException failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }

        @Override
        public int read(byte[] b, int from, int length) throws IOException {
            throw failure;
        }
    }
}
