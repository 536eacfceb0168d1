/**
 * Durable work: tasks that are stored in the transaction that makes them necessary and run by any pod.
 * Begin at {@link io.firewitness.platform.work.DurableWork}.
 */
package io.firewitness.platform.work;
