/**
 * Errors as RFC 9457 problem documents in the reader's language.
 * A feature lists its errors in one enum that implements {@link io.firewitness.platform.problem.ProblemCode}.
 */
package io.firewitness.platform.problem;
