package io.firewitness.engine;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One input file.
 *
 * @param id stable id within the case
 * @param name file name as the user knows it; used for display only, never to guess the content
 * @param bytes size in bytes, or -1 where unknown
 * @param open opens the content; may be opened more than once
 */
public record Artifact(String id, String name, long bytes, InputStreamSupplier open) {
    public Artifact {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(open, "open");
    }

    /**
     * A file of this machine.
     *
     * @throws IOException where its size cannot be read
     */
    public static Artifact of(String id, Path file) throws IOException {
        long size = Files.isRegularFile(file) ? Files.size(file) : -1;
        return new Artifact(id, file.getFileName().toString(), size, new LocalFile(file));
    }

    private record LocalFile(Path file) implements InputStreamSupplier {
        @Override
        public InputStream open() throws IOException {
            return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        }
    }
}
