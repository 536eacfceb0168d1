package io.firewitness.knowledge.content;

import java.util.List;

/**
 * An error message and what it means.
 *
 * @param code system error number; null where there is none
 * @param texts as systems print it, in any language
 */
public record ErrorText(
        String id, Status status, String source, String reviewed, String code, List<String> texts, Localized meaning)
        implements Statement {}
