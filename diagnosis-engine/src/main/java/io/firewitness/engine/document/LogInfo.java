package io.firewitness.engine.document;

import java.util.List;

/**
 * What is known about one log as a whole.
 *
 * @param product program that wrote it; {@code null} where no header tells
 * @param version its version
 * @param machine host that wrote it
 * @param culture culture of the host, as {@code ja-JP}
 * @param encoding encoding the text was read in
 * @param stamped lines with a stamp of a known shape
 * @param notUnderstood lines of no known shape that continue no other line
 * @param samples the first of them, digits masked, secrets removed
 * @param warnings what a reader must know
 */
public record LogInfo(
        String product,
        String version,
        String machine,
        String culture,
        String encoding,
        long stamped,
        long notUnderstood,
        List<LogSample> samples,
        List<Text> warnings) {
    public LogInfo {
        samples = List.copyOf(samples);
        warnings = List.copyOf(warnings);
    }

    /** A line that was not understood. */
    public record LogSample(long line, String text) {}
}
