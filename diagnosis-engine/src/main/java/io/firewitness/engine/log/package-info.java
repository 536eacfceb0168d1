/**
 * Reads logs and bundles: archives, encodings, line grammars, error signatures, transfer attempts.
 *
 * <p>Judges nothing; the facts go to the engine in a {@link io.firewitness.engine.log.LogResult}. Begin at
 * {@link io.firewitness.engine.log.LogEngine}.
 */
package io.firewitness.engine.log;
