/**
 * The rule pack that cases are judged with, as the knowledge-service has it.
 * Begin at {@link io.firewitness.analysis.rules.RulePacks}.
 */
package io.firewitness.analysis.rules;
