package io.firewitness.knowledge.browse;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.catalog.Catalog.SourceView;
import io.firewitness.knowledge.content.Contradiction;
import io.firewitness.knowledge.content.Entries;
import io.firewitness.knowledge.content.Entry;
import io.firewitness.knowledge.content.Localized;
import io.firewitness.knowledge.content.Status;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every statement by the age of its review. A statement is as old as the oldest review among its sources. */
final class Reviews {
    private final Catalog catalog;
    private final Map<String, Side> sides;
    private final List<Reviewed> all;

    Reviews(Catalog catalog) {
        this.catalog = catalog;
        List<Entry> entries = Entries.of(catalog.content());
        this.sides =
                entries.stream().map(this::side).collect(Collectors.toUnmodifiableMap(Side::id, Function.identity()));
        this.all = IntStream.range(0, entries.size())
                .mapToObj(order -> reviewed(sides.get(entries.get(order).id()), order))
                .sorted(Comparator.comparing(Reviewed::reviewed).thenComparingInt(Reviewed::order))
                .toList();
    }

    /** A statement as one side of a contradiction. */
    record Side(
            String kind,
            String page,
            String id,
            Localized title,
            Localized text,
            Status status,
            LocalDate reviewed,
            List<SourceView> references) {}

    /**
     * @param question what the sides answer differently
     * @param judgement what we do about it
     * @param sides all of them, the statement itself among them
     */
    record Dispute(
            String id,
            Localized question,
            Localized judgement,
            Status status,
            List<Side> sides,
            List<SourceView> references) {}

    /**
     * A statement.
     *
     * @param kind of the page it stands on
     * @param reviewed the oldest review among its sources
     * @param order its place in the content, that of the steps of a plan
     * @param sourceChanged whether a source was seen to have changed since its review
     * @param contradictions empty for none
     */
    @JsonInclude
    record Reviewed(
            String kind,
            String page,
            String id,
            Localized title,
            Localized text,
            Status status,
            LocalDate reviewed,
            int order,
            boolean sourceChanged,
            List<SourceView> references,
            List<Dispute> contradictions) {}

    /** What to list; null and false stand for "any". */
    record Filter(
            String kind,
            Status status,
            String source,
            LocalDate reviewedBefore,
            boolean contradicted,
            boolean sourceChanged) {
        boolean admits(Reviewed statement) {
            return (kind == null || kind.equals(statement.kind))
                    && (status == null || status == statement.status)
                    && (source == null
                            || statement.references.stream()
                                    .anyMatch(reference -> reference.id().equals(source)))
                    && (reviewedBefore == null || statement.reviewed.isBefore(reviewedBefore))
                    && (!contradicted || !statement.contradictions.isEmpty())
                    && (!sourceChanged || statement.sourceChanged);
        }
    }

    /** Oldest review first. */
    List<Reviewed> list(Filter filter) {
        return all.stream().filter(filter::admits).toList();
    }

    /** Number of statements that rest on a source. */
    long resting(String source) {
        return all.stream()
                .filter(statement -> statement.references.stream()
                        .anyMatch(reference -> reference.id().equals(source)))
                .count();
    }

    private Side side(Entry entry) {
        List<SourceView> references = catalog.sources(entry.sources());
        return new Side(
                entry.kind(),
                entry.page(),
                entry.id(),
                entry.title(),
                entry.text(),
                entry.status(),
                references.stream()
                        .map(SourceView::date)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                references);
    }

    private Reviewed reviewed(Side side, int order) {
        return new Reviewed(
                side.kind,
                side.page,
                side.id,
                side.title,
                side.text,
                side.status,
                side.reviewed,
                order,
                side.references.stream().anyMatch(reference -> reference.changed() != null),
                side.references,
                catalog.content().contradictions().stream()
                        .filter(contradiction -> contradiction.sides().contains(side.id))
                        .map(this::dispute)
                        .toList());
    }

    private Dispute dispute(Contradiction contradiction) {
        return new Dispute(
                contradiction.id(),
                contradiction.question(),
                contradiction.judgement(),
                contradiction.status(),
                contradiction.sides().stream().map(sides::get).toList(),
                catalog.sources(contradiction.sources()));
    }
}
