/**
 * Reads captures: file formats, link and network layers, connections with the state of each direction.
 *
 * <p>One pass, nothing allocated per packet, memory bounded by connections. Observes and judges nothing. Begin at
 * {@link io.firewitness.engine.capture.CaptureReader}.
 */
package io.firewitness.engine.capture;
