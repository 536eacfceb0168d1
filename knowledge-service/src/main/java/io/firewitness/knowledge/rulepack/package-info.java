/**
 * Rule packs for the engine: signed files that the platform's administrator lets in, chooses between and rolls back.
 * Begin at {@link io.firewitness.knowledge.rulepack.RulePackService}.
 */
package io.firewitness.knowledge.rulepack;
