package io.firewitness.engine.capture;

/**
 * Where reading a file ended.
 *
 * @param brokenAtByte first byte that could not be used, or -1 for a whole file
 * @param reason message key of the reason, or null for a whole file
 * @param skipped bytes that could not be used although reading went on behind them
 */
record ReadEnd(long brokenAtByte, String reason, long skipped) {
    static final ReadEnd WHOLE = new ReadEnd(-1, null);
    static final String CUT = "artifact.cut-inside-record";
    static final String BAD_LENGTH = "artifact.impossible-length";
    static final String BAD_COMPRESSION = "artifact.damaged-compression";
    static final String BAD_HEADER = "artifact.damaged-header";
    static final String SKIPPED = "artifact.damaged-part-skipped";

    ReadEnd(long brokenAtByte, String reason) {
        this(brokenAtByte, reason, 0);
    }

    /** The end of the bytes in a place where a record begins or goes on. */
    static ReadEnd at(ByteFeed feed, long recordStart) {
        if (feed.isDamaged) {
            return new ReadEnd(feed.offset() + feed.available(), BAD_COMPRESSION);
        }
        return feed.available() == 0 && feed.offset() == recordStart ? WHOLE : new ReadEnd(recordStart, CUT);
    }
}
