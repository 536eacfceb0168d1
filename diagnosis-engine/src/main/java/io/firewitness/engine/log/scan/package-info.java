/**
 * Bytes to lines: finds line ends, stamps and known literals without making objects for lines that say nothing.
 *
 * <p>Knows the shape of a line, not its meaning. Begin at {@link io.firewitness.engine.log.scan.LineScanner}.
 */
package io.firewitness.engine.log.scan;
