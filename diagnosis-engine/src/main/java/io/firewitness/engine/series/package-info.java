/**
 * Second pass over a capture for the time–sequence picture of one connection. Begin at
 * {@link io.firewitness.engine.series.ConnectionSeries}.
 */
package io.firewitness.engine.series;
