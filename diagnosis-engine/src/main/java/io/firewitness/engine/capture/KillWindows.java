package io.firewitness.engine.capture;

import io.firewitness.engine.InputStreamSupplier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Second pass: the payload around the places where connections were cut. Kept in memory only while the case is judged. */
public final class KillWindows {
    /** Payload looked at before and behind the cut. */
    public static final int REACH = 64 * 1024;

    private KillWindows() {}

    /** Payload of one direction around a place. Bytes that the capture lacks are not covered. */
    public static final class Window {
        private final Flow flow;
        private final int side;
        private final long from;
        private final byte[] bytes;
        private final BitSet covered;

        /** The window around a payload offset of what the client (or the server) sent. */
        public Window(Flow flow, boolean ofClient, long offset) {
            this(flow, ofClient, offset, REACH);
        }

        /** The same with another reach before the offset. */
        public Window(Flow flow, boolean ofClient, long offset, int before) {
            this.flow = flow;
            this.side = ofClient ? flow.clientIndex() : 1 - flow.clientIndex();
            this.from = Math.max(0, offset - before);
            long to = Math.min(flow.direction(ofClient).dataEnd(), offset + REACH);
            this.bytes = new byte[(int) Math.max(0, to - from)];
            this.covered = new BitSet(bytes.length);
        }

        /** Stream offset of the first byte of {@link #bytes}. */
        public long from() {
            return from;
        }

        /** The payload; only covered bytes mean anything. */
        public byte[] bytes() {
            return bytes;
        }

        /** True where {@code length} bytes from an index are all known. */
        public boolean covers(int index, int length) {
            return covered.nextClearBit(index) >= index + length;
        }

        private Key key() {
            boolean isA = side == 0;
            return new Key(
                    isA ? flow.aHigh : flow.bHigh,
                    isA ? flow.aLow : flow.bLow,
                    isA ? flow.bHigh : flow.aHigh,
                    isA ? flow.bLow : flow.aLow,
                    isA ? flow.ports : Integer.rotateLeft(flow.ports, 16),
                    flow.interfaceNumber());
        }

        /** Offset in the file of a record before which nothing of the window lies. */
        private long firstPosition() {
            MarkRing marks = flow.directions[side].marks;
            return marks == null ? flow.firstPosition : marks.before(from, flow.firstPosition);
        }

        private void take(Packet p) {
            // Near the window the 32-bit difference tells the 64-bit offset.
            Direction d = flow.directions[side];
            int start = p.sequence - (int) (d.base + from);
            int skip = Math.max(0, -start);
            int at = Math.max(0, start);
            int length = Math.min(p.payloadCaptured - skip, bytes.length - at);
            if (skip < 0 || start > bytes.length || length <= 0) {
                return;
            }
            p.whole();
            System.arraycopy(p.bytes, p.payload + skip, bytes, at, length);
            covered.set(at, at + length);
        }
    }

    private record Key(long aHigh, long aLow, long bHigh, long bLow, int ports, int interfaceNumber) {}

    /**
     * Fills the windows from the same recording.
     *
     * @param sources the files of the recording, in their order
     * @param layouts offsets of the records that must be read in any case, as the first pass found them
     * @throws IOException where a source fails
     */
    public static void fill(List<InputStreamSupplier> sources, List<Long> layouts, List<Window> windows)
            throws IOException {
        Map<Key, List<Window>> byKey = new HashMap<>();
        FileRanges ranges = new FileRanges();
        for (Window w : windows) {
            byKey.computeIfAbsent(w.key(), k -> new ArrayList<>()).add(w);
            ranges.add(w.firstPosition(), w.flow.lastPosition);
        }
        Fragments fragments = new Fragments();
        for (int i = 0; i < sources.size(); i++) {
            if (!ranges.in(i).isEmpty()) {
                fill(sources.get(i), i, layouts, ranges, p -> take(p, byKey, fragments));
            }
        }
    }

    private static void fill(
            InputStreamSupplier source, int file, List<Long> layouts, FileRanges ranges, PacketSink sink)
            throws IOException {
        FileRanges read = new FileRanges();
        layouts.forEach(position -> read.add(position, position));
        FileRanges own = read.in(file);
        own.addAll(ranges.in(file));
        long position = FileRanges.position(file, 0);
        try (OpenCapture capture = OpenCapture.open(source, done -> {})) {
            capture.read(
                    p -> {
                        p.position += position;
                        sink.packet(p);
                    },
                    own);
        }
    }

    private static void take(Packet p, Map<Key, List<Window>> byKey, Fragments fragments) {
        if (!Decoder.decode(p)
                || p.isIcmpQuote
                || p.protocol != Decoder.TCP
                || p.payloadCaptured == 0
                || !fragments.isPlaced(p)) {
            return;
        }
        List<Window> found = byKey.get(new Key(
                p.sourceHigh,
                p.sourceLow,
                p.targetHigh,
                p.targetLow,
                p.sourcePort << 16 | p.targetPort,
                p.interfaceNumber));
        if (found == null) {
            return;
        }
        for (Window w : found) {
            if (p.position >= w.flow.firstPosition && p.position <= w.flow.lastPosition) {
                w.take(p);
            }
        }
    }
}
