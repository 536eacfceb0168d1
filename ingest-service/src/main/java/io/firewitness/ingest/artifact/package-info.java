/**
 * The files of a case and what became of them.
 * Begin at {@link io.firewitness.ingest.artifact.ArtifactService}.
 */
package io.firewitness.ingest.artifact;
