package io.firewitness.engine.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The decoded packets of one piece of a file, with the bytes that rules look at later. Reused from piece to piece. */
final class Batch implements PacketSink {
    private static final int INITIAL = 1 << 10;
    private static final int ARENA = 1 << 18;

    private Packet[] packets = new Packet[INITIAL];
    private int count;
    private byte[] arena = new byte[ARENA];
    private final List<Long> layouts = new ArrayList<>(0);
    /** Losses in the order of the file: a counter, or -1 for losses before a packet, and their number. */
    private final List<long[]> losses = new ArrayList<>(0);

    /** Which piece of the file this is. */
    long piece;
    /** What the reader knew of the file when the piece was read; another number means that it must be read again. */
    int knowledge;
    /** Offset of the first record, -1 where none was recognised. */
    long first;
    /** Offset behind the last record. */
    long next;

    ReadEnd end;
    CaptureFormat format;

    /** Reads the records that begin between two offsets; a record must begin at the first one. */
    void read(CaptureFormat known, FileFeed feed, long from, long last) throws IOException {
        clear();
        first = from;
        feed.stopAfter = last;
        feed.restart(from, arena);
        format = known.resumed(feed, this);
        format.p = next(null);
        format.mayResume = false;
        end = format.records();
        next = feed.offset();
        arena = feed.buffer;
    }

    private void clear() {
        count = 0;
        layouts.clear();
        losses.clear();
        end = null;
        format = null;
    }

    /** Nothing recognised. */
    void skip() {
        clear();
        first = -1;
    }

    @Override
    public void packet(Packet p) {
        p.isFound = Decoder.decode(p);
        count++;
    }

    @Override
    public Packet next(Packet before) {
        if (count == packets.length) {
            packets = Arrays.copyOf(packets, count * 2);
        }
        if (packets[count] == null) {
            packets[count] = new Packet();
        }
        return packets[count];
    }

    @Override
    public void layout(long position) {
        layouts.add(position);
    }

    @Override
    public void lost(long packetCount) {
        losses.add(new long[] {-1, packetCount});
    }

    @Override
    public void lostSoFar(int counter, long packetCount) {
        losses.add(new long[] {counter, packetCount});
    }

    /** True where a record of the piece says how later ones are to be read. */
    boolean hasLayout() {
        return !layouts.isEmpty();
    }

    /** Hands all of it on, in the order of the file. */
    void track(Tracker tracker) {
        layouts.forEach(tracker::layout);
        for (long[] loss : losses) {
            if (loss[0] < 0) {
                tracker.lost(loss[1]);
            } else {
                tracker.lostSoFar((int) loss[0], loss[1]);
            }
        }
        for (int i = 0; i < count; i++) {
            tracker.track(packets[i]);
        }
    }
}
