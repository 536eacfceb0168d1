package io.firewitness.knowledge.content;

import java.time.LocalDate;
import java.util.List;

/** A knowledge-base article retold in our own words, statement by statement. */
public record Article(
        String id,
        LocalDate reviewed,
        String source,
        Localized title,
        LocalDate published,
        LocalDate modified,
        List<Section> sections) {

    /** A part of the article under one heading. */
    public record Section(String id, Localized heading, List<Statement> statements) {}
}
