/**
 * Opens bundles: zip, tar, gzip and bzip2, one inside the other. Everything is streamed, nothing is written anywhere, and every
 * length, name and count in an archive is taken as hostile.
 *
 * <p>Begin at {@link io.firewitness.engine.log.archive.Unpacker}.
 */
package io.firewitness.engine.log.archive;
