/**
 * From a diagnosis to an ordered plan: who does what, which traffic to exempt.
 * Begin at {@link io.firewitness.knowledge.guidance.Guidance}.
 */
package io.firewitness.knowledge.guidance;
