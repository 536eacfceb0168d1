package io.firewitness.engine.capture;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The interfaces that a section of a pcapng file has declared so far. */
final class Interfaces {
    /** In one section. */
    static final int MOST = 1 << 16;

    private static final int MOST_DESCRIBED = 4096;

    private static final int OPTION_RESOLUTION = 9;
    private static final int OPTION_CHECK_SEQUENCE = 13;
    private static final int OPTION_OFFSET = 14;

    /** Interfaces of earlier sections: numbers go on counting, so that two sections never share one. */
    private int first;

    private int count;
    private int[] links = new int[4];
    private int[] snapLengths = new int[4];
    private byte[] resolutions = new byte[4];
    private byte[] checkSequences = new byte[4];
    private long[] offsets = new long[4];

    /** Of each section and interface, what its writer said. */
    private String described = "";

    /** What sections and interfaces say of themselves: hardware, system, tool, names, settings. */
    String described() {
        return described;
    }

    private void describe(byte[] b, int from, int to) {
        if (described.length() < MOST_DESCRIBED) {
            described += " " + ByteBuffer.wrap(b, from, to - from).hashCode();
        }
    }

    Interfaces copy() {
        Interfaces copy = new Interfaces();
        copy.described = described;
        copy.first = first;
        copy.count = count;
        copy.links = links.clone();
        copy.snapLengths = snapLengths.clone();
        copy.resolutions = resolutions.clone();
        copy.checkSequences = checkSequences.clone();
        copy.offsets = offsets.clone();
        return copy;
    }

    /** A section begins, with these options. */
    void nextSection(byte[] b, int options, int end) {
        describe(b, options, end);
        first += count;
        count = 0;
    }

    int count() {
        return count;
    }

    int numberInFile(int number) {
        return first + number;
    }

    int link(int number) {
        return links[number];
    }

    int snapLength(int number) {
        return snapLengths[number];
    }

    /** Bytes of a frame check sequence behind each packet. */
    int checkSequence(int number) {
        return checkSequences[number];
    }

    long nanoseconds(int number, long units) {
        // Nearly all files count microseconds or nanoseconds from 1970.
        byte resolution = resolutions[number];
        if (offsets[number] == 0 && (resolution == 6 || resolution == 9)) {
            return resolution == 6 ? units * 1000 : units;
        }
        return nanoseconds(units, resolution, offsets[number]);
    }

    /** Takes the body of an interface description block; false where it is none. */
    boolean isDeclared(byte[] b, int body, int end, boolean swapped) {
        if (body + 8 > end || count >= MOST) {
            return false;
        }
        if (count == links.length) {
            int size = count * 2;
            links = Arrays.copyOf(links, size);
            snapLengths = Arrays.copyOf(snapLengths, size);
            resolutions = Arrays.copyOf(resolutions, size);
            checkSequences = Arrays.copyOf(checkSequences, size);
            offsets = Arrays.copyOf(offsets, size);
        }
        links[count] = Bytes.u16(b, body, swapped);
        snapLengths[count] = Math.max(0, Bytes.i32(b, body + 4, swapped));
        resolutions[count] = 6;
        checkSequences[count] = 0;
        offsets[count] = 0;
        options(b, body + 8, end, swapped);
        describe(b, body, end);
        count++;
        return true;
    }

    private void options(byte[] b, int from, int end, boolean swapped) {
        for (int at = from; at + 4 <= end; ) {
            int code = Bytes.u16(b, at, swapped);
            int size = Bytes.u16(b, at + 2, swapped);
            int value = at + 4;
            if (code == 0 || value + size > end) {
                return;
            }
            if (code == OPTION_RESOLUTION && size == 1) {
                resolutions[count] = b[value];
            } else if (code == OPTION_CHECK_SEQUENCE && size == 1) {
                checkSequences[count] = checkSequenceBytes(b[value]);
            } else if (code == OPTION_OFFSET && size == 8) {
                long raw = Bytes.i64(b, value);
                offsets[count] = swapped ? Long.reverseBytes(raw) : raw;
            }
            at = value + (size + 3 & ~3);
        }
    }

    /** The draft calls the unit bits and gives 4 as its example: both readings of a 32-bit sequence are meant. */
    private static byte checkSequenceBytes(byte stated) {
        return (byte) (stated == 16 || stated == 32 ? stated / 8 : stated == 2 || stated == 4 ? stated : 0);
    }

    /** A count of units (10^-n s, or 2^-n s with the high bit set) as nanoseconds since 1970. */
    static long nanoseconds(long count, byte resolution, long offsetSeconds) {
        int n = resolution & 0x7F;
        long nanos;
        if (resolution < 0) {
            long seconds = n >= 64 ? 0 : count >>> n;
            long fraction = n == 0 ? 0 : n >= 64 ? count : count & (-1L >>> (64 - n));
            long scaled =
                    n <= 33 ? (fraction * 1_000_000_000L) >>> n : ((fraction >>> (n - 33)) * 1_000_000_000L) >>> 33;
            nanos = seconds * 1_000_000_000L + scaled;
        } else {
            nanos = count;
            for (int i = n; i < 9; i++) {
                nanos *= 10;
            }
            for (int i = 9; i < Math.min(n, 28); i++) {
                nanos = Long.divideUnsigned(nanos, 10);
            }
        }
        return nanos + offsetSeconds * 1_000_000_000L;
    }
}
