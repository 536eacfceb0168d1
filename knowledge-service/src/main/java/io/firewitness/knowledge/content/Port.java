package io.firewitness.knowledge.content;

import java.util.List;

/**
 * A port or range that carries bulk data.
 *
 * @param serviceClass as in diagnosis documents: data-mover, cloud-gateway, https
 * @param ports one number or {@code first-last}
 * @param fromVersion first version it holds for; null for all
 */
public record Port(
        String id,
        Status status,
        String source,
        String reviewed,
        String serviceClass,
        List<String> protocols,
        String ports,
        List<String> products,
        String fromVersion,
        Localized purpose)
        implements Statement {}
