package io.firewitness.engine.log.archive;

import io.firewitness.engine.ContentType;
import io.firewitness.engine.input.CountingInput;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * One file that is no archive: an upload, or a file inside of one.
 *
 * @param id the upload's id; inside archives {@code /} and the path follow
 * @param name the upload's name; inside archives {@code /} and the path follow
 * @param path path inside the innermost archive, or the upload's name
 * @param type what it is, told from its first bytes
 * @param bytes size as stored, or -1 where unknown
 * @param head its first bytes
 * @param content all its bytes, decompressed
 * @param packed what {@code content} is unpacked from, as it is uploaded; null where nothing is packed
 * @param shown a shell command that prints it; null where one command does not suffice
 */
public record Member(
        String id,
        String name,
        String path,
        ContentType type,
        long bytes,
        ByteBuffer head,
        InputStream content,
        CountingInput packed,
        String shown) {}
