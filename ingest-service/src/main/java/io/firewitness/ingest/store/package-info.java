/**
 * Where the bytes of artifacts live. No name that a client gave ever becomes a path.
 * Begin at {@link io.firewitness.ingest.store.ArtifactStore}.
 */
package io.firewitness.ingest.store;
