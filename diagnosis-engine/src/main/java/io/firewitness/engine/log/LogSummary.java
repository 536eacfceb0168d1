package io.firewitness.engine.log;

import io.firewitness.engine.document.Text;

/**
 * What limits a verdict that rests on logs, and the sentence for it.
 *
 * @param cap highest confidence of a verdict that accuses a device
 * @param subject what the logs show, as one sentence; null where they show nothing
 * @param ordinaryCause the everyday reason most failed attempts name; null where they name none
 */
public record LogSummary(double cap, Text subject, String ordinaryCause) {
    /** Nothing said. */
    public static final LogSummary NONE = new LogSummary(0, null, null);
}
