package io.firewitness.engine.capture;

import io.firewitness.engine.InputStreamSupplier;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Reads one recording, once: a file, or several that follow each other, and hands back its flows. */
public final class CaptureReader {
    private final Tracker tracker = new Tracker();
    private final List<CapturedFile> files = new ArrayList<>();
    private String recorder;

    /**
     * What one recording holds. Its packets are counted from 1 over all of its files.
     *
     * @param files its files, in their order
     * @param flows in order of their first packet
     * @param retired those that ended well and were let go
     * @param clockSteps where its clock was set back
     * @param layouts offsets of the records that say how others are to be read, for a second pass
     */
    public record Capture(
            List<CapturedFile> files,
            List<Flow> flows,
            RetiredFlows retired,
            List<ClockWatch.Step> clockSteps,
            List<Long> layouts) {
        public Capture {
            files = List.copyOf(files);
        }

        /** Packets of connections beyond the number that fits into memory. */
        public long untracked() {
            return files.stream().mapToLong(CapturedFile::untracked).sum();
        }

        /** Packets the capturing tool lost, or null where it does not say. */
        public Long dropped() {
            Long sum = null;
            for (CapturedFile file : files) {
                if (file.dropped() != null) {
                    sum = file.dropped() + (sum == null ? 0 : sum);
                }
            }
            return sum;
        }

        /** Bytes that could not be used although reading went on behind them. */
        public long skipped() {
            return files.stream().mapToLong(CapturedFile::skipped).sum();
        }

        /** Nanoseconds since 1970. */
        public long lastTime() {
            return files.getLast().lastTime();
        }

        /** True where a file must be inflated to be read. */
        public boolean isPacked() {
            return files.stream().anyMatch(f -> f.format().contains("+"));
        }
    }

    /**
     * Reads to the end, or to where the file is damaged; does not close the stream.
     *
     * @param in the bytes of the file
     * @param progress hears the number of bytes read, about once per MiB
     * @throws IOException where the stream itself fails
     */
    public static Capture read(InputStream in, LongConsumer progress) throws IOException {
        CaptureReader reader = new CaptureReader();
        try (OpenCapture capture = OpenCapture.of(in, progress)) {
            reader.read(capture);
        }
        return reader.capture();
    }

    /**
     * Reads the next file to its end, or to where it is damaged; a plain file of this machine fastest.
     *
     * @param source opens the bytes of the file
     * @param progress hears the number of bytes read, every few MiB
     * @throws IOException where the source itself fails
     */
    public void read(InputStreamSupplier source, LongConsumer progress) throws IOException {
        try (OpenCapture capture = OpenCapture.open(source, progress)) {
            read(capture);
        }
    }

    private void read(OpenCapture capture) throws IOException {
        if (!files.isEmpty()) {
            tracker.nextFile(files.size());
        }
        long packets = tracker.packets;
        long ignored = tracker.ignored;
        long untracked = tracker.untracked;
        long payloads = tracker.payloads;
        long cut = tracker.cutPayloads;
        ReadEnd end = capture.track(tracker);
        recorder = capture.recorder();
        files.add(new CapturedFile(
                capture.formatName(),
                packets,
                tracker.packets - packets,
                tracker.ignored - ignored,
                tracker.untracked - untracked,
                tracker.drops.total(),
                tracker.firstTime,
                tracker.lastTime,
                (tracker.cutPayloads - cut) * 2 > tracker.payloads - payloads,
                end.brokenAtByte(),
                end.reason(),
                end.skipped()));
    }

    /** How another file, of which the beginning was read, stands to the files read so far. */
    public Border border(CaptureHead next) {
        boolean isAlike = next.recorder().equals(recorder);
        return isAlike ? Border.between(tracker, next) : Border.NONE;
    }

    /** All that was read. */
    public Capture capture() {
        return new Capture(
                files, tracker.flows(), tracker.retired(), tracker.clock.steps(), List.copyOf(tracker.layouts));
    }
}
