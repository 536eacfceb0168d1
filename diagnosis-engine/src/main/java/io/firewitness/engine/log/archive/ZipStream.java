package io.firewitness.engine.log.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/** Entries of a zip in the order they stand in it. Methods that need a library which is not there are passed over by their length. */
final class ZipStream extends ZipArchiveInputStream {
    private static final Set<Integer> METHODS = Set.of(
            ZipEntry.STORED,
            ZipEntry.DEFLATED,
            ZipMethod.UNSHRINKING.getCode(),
            ZipMethod.IMPLODING.getCode(),
            ZipMethod.BZIP2.getCode(),
            ZipMethod.ENHANCED_DEFLATED.getCode());

    ZipStream(InputStream in) {
        // Names are UTF-8 or, without the flag, whatever the packing system used; they are only shown.
        super(in, "UTF-8", true, true);
    }

    /** True where the content can be read. */
    boolean isReadable(ZipArchiveEntry entry) {
        return METHODS.contains(entry.getMethod()) && canReadEntryData(entry);
    }

    @Override
    protected InputStream createZstdInputStream(InputStream in) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("zstd inside a zip is not read");
            }

            @Override
            public int read(byte[] b, int from, int length) throws IOException {
                return read();
            }
        };
    }
}
