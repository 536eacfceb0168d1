/**
 * Cases: opened here, then told to the analysis-service.
 * Begin at {@link io.firewitness.ingest.cases.CaseService}.
 */
package io.firewitness.ingest.cases;
