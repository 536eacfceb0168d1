package io.firewitness.knowledge.content;

import java.util.List;

/**
 * One thing that the content says, whatever file says it: the unit of search and of review.
 *
 * @param kind of the page it stands on: product, port, error, vendor, article, guidance or recipe
 * @param page id of that page; for guidance the verdict class, for a port row its own id
 * @param id unique in the whole content
 * @param title for people
 * @param text what it says
 * @param words names, numbers and wordings that are the same in every language, to find it by
 */
public record Entry(
        String kind,
        String page,
        String id,
        Localized title,
        Localized text,
        List<String> words,
        Status status,
        List<String> sources) {
    public Entry {
        words = List.copyOf(words);
        sources = List.copyOf(sources);
    }
}
