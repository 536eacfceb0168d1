package io.firewitness.engine.log;

import java.io.IOException;
import java.io.InputStream;

/** Takes the captures found inside bundles. */
@FunctionalInterface
public interface CaptureSink {
    /**
     * Reads one capture to its end or to where it is damaged; does not close the stream.
     *
     * @param id id of the artifact entry to make: the bundle's id, {@code /} and the path
     * @param name name of the entry: the bundle's name, {@code /} and the path
     * @param bytes size, or -1 where unknown
     * @param content the bytes
     * @throws IOException when the stream fails
     */
    void capture(String id, String name, long bytes, InputStream content) throws IOException;
}
