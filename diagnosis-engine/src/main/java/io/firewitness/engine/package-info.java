/**
 * Judges the captures and logs of one case: who cut the connections, and why. Knows nothing of HTTP, databases or tenants.
 *
 * <p>Begin at {@link io.firewitness.engine.Engine}; the result is described in {@link io.firewitness.engine.document}.
 */
package io.firewitness.engine;
