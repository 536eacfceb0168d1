package io.firewitness.engine.document;

/**
 * Do the attempts end at the same place?
 *
 * @param holds true where they do
 * @param attempts failed attempts that ended at the most frequent place
 * @param of failed attempts whose place is known
 * @param toleranceBytes width of that place in bytes; 0 is exactly the same byte
 */
public record SameOffset(boolean holds, int attempts, int of, long toleranceBytes) {}
