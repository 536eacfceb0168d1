package io.firewitness.engine.capture;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

    private static final int MARGIN = 1 << 12;
    private static final int REPORT_EVERY = 1 << 24;

    private final FileChannel channel;
    private final LongConsumer progress;
    private long nextReport = REPORT_EVERY;
    private ByteBuffer window = ByteBuffer.allocateDirect(WINDOW);
    private MemorySegment bytes = MemorySegment.ofBuffer(window);
    /** Offset in the file of the window's first byte, and how many bytes it holds. */
    private long windowStart;

    private int windowSize;
    private byte[] scratch = new byte[1 << 11];
    private byte[] packet = new byte[1 << 11];
    /** Set where what was handed out must stay: the buffer is then filled from the front to the back, and replaced. */
    private boolean isKept;

    private int used;

    FileFeed(FileChannel channel, LongConsumer progress) {
        this.channel = channel;
        this.progress = progress;
        this.buffer = scratch;
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
        int at = isKept ? used : 0;
        if (at + length > buffer.length) {
            buffer = new byte[Math.max(length, buffer.length * 2)];
            scratch = isKept ? scratch : buffer;
            at = 0;
        }
        if (length > 0) {
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, from - windowStart, buffer, at, length);
        }
        discarded = from - at;
        position = at;
        limit = at + length;
        used = limit;
        return length >= n;
    }

    /** Goes on at any offset. */
    void restart(long offset) {
        buffer = scratch;
        isKept = false;
        move(offset);
    }

    /** Goes on at any offset; the buffer is this one from here on, and nothing in it is overwritten. */
    void restart(long offset, byte[] arena) {
        buffer = arena;
        isKept = true;
        used = 0;
        move(offset);
    }

    private void move(long offset) {
        used = isKept ? used : 0;
        discarded = offset - used;
        position = used;
        limit = used;
    }

    FileChannel channel() {
        return channel;
    }

    LongConsumer progress() {
        return progress;
    }

    /** Bytes of the file. */
    long size() throws IOException {
        return channel.size();
    }

    /** Bytes of the window from an offset on. */
    private int held(long from) {
        return from < windowStart ? 0 : (int) Math.max(0, windowStart + windowSize - from);
    }

    /** Moves the window to an offset, so that it holds at least so many bytes, or all that are left. */
    private void read(long from, int least) throws IOException {
        if (least > window.capacity()) {
            window = ByteBuffer.allocateDirect(Math.max(least, window.capacity() * 2));
            bytes = MemorySegment.ofBuffer(window);
        }
        // Not much behind what is wanted, which another thread reads.
        long wanted = stopAfter - from;
        window.clear();
        if (wanted < window.capacity() - MARGIN) {
            window.limit((int) Math.max(least, wanted + MARGIN));
        }
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
        long to = offset() + n;
        if (n >= 0 && n <= limit - position) {
            position += (int) n;
            return true;
        }
        long size = channel.size();
        move(Math.min(to, size));
        return to <= size;
    }

    @Override
    void whole(Packet p) {
        byte[] target = packet;
        int at = 0;
        if (isKept && used + p.captured <= buffer.length) {
            target = buffer;
            at = used;
            used += p.captured;
        } else if (isKept || p.captured > packet.length) {
            target = new byte[Math.max(p.captured, packet.length * 2)];
            packet = isKept ? packet : target;
        }
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, p.bytesAt - windowStart, target, at, p.captured);
        p.payload += at - p.start;
        p.bytes = target;
        p.start = at;
        p.present = p.captured;
    }
}
