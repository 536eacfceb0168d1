package io.firewitness.engine.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * A gzip file of one or more members (RFC 1952). Unlike the JDK's reader it does not take a quiet stream for the end of the file, and
 * does not pass over what stands behind a member but is none: that would be a part of the capture that nobody misses.
 */
final class GzipStream extends InputStream {
    private static final int BUFFER = 1 << 16;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECK = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] packed = new byte[BUFFER];
    private int position;
    private int limit;
    private boolean isInside;
    private boolean isFirst = true;
    private boolean isAtEnd;

    GzipStream(InputStream in) {
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
        while (!isAtEnd) {
            if (!isInside && !begin()) {
                isAtEnd = true;
                break;
            }
            int n = inflate(b, offset, length);
            if (n > 0) {
                return n;
            }
        }
        return -1;
    }

    private int inflate(byte[] b, int offset, int length) throws IOException {
        try {
            int n = inflater.inflate(b, offset, length);
            crc.update(b, offset, n);
            if (n == 0 && inflater.finished()) {
                finish();
            } else if (n == 0 && inflater.needsDictionary()) {
                throw new ZipException("gzip has no dictionaries");
            } else if (n == 0 && inflater.needsInput()) {
                if (!fill()) {
                    throw new EOFException("inside a gzip member");
                }
                inflater.setInput(packed, position, limit - position);
            }
            return n;
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    /** Reads the header of the next member; false at the end of the file. Zeros may pad a file that lay on a tape. */
    private boolean begin() throws IOException {
        int first;
        do {
            first = next();
        } while (!isFirst && first == 0);
        if (first < 0 && !isFirst) {
            return false;
        }
        if (first != 0x1F || next() != 0x8B || next() != DEFLATE) {
            throw new ZipException("no gzip member");
        }
        isFirst = false;
        int flags = take();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(take() | take() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECK) != 0) {
            skip(2);
        }
        inflater.reset();
        crc.reset();
        inflater.setInput(packed, position, limit - position);
        isInside = true;
        return true;
    }

    private void finish() throws IOException {
        position = limit - inflater.getRemaining();
        long length = inflater.getBytesWritten();
        long sum = take32();
        if (sum != crc.getValue() || take32() != (length & 0xFFFFFFFFL)) {
            throw new ZipException("checksum of a gzip member");
        }
        isInside = false;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(packed, 0, packed.length));
        return limit > 0;
    }

    private int next() throws IOException {
        return position < limit || fill() ? packed[position++] & 0xFF : -1;
    }

    private int take() throws IOException {
        int b = next();
        if (b < 0) {
            throw new EOFException("inside a gzip header");
        }
        return b;
    }

    private long take32() throws IOException {
        return take() | take() << 8 | take() << 16 | (long) take() << 24;
    }

    private void skip(int n) throws IOException {
        for (int i = 0; i < n; i++) {
            take();
        }
    }

    private void skipText() throws IOException {
        while (take() != 0) {
            // The text says nothing about the packets.
        }
    }

    /** Leaves the packed stream open. */
    @Override
    public void close() {
        inflater.end();
    }
}
