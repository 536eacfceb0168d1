package io.firewitness.ingest.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Artifacts as files {@code <directory>/<tenant>/<artifact>}. The right to append is a lock of the operating system on
 * the file, so it holds between pods that share the directory and ends with a process that dies.
 */
@ApplicationScoped
class DirectoryArtifactStore implements ArtifactStore {
    private final Path directory;

    DirectoryArtifactStore(StoreConfig config) {
        this.directory = config.directory();
    }

    @Override
    public Appender appender(Key key) throws IOException {
        Path file = file(key);
        boolean isNew = Files.notExists(file);
        if (isNew) {
            Files.createDirectories(file.getParent());
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        boolean isOurs = false;
        try {
            if (isNew) {
                force(file.getParent());
            }
            isOurs = tryLock(channel) != null;
            channel.position(channel.size());
        } finally {
            if (!isOurs) {
                channel.close();
            }
        }
        return isOurs ? new FileAppender(channel) : null;
    }

    @Override
    public long receivedBytes(Key key) throws IOException {
        try {
            return Files.size(file(key));
        } catch (NoSuchFileException nothing) {
            return 0;
        }
    }

    @Override
    public InputStream open(Key key, long offset) throws IOException {
        return Channels.newInputStream(
                Files.newByteChannel(file(key), StandardOpenOption.READ).position(offset));
    }

    @Override
    public void delete(Key key) throws IOException {
        Files.deleteIfExists(file(key));
    }

    private Path file(Key key) {
        return directory
                .resolve(key.tenantId().toString())
                .resolve(key.artifactId().toString());
    }

    /** The name of a new file survives a crash only when its directory is on the disk too. */
    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** Closing the channel releases the lock. */
    private record FileAppender(FileChannel channel) implements Appender {
        @Override
        public void write(byte[] buffer, int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
            while (bytes.hasRemaining()) {
                int written = channel.write(bytes);
                if (written < 0) {
                    throw new IOException("nothing could be written");
                }
            }
        }

        @Override
        public void truncate(long bytes) throws IOException {
            channel.truncate(bytes);
        }

        @Override
        public void flush() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
