package io.firewitness.engine;

import java.io.IOException;
import java.io.InputStream;

/** Opens the same bytes from the start, every time it is asked. */
@FunctionalInterface
public interface InputStreamSupplier {
    /**
     * Opens the bytes; the caller closes the stream.
     *
     * @throws IOException where they cannot be read now; the engine passes it on, so that the run can be tried again
     */
    InputStream open() throws IOException;
}
