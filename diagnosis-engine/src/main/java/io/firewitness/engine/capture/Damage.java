package io.firewitness.engine.capture;

import java.io.IOException;

/**
 * Finds the place behind a damaged part from where records can be read again, and keeps count of what was passed over.
 *
 * <p>Neither pcap nor snoop marks where a record begins, and a backup may well carry a capture inside its payload. So a place
 * only counts where a chain of plausible records begins that is longer than any one frame: whatever a frame carries ends with
 * it, and a chain that goes on through the next frame's record header is the file's own. Before the end of the file, where the
 * bytes may not suffice for that, the chain must be longer than any frame read so far and end exactly with the file.
 */
final class Damage {
    /** An IPv4 packet of full size behind Ethernet and tags. */
    private static final int LONGEST_FRAME = 65_535 + 40;

    /** A chain and one record beyond what it needs. */
    private static final int LOOKED_AT = 1 << 19;

    private static final int FEWEST_RECORDS = 8;
    private static final int FEWEST_LAST_RECORDS = 16;
    /** Record headers looked at in vain, in one file: hostile bytes can make every place look promising. */
    private static final int MOST_TRIES = 1 << 26;

    private final ByteFeed feed;
    private final Shape shape;
    private final int step;
    private long firstByte = -1;
    private String firstReason;
    private long skipped;
    private long unusedFrom = -1;
    private boolean isResumed;
    private int tries;

    /** Tells what can be a record of this file. */
    interface Shape {
        int NONE = -1;
        /** A part of the file begins that explains itself. It ends a chain, as the end of the file does. */
        int NEW_PART = 0;

        /**
         * Length of the record that may begin at an index, header included; {@link #NONE} where none can. The header's bytes
         * are there; behind {@code limit} nothing is.
         */
        int length(byte[] b, int at, int limit);

        int headerLength();

        /** Longest frame that a record of this file may hold, or 0 where the file does not say. */
        int longestFrame();

        /** Longest frame seen so far. */
        int longestSeen();

        /** A chain is about to be looked at. */
        void begin();
    }

    /** {@code step}: distance of places where a record may begin. */
    Damage(ByteFeed feed, Shape shape, int step) {
        this.feed = feed;
        this.shape = shape;
        this.step = step;
    }

    /**
     * Moves the feed behind the damage that begins at its position; false where no record follows.
     *
     * @param mayResume false where what was damaged is needed to read what follows
     */
    boolean isPassed(String reason, boolean mayResume) throws IOException {
        long brokenAt = feed.offset();
        if (firstByte < 0) {
            firstByte = brokenAt;
            firstReason = reason;
        }
        if (mayResume && find()) {
            skipped += feed.offset() - brokenAt;
            isResumed = true;
            return true;
        }
        unusedFrom = brokenAt;
        return false;
    }

    /** The end of the file; {@code plain} is how it looks where nothing was damaged before. */
    ReadEnd end(ReadEnd plain) {
        if (firstByte < 0) {
            return plain;
        }
        if (!isResumed) {
            return new ReadEnd(firstByte, firstReason);
        }
        long from = unusedFrom >= 0 ? unusedFrom : plain.brokenAtByte();
        long tail = from < 0 ? 0 : Math.max(0, feed.offset() + feed.available() - from);
        return new ReadEnd(firstByte, ReadEnd.SKIPPED, skipped + tail);
    }

    private boolean find() throws IOException {
        int declared = shape.longestFrame();
        int needed = declared > 0 ? Math.min(declared, LONGEST_FRAME) : LONGEST_FRAME;
        feed.ensure(step);
        feed.position = Math.min(feed.position + step, feed.limit);
        while (true) {
            boolean isLast = feed.available() < 2 * LOOKED_AT && !feed.ensure(2 * LOOKED_AT);
            int last = feed.limit - (isLast ? shape.headerLength() : LOOKED_AT);
            for (; feed.position <= last; feed.position += step) {
                if (isChain(needed, isLast)) {
                    return true;
                }
                if (tries > MOST_TRIES) {
                    return false;
                }
            }
            if (isLast) {
                feed.position = feed.limit;
                return false;
            }
        }
    }

    private boolean isChain(int needed, boolean isLast) {
        byte[] b = feed.buffer;
        int limit = feed.limit;
        int at = feed.position;
        int records = 0;
        shape.begin();
        while (true) {
            long span = (long) at - feed.position;
            if (records >= FEWEST_RECORDS && span > needed + shape.headerLength()) {
                return true;
            }
            if (at == limit) {
                return isLast && isLongEnough(records, span);
            }
            if (at + shape.headerLength() > limit) {
                return false;
            }
            int length = shape.length(b, at, limit);
            if (length == Shape.NEW_PART) {
                return isLongEnough(records, span);
            }
            if (length == Shape.NONE || length > limit - at) {
                return false;
            }
            tries++;
            records++;
            at += length;
        }
    }

    private boolean isLongEnough(int records, long span) {
        return records >= FEWEST_LAST_RECORDS && span > shape.longestSeen() + shape.headerLength();
    }
}
