/**
 * Answers what is known: products, ports, error texts, vendors, and what to do about a verdict.
 * Begin at {@link io.firewitness.knowledge.content} for the content, {@link io.firewitness.knowledge.guidance} for advice.
 */
package io.firewitness.knowledge;
