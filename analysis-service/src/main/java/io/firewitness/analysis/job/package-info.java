/**
 * The durable work: one analysis per artifact set.
 * Begin at {@link io.firewitness.analysis.job.AnalysisTask}.
 */
package io.firewitness.analysis.job;
