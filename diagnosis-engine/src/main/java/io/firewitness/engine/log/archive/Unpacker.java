package io.firewitness.engine.log.archive;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.ContentType;
import io.firewitness.engine.ShellWord;
import io.firewitness.engine.input.CountingInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Shows every file of an upload, whatever it is packed in, and names what cannot be read. */
public final class Unpacker {
    /** In front of the first part of a zip that was split. */
    private static final int ZIP_MARKER_BYTES = 4;

    private final Limits limits;
    private final Visitor visitor;
    private final UnaryOperator<String> redactor;
    private final BoundedInput.Budget budget = new BoundedInput.Budget();

    /** Hears what an upload holds. */
    public interface Visitor {
        /**
         * A file that is no archive.
         *
         * @throws IOException where its content fails; the reason is reported as damage and the next file follows
         */
        void file(Member member) throws IOException;

        /** An archive begins. Its damages follow, then its files, then its end. */
        void archive(String id, String name, ContentType type, long bytes);

        /**
         * Something of it is not read.
         *
         * @param id id of what is not read: a file, or an archive as a whole
         * @param name its name
         * @param key key of the sentence
         * @param args its arguments
         */
        void damage(String id, String name, String key, Map<String, Object> args);
    }

    /**
     * An unpacker for one upload.
     *
     * @param redactor removes secrets from names of files
     */
    public Unpacker(Limits limits, UnaryOperator<String> redactor, Visitor visitor) {
        this.limits = limits;
        this.redactor = redactor;
        this.visitor = visitor;
    }

    /**
     * Shows everything in an upload.
     *
     * @param progress hears the bytes taken from the upload
     * @throws IOException where the upload cannot be opened
     */
    public void open(Artifact upload, LongConsumer progress) throws IOException {
        try (InputStream raw = upload.open().open()) {
            CountingInput counting = new CountingInput(raw, progress);
            try {
                content(upload.id(), upload.name(), upload.name(), upload.bytes(), counting, counting, 0, "");
            } catch (TooMuchException full) {
                visitor.damage(upload.id(), upload.name(), full.key(), full.args());
            } catch (IOException damaged) {
                cut(upload.id(), upload.name(), counting, damaged);
            }
        }
    }

    /** Damage inside a file is a result; a failing upload is not. */
    private void cut(String id, String name, CountingInput counting, IOException damaged) throws IOException {
        if (counting.hasFailed()) {
            throw damaged;
        }
        visitor.damage(id, name, "artifact.log.cut", Map.of("byte", counting.count()));
    }

    /** {@code printed}: command that prints the bytes of {@code in}; empty for the upload itself, null where there is none. */
    private void content(
            String id,
            String name,
            String path,
            long bytes,
            InputStream in,
            CountingInput counting,
            int depth,
            String printed)
            throws IOException {
        Head begun = Head.of(in);
        byte[] head = begun.bytes();
        ContentType type = ContentType.detect(head);
        InputStream whole = begun.before(in);
        String format = type.format();
        String file = printed == null ? null : printed.isEmpty() ? ShellWord.of(name) : printed;
        if (type.kind() != ContentType.Kind.BUNDLE) {
            plain(id, name, path, bytes, type, head, whole, counting, file, printed);
            return;
        }
        if (depth >= limits.depth()) {
            visitor.damage(id, name, "artifact.nested-too-deep", Map.of("depth", (long) depth + 1));
            return;
        }
        switch (format) {
            case "zip" -> {
                visitor.archive(id, name, type, bytes);
                zip(id, name, whole, counting, depth, printed);
            }
            case "zip-part" -> {
                visitor.archive(id, name, type, bytes);
                // What stands whole in the first part can be read; no command prints it.
                whole.skipNBytes(ZIP_MARKER_BYTES);
                zip(id, name, whole, counting, depth, null);
                visitor.damage(id, name, "artifact.zip-part", Map.of());
            }
            case "tar" -> {
                visitor.archive(id, name, type, bytes);
                tar(id, name, whole, counting, depth, printed == null ? null : "tar -xOf " + file);
            }
            case "tar+gzip" -> {
                visitor.archive(id, name, type, bytes);
                InputStream inflated = inflated(whole, counting);
                tar(
                        id,
                        name,
                        inflated,
                        counting,
                        depth,
                        printed == null || !printed.isEmpty() ? null : "tar -xzOf " + file);
            }
            case "zip+gzip", "gzip" -> nested(id, name, path, inflated(whole, counting), counting, depth + 1);
            case "bzip2" ->
                nested(
                        id,
                        name,
                        path,
                        bounded(new BZip2CompressorInputStream(whole, true), counting),
                        counting,
                        depth + 1);
            default -> visitor.damage(id, name, "artifact.unsupported-archive", Map.of("format", format));
        }
    }

    private void nested(String id, String name, String path, InputStream in, CountingInput counting, int depth)
            throws IOException {
        try {
            content(id, name, path, -1, in, counting, depth, null);
        } catch (EOFException | ZipException damaged) {
            cut(id, name, counting, damaged);
        }
    }

    private void plain(
            String id,
            String name,
            String path,
            long bytes,
            ContentType type,
            byte[] head,
            InputStream whole,
            CountingInput counting,
            String file,
            String printed)
            throws IOException {
        boolean isLogInGzip =
                type.kind() == ContentType.Kind.LOG && type.format().endsWith("+gzip");
        boolean isUpload = printed != null && printed.isEmpty();
        if (!isLogInGzip) {
            String shown = isUpload ? null : printed;
            CountingInput packed = isUpload ? null : counting;
            visitor.file(new Member(id, name, path, type, bytes, ByteBuffer.wrap(head), whole, packed, shown));
            return;
        }
        InputStream inflated = inflated(whole, counting);
        Head text = Head.of(inflated);
        String shown = printed == null ? null : isUpload ? "zcat " + file : printed + " | zcat";
        InputStream content = text.before(inflated);
        visitor.file(new Member(id, name, path, type, bytes, ByteBuffer.wrap(text.bytes()), content, counting, shown));
    }

    private InputStream inflated(InputStream packed, CountingInput counting) throws IOException {
        return bounded(new GZIPInputStream(packed, 1 << 16), counting);
    }

    private InputStream bounded(InputStream unpacked, CountingInput counting) {
        return new BoundedInput(unpacked, limits, budget, counting::count);
    }

    private void zip(String id, String name, InputStream in, CountingInput counting, int depth, String printed)
            throws IOException {
        try (ZipStream zip = new ZipStream(in)) {
            // Of a zip that was split no command prints a file before its parts are joined.
            boolean isUpload = printed != null && printed.isEmpty() && !name.matches("(?i).*\\.z\\d{2,3}");
            String command = isUpload ? "unzip -p " + ShellWord.of(name) : null;
            entries(id, name, zip, counting, depth, command);
        }
    }

    private void tar(String id, String name, InputStream in, CountingInput counting, int depth, String command)
            throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(in, "UTF-8")) {
            entries(id, name, tar, counting, depth, command);
        }
    }

    private void entries(
            String id,
            String name,
            ArchiveInputStream<? extends ArchiveEntry> archive,
            CountingInput counting,
            int depth,
            String command)
            throws IOException {
        EntryNames names = new EntryNames(redactor);
        long number = 0;
        Runnable checked = () -> {};
        while (true) {
            ArchiveEntry entry;
            try {
                entry = archive.getNextEntry();
            } catch (TooMuchException full) {
                throw full;
            } catch (IOException | RuntimeException damaged) {
                if (damaged instanceof IOException failed && counting.hasFailed()) {
                    throw failed;
                }
                visitor.damage(id, name, "artifact.archive-damaged", Map.of("entries", number));
                return;
            }
            // A checksum may stand behind the content, and is known once the next entry is looked for.
            checked.run();
            checked = () -> {};
            if (entry == null) {
                return;
            }
            number++;
            if (!budget.takeEntry(limits)) {
                throw new TooMuchException("artifact.too-many-entries", Map.of("entries", (long) limits.entries()));
            }
            boolean isSpecial = entry instanceof TarArchiveEntry tar && !tar.isFile();
            if (!entry.isDirectory() && !isSpecial) {
                checked = entry(id, name, archive, entry, names, counting, depth, command);
            }
        }
    }

    /** Reads one entry; what it returns compares its checksum. */
    private Runnable entry(
            String id,
            String name,
            ArchiveInputStream<? extends ArchiveEntry> archive,
            ArchiveEntry entry,
            EntryNames names,
            CountingInput counting,
            int depth,
            String command)
            throws IOException {
        String path = names.shown(entry.getName());
        String innerId = id + "/" + path;
        String innerName = name + "/" + path;
        String refusal = names.refusal(entry.getName());
        if (refusal != null) {
            visitor.damage(innerId, innerName, refusal, Map.of());
            return () -> {};
        }
        if (archive instanceof ZipStream zip && entry instanceof ZipArchiveEntry z && !zip.isReadable(z)) {
            boolean isEncrypted = z.getGeneralPurposeBit().usesEncryption();
            visitor.damage(
                    innerId, innerName, isEncrypted ? "artifact.entry-encrypted" : "artifact.entry-method", Map.of());
            return () -> {};
        }
        BoundedInput content = new BoundedInput(archive, limits, budget, counting::count);
        try {
            boolean isOwnName = path.equals(entry.getName());
            String printed = command == null || !isOwnName ? null : command + " " + ShellWord.of(path);
            content(innerId, innerName, path, entry.getSize(), content, counting, depth + 1, printed);
            content.transferTo(java.io.OutputStream.nullOutputStream());
            if (entry instanceof ZipArchiveEntry packed) {
                return () -> {
                    if (packed.getCrc() >= 0 && packed.getCrc() != content.crc()) {
                        visitor.damage(innerId, innerName, "artifact.entry-crc", Map.of());
                    }
                };
            }
        } catch (TooMuchException full) {
            visitor.damage(innerId, innerName, full.key(), full.args());
            if (!full.key().equals("artifact.entry-bomb")) {
                throw full;
            }
        } catch (IOException damaged) {
            cut(innerId, innerName, counting, damaged);
        }
        return () -> {};
    }
}
