package io.firewitness.engine.document;

import java.util.Map;

/**
 * Sums over the case.
 *
 * @param connections connections in the document
 * @param connectionsOmitted connections read but left out because of the limit of the document
 * @param packets packets read
 * @param packetsIgnored packets that hold neither TCP nor UDP, or could not be decoded
 * @param lines log lines read
 * @param byClass connections by class
 */
public record Counts(
        long connections,
        long connectionsOmitted,
        long packets,
        long packetsIgnored,
        long lines,
        Map<String, Long> byClass) {}
