package io.firewitness.engine.document;

import java.util.List;

/**
 * The same connection seen in another capture.
 *
 * @param artifact id of the other capture
 * @param connection id of the connection there
 * @param delayMs clock difference in milliseconds, other minus this
 * @param unmatched packets of this capture that the other one lacks, of the file that the connection is named by; at most 16
 * @param pointers the same of all files that hold the connection, each packet with its file
 */
public record Match(String artifact, String connection, Double delayMs, List<Long> unmatched, List<Pointer> pointers) {
    public Match {
        unmatched = List.copyOf(unmatched);
        pointers = List.copyOf(pointers);
    }
}
