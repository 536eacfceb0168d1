/**
 * Judges the files of cases and serves what came out.
 * Begin at {@link io.firewitness.analysis.intake} for the way in, {@link io.firewitness.analysis.job} for the work.
 */
package io.firewitness.analysis;
