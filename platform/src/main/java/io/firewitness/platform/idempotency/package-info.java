/**
 * Creating calls that may be repeated: the header {@code Idempotency-Key}. Does not store answers, only which resource a key made.
 * Begin with {@link io.firewitness.platform.idempotency.IdempotencyKeys}.
 */
package io.firewitness.platform.idempotency;
