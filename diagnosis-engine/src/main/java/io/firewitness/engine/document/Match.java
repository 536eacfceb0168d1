package io.firewitness.engine.document;

import java.util.List;

/**
 * The same connection seen in another capture.
 *
 * @param artifact id of the other capture
 * @param connection id of the connection there
 * @param delayMs clock difference in milliseconds, other minus this
 * @param unmatched packets of this capture that the other one lacks; at most 16
 */
public record Match(String artifact, String connection, Double delayMs, List<Long> unmatched) {
    public Match {
        unmatched = List.copyOf(unmatched);
    }
}
