/**
 * What the analysis-service is told: CloudEvents, at least once, in the background.
 * Begin at {@link io.firewitness.ingest.event.Outbox}.
 */
package io.firewitness.ingest.event;
