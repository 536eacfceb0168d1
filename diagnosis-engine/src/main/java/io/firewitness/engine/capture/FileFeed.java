package io.firewitness.engine.capture;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Bytes of a plain file. They are read into a window outside of the heap that fits into a processor's cache, and only the head
 * of each packet is copied from there: nearly all of a backup's bytes are payload that nobody looks at. Mapping the file was
 * slower: it pays a page fault for every few packets, and memory's latency for every single one.
 */
final class FileFeed extends ByteFeed {
    private static final int WINDOW = 1 << 19;
    /** Some small records, or the head of a large one, with one copy. */
    private static final int LEAST = 192;

    private static final int REPORT_EVERY = 1 << 24;

    private final FileChannel channel;
    private final LongConsumer progress;
    private long nextReport = REPORT_EVERY;
    private ByteBuffer window = ByteBuffer.allocateDirect(WINDOW);
    private MemorySegment bytes = MemorySegment.ofBuffer(window);
    /** Offset in the file of the window's first byte, and how many bytes it holds. */
    private long windowStart;

    private int windowSize;
    private byte[] packet = new byte[1 << 11];

    FileFeed(FileChannel channel, LongConsumer progress) {
        this.channel = channel;
        this.progress = progress;
        this.buffer = new byte[1 << 11];
    }

    @Override
    boolean fill(int n) throws IOException {
        long from = offset();
        int held = held(from);
        int length = Math.max(n, LEAST);
        if (held < length) {
            read(from, length);
            held = held(from);
            length = Math.min(length, held);
        }
        if (length > buffer.length) {
            buffer = new byte[Math.max(length, buffer.length * 2)];
        }
        if (length > 0) {
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, from - windowStart, buffer, 0, length);
        }
        discarded = from;
        position = 0;
        limit = length;
        return length >= n;
    }

    /** Bytes of the window from an offset on. */
    private int held(long from) {
        return (int) Math.max(0, windowStart + windowSize - Math.max(from, windowStart));
    }

    /** Moves the window to an offset, so that it holds at least so many bytes, or all that are left. */
    private void read(long from, int least) throws IOException {
        if (least > window.capacity()) {
            window = ByteBuffer.allocateDirect(Math.max(least, window.capacity() * 2));
            bytes = MemorySegment.ofBuffer(window);
        }
        window.clear();
        windowStart = from;
        windowSize = 0;
        while (windowSize < least) {
            int n = channel.read(window, from + windowSize);
            if (n < 0) {
                break;
            }
            windowSize += n;
        }
        if (from >= nextReport) {
            nextReport = from + REPORT_EVERY;
            progress.accept(from);
        }
    }

    @Override
    boolean has(int n, int head) throws IOException {
        int wanted = Math.min(n, head);
        if (limit - position < wanted && !fill(wanted)) {
            return false;
        }
        long from = offset();
        if (held(from) < n) {
            read(from, n);
        }
        return held(from) >= n;
    }

    @Override
    int peek(int ahead) {
        return window.getInt((int) (offset() - windowStart) + ahead);
    }

    @Override
    boolean skip(long n) throws IOException {
        long size = channel.size();
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
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, p.bytesAt - windowStart, packet, 0, p.captured);
        p.payload -= p.start;
        p.bytes = packet;
        p.start = 0;
        p.present = p.captured;
    }
}
