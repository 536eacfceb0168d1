package io.firewitness.engine.capture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Bytes of a file in memory's address space. Only the head of each packet is copied out: nearly all of a backup's bytes are
 * payload that nobody looks at, and what is not touched costs nothing.
 */
final class MappedFeed extends ByteFeed {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int WINDOW = 192;
    private static final int REPORT_EVERY = 1 << 24;

    private final MemorySegment file;
    private final long size;
    private final LongConsumer progress;
    private long nextReport = REPORT_EVERY;
    private byte[] packet = new byte[1 << 11];

    MappedFeed(MemorySegment file, LongConsumer progress) {
        this.file = file;
        this.size = file.byteSize();
        this.progress = progress;
        this.buffer = new byte[1 << 11];
    }

    @Override
    boolean fill(int n) {
        long from = Math.min(offset(), size);
        int length = (int) Math.min(Math.max(n, WINDOW), size - from);
        if (length > buffer.length) {
            buffer = new byte[Math.max(length, buffer.length * 2)];
        }
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, from, buffer, 0, length);
        discarded = from;
        position = 0;
        limit = length;
        if (from >= nextReport) {
            nextReport = from + REPORT_EVERY;
            progress.accept(from);
        }
        return length >= n;
    }

    @Override
    boolean has(int n, int head) {
        int wanted = Math.min(n, head);
        return (limit - position >= wanted || fill(wanted)) && size - offset() >= n;
    }

    @Override
    int peek(int ahead) {
        return file.get(INT, offset() + ahead);
    }

    @Override
    boolean skip(long n) {
        long to = offset() + n;
        discarded = Math.min(to, size);
        position = 0;
        limit = 0;
        return to <= size;
    }

    @Override
    void whole(Packet p) {
        if (p.captured > packet.length) {
            packet = Arrays.copyOf(packet, Math.max(p.captured, packet.length * 2));
        }
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, p.bytesAt, packet, 0, p.captured);
        p.payload -= p.start;
        p.bytes = packet;
        p.start = 0;
        p.present = p.captured;
    }
}
