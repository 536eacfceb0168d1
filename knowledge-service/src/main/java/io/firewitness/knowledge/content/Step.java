package io.firewitness.knowledge.content;

/**
 * One piece of advice.
 *
 * @param kind prove, exempt, verify, capture or check
 * @param actor tenant, provider or firewall-admin
 */
public record Step(
        String id,
        Status status,
        String source,
        String reviewed,
        String kind,
        String actor,
        Localized title,
        Localized body)
        implements Statement {}
