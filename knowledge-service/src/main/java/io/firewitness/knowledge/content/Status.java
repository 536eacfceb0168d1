package io.firewitness.knowledge.content;

/** How far a statement may be trusted. */
public enum Status {
    /** Read in its source; may be shown. */
    CONFIRMED,
    /** From memory; never shown as fact. */
    RECALLED
}
