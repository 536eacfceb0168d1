package io.firewitness.engine.document;

/**
 * A rule that could not be applied, and what it would need.
 *
 * @param rule the rule's id
 * @param needs one English sentence
 * @param text the same for every language
 * @param recipe how to get it: id of a capture recipe of the guidance; {@code null} where there is none
 * @param raisesTo confidence that could be reached with it; {@code null} where unknown
 */
public record NotEvaluated(String rule, String needs, Text text, String recipe, Double raisesTo) {}
