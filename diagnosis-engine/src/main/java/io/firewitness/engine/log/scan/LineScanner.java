package io.firewitness.engine.log.scan;

import io.firewitness.engine.input.CountingInput;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;

/**
 * Cuts a file into lines and shows those that may say something: with a known literal, marked as error or warning, or following
 * such a line without a stamp of its own. All others are only counted and dated. One buffer; a line of any length is bounded.
 */
public final class LineScanner {
    /** Longest line that is read whole, in bytes; the rest of a longer one is passed over. */
    public static final int LONGEST = 1 << 16;

    private static final long HOUR_MILLIS = 3_600_000L;
    private static final long DAY_MILLIS = 86_400_000L;

    private final AnchorFinder finder;
    private final Line line;
    private final DateVotes votes = new DateVotes();
    private byte[] buffer;
    private boolean isMonthFirst;
    private long lines;
    private long stamped;
    private long firstLocal = Long.MIN_VALUE;
    private long lastLocal = Long.MIN_VALUE;
    private boolean isFollowed;
    private boolean isInHeader;
    private int cachedDate;
    private long cachedDay;

    /** Hears the lines that may say something. */
    public interface Listener {
        /** A line; the object is reused. */
        void line(Line line) throws IOException;

        /** A line of no known shape that continues no other one. */
        void notUnderstood(Line line);

        /** The clock of the stamps went back, from one reading to an earlier one, both as {@link Line#local()}. */
        void back(Line line, long from, long to);

        /** The clock of the stamps went on by an hour or more, both as {@link Line#local()}. */
        void ahead(Line line, long from, long to);

        /** A line was longer than {@link #LONGEST}. */
        void tooLong(long number);
    }

    /** A scanner for one file. */
    public LineScanner(AnchorFinder finder, TextDecoder decoder) {
        this.finder = finder;
        this.line = new Line(decoder);
    }

    /** Says that dates without a word of their own are written month first (only {@link Family#VB365} has such). */
    public void monthFirst(boolean is) {
        isMonthFirst = is;
    }

    /** What all dates of the file together tell about their order; null where they tell nothing. */
    public Boolean isFoundMonthFirst() {
        return votes.isMonthFirst();
    }

    public long lines() {
        return lines;
    }

    /** Lines with a stamp of a known shape. */
    public long stamped() {
        return stamped;
    }

    /** First stamp as {@link Line#local()}; {@link Long#MIN_VALUE} where there is none. */
    public long firstLocal() {
        return firstLocal;
    }

    /** Last stamp. */
    public long lastLocal() {
        return lastLocal;
    }

    /**
     * Reads to the end.
     *
     * @throws IOException where the stream fails; what was read before was shown
     */
    public void scan(InputStream in, Listener listener) throws IOException {
        scan(in, null, listener);
    }

    /**
     * Reads to the end what is unpacked on the way.
     *
     * @param packed what lies below {@code in} and counts; nothing else reads from it meanwhile. Null where nothing is packed
     * @throws IOException where the stream fails; what was read before was shown
     */
    public void scan(InputStream in, CountingInput packed, Listener listener) throws IOException {
        try (LineBlocks blocks = new LineBlocks(in, packed, finder)) {
            for (LineBlocks.Block block = blocks.next(); block != null; block = blocks.next()) {
                buffer = block.bytes;
                lines(block, listener);
            }
        }
    }

    private void lines(LineBlocks.Block block, Listener listener) throws IOException {
        AnchorFinder.Hits hits = block.hits;
        int to = block.to;
        int hit = 0;
        int count = hits.size();
        int start = block.from;
        while (start < to) {
            int end = Ascii.newLine(buffer, start, to);
            int stop = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
            lines++;
            int first = hit;
            int limit = Math.min(end, start + LONGEST);
            while (hit < count && hits.place(hit) < limit) {
                hit++;
            }
            boolean isLong = stop - start > LONGEST;
            if (isLong) {
                listener.tooLong(lines);
            }
            line.set(buffer, start, isLong ? start + LONGEST : stop, lines, isLong);
            line.hits(hits, first, hit);
            while (hit < count && hits.place(hit) < end) {
                hit++;
            }
            show(listener);
            start = end + 1;
        }
    }

    private void show(Listener listener) throws IOException {
        int from = line.from();
        int to = line.to();
        LinePrefix p = line.prefix();
        if (p.parse(buffer, from, to)) {
            stamped++;
            boolean isFirst = isInHeader;
            isInHeader = false;
            date(p, listener);
            boolean isMarked = p.level() == Level.ERROR || p.level() == Level.WARNING || p.level() == Level.CONTINUED;
            isFollowed = isMarked || line.anchors() > 0;
            if (isFollowed || isFirst) {
                listener.line(line);
            }
            return;
        }
        line.local(lastLocal);
        if (from == to) {
            return;
        }
        if (isBanner(from, to)) {
            isInHeader = true;
        } else if (line.anchors() > 0 || (isFollowed && !isInHeader)) {
            listener.line(line);
        } else if (!isInHeader && (stamped == 0 || looksStamped(from, to))) {
            listener.notUnderstood(line);
        }
    }

    /** Looks like a line with a date, and yet is of no known shape. */
    private boolean looksStamped(int from, int to) {
        int at = from < to && buffer[from] == '[' ? from + 1 : from;
        return to - from > 10
                && buffer[at] >= '0'
                && buffer[at] <= '9'
                && ((buffer[at + 1] >= '0' && buffer[at + 1] <= '9') || buffer[at + 1] == '/' || buffer[at + 1] == '.');
    }

    private boolean isBanner(int from, int to) {
        return to - from >= 20 && buffer[from] == '=' && buffer[from + 19] == '=' && buffer[to - 1] == '=';
    }

    private void date(LinePrefix prefix, Listener listener) {
        Stamp p = prefix.stamp();
        if (p.year() == 0) {
            line.local(Long.MIN_VALUE);
            return;
        }
        int day = p.first();
        int month = p.second();
        if (prefix.family() == Family.VB365) {
            votes.date(p);
        }
        if (prefix.family() == Family.VB365 && ((isMonthFirst && day <= 12) || month > 12)) {
            day = p.second();
            month = p.first();
        }
        if (month > 12) {
            line.local(lastLocal);
            return;
        }
        int key = (p.year() * 16 + month) * 32 + day;
        if (key != cachedDate) {
            cachedDate = key;
            cachedDay = LocalDate.of(p.year(), month, 1).toEpochDay() + day - 1;
        }
        long now = cachedDay * DAY_MILLIS + p.millisOfDay();
        line.local(now);
        if (firstLocal == Long.MIN_VALUE) {
            firstLocal = now;
        } else if (now < lastLocal - 2000) {
            listener.back(line, lastLocal, now);
        } else if (now - lastLocal >= HOUR_MILLIS) {
            listener.ahead(line, lastLocal, now);
        }
        lastLocal = now;
    }
}
