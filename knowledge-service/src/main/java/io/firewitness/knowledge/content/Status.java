package io.firewitness.knowledge.content;

/** How well a statement is founded. */
public enum Status {
    /** Read in the sources given. */
    CONFIRMED,
    /** Our own reasoning or advice; no statement of a vendor. */
    REASONED,
    /** General knowledge without a source that was read. Must not be shown: content with it fails the build. */
    RECALLED
}
