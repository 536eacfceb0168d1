package io.firewitness.engine.document;

/**
 * The place of a capture among those that one tool wrote one after the other.
 *
 * @param recording id of the first of them
 * @param part number of this one, from 1; missing ones are not counted
 * @param of how many there are
 * @param isAfterMissing at least one is missing before this one: what passed then is unknown
 * @param statement one English sentence
 * @param text the same for every language
 */
public record PartOf(
        String recording,
        int part,
        int of,
        @Member("afterMissing") boolean isAfterMissing,
        String statement,
        Text text) {}
