package io.firewitness.engine.document;

import java.time.Instant;

/**
 * A known error text found in a log.
 *
 * @param id the signature's id in the rule pack
 * @param artifact name of the log
 * @param artifactId id of the log
 * @param line line number from 1
 * @param time time of the line; {@code null} where it has none
 * @param text the line, at most 400 characters, secrets removed
 * @param family id under which errors of one meaning stand together, as {@code SIG-10054} for the Winsock and the errno form
 */
public record Signature(
        String id, String artifact, String artifactId, long line, Instant time, String text, String family) {}
