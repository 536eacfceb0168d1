package io.firewitness.engine.log.scan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line while it is looked at; reused, so nothing may keep it. Its text is decoded when first asked for.
 */
public final class Line {
    private static final Pattern IN_BRACKETS =
            Pattern.compile("\\[([A-Za-z][\\w.|/-]*(?: [\\w.|/-]+)*)(?: *\\([^)]*\\))?\\]");

    private final LinePrefix prefix = new LinePrefix();
    private final TextDecoder decoder;
    private byte[] bytes;
    private int from;
    private int to;
    private long number;
    private long local;
    private boolean isCut;
    private AnchorFinder.Hits hits;
    private int firstHit;
    private int lastHit;
    private String text;
    private int messageAt;

    Line(TextDecoder decoder) {
        this.decoder = decoder;
    }

    void set(byte[] bytes, int from, int to, long number, boolean isCut) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.number = number;
        this.isCut = isCut;
        this.text = null;
        this.firstHit = this.lastHit = 0;
    }

    void hits(AnchorFinder.Hits found, int first, int last) {
        this.hits = found;
        this.firstHit = first;
        this.lastHit = last;
    }

    void local(long millis) {
        this.local = millis;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    public LinePrefix prefix() {
        return prefix;
    }

    /** Counted from 1. */
    public long number() {
        return number;
    }

    /** True where the line is longer than {@link LineScanner#LONGEST} and only its beginning is here. */
    public boolean isCut() {
        return isCut;
    }

    /** Milliseconds since 1970 of the stamp, read as UTC; {@link Long#MIN_VALUE} where the line has no date. */
    public long local() {
        return local;
    }

    /** Number of literals found in it. */
    public int anchors() {
        return lastHit - firstHit;
    }

    /** The {@code i}-th literal found in it. */
    public int anchor(int i) {
        return hits.id(firstHit + i);
    }

    /** The whole line without its end. */
    public String text() {
        if (text == null) {
            text = decoder.decode(bytes, from, to, this);
            messageAt = -1;
        }
        return text;
    }

    /** The line without stamp, thread, level, component and indentation. */
    public String message() {
        String whole = text();
        if (messageAt < 0) {
            int at = Math.min(charsBefore(prefix.messageFrom()), whole.length());
            while (at < whole.length() && Character.isWhitespace(whole.charAt(at))) {
                at++;
            }
            messageAt = at;
        }
        return whole.substring(messageAt);
    }

    /** Characters of the line before a byte of it: a stamp may hold a word for morning or evening in any script. */
    private int charsBefore(int byteAt) {
        for (int at = from; at < byteAt; at++) {
            if (bytes[at] < 0) {
                return decoder.decode(bytes, from, byteAt, this).length();
            }
        }
        return byteAt - from;
    }

    /** Blanks in front of the message. */
    public int depth() {
        int at = prefix.messageFrom();
        while (at < to && bytes[at] == ' ') {
            at++;
        }
        return at - prefix.messageFrom();
    }

    /** Component: what a data mover prints before the bar, what a manager prints in brackets; empty where there is none. */
    public String component() {
        if (prefix.componentTo() > prefix.componentFrom()) {
            return new String(
                    bytes,
                    prefix.componentFrom(),
                    prefix.componentTo() - prefix.componentFrom(),
                    java.nio.charset.StandardCharsets.US_ASCII);
        }
        Matcher m = prefix.family() == Family.AGENT ? null : IN_BRACKETS.matcher(message());
        return m != null && m.lookingAt() ? m.group(1) : "";
    }
}
