package io.firewitness.ingest.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/**
 * Keeps the bytes of artifacts, first growing, then finished. Implementations keep tenants apart and survive a crash
 * between any two calls: {@link #receivedBytes} always tells what is really there.
 */
public interface ArtifactStore {
    /** Names one artifact's bytes: the tenant's id and the artifact's, nothing else. */
    record Key(UUID tenantId, UUID artifactId) {}

    /**
     * Takes the only right to append, and starts the artifact where there is nothing yet. Closing gives it back.
     *
     * @return null where somebody else holds it
     */
    Appender appender(Key key) throws IOException;

    /** Bytes that have arrived so far, finished or not; 0 where there is nothing. */
    long receivedBytes(Key key) throws IOException;

    /** The bytes from {@code offset} on. The caller closes the stream. */
    InputStream open(Key key, long offset) throws IOException;

    /** Removes the artifact; nothing happens where there is none. */
    void delete(Key key) throws IOException;

    /** Appends to one artifact. Not for several threads. */
    interface Appender extends AutoCloseable {
        /** Writes {@code length} bytes of {@code buffer} behind what is there. */
        void write(byte[] buffer, int length) throws IOException;

        /** Throws away everything behind {@code bytes}. */
        void truncate(long bytes) throws IOException;

        /** What was written survives a crash from here on. */
        void flush() throws IOException;

        @Override
        void close() throws IOException;
    }
}
