/**
 * Takes the files of a case: opens cases, receives uploads, recognises and stores files, tells the analysis-service.
 * Begin at {@link io.firewitness.ingest.cases} and {@link io.firewitness.ingest.upload}.
 */
package io.firewitness.ingest;
