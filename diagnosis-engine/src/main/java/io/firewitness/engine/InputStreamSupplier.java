package io.firewitness.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Opens the same bytes from the start, every time it is asked. */
@FunctionalInterface
public interface InputStreamSupplier {
    /**
     * Opens the bytes; the caller closes the stream.
     *
     * @throws IOException where they cannot be read now; the engine passes it on, so that the run can be tried again
     */
    InputStream open() throws IOException;

    /** The plain file of this machine that holds exactly these bytes, or null; large ones can then be read where they lie. */
    default Path file() {
        return null;
    }
}
