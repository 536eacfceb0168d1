/**
 * Takes what the ingest-service tells: cases opened, files ready, files gone.
 * Begin at {@link io.firewitness.analysis.intake.EventResource}.
 */
package io.firewitness.analysis.intake;
