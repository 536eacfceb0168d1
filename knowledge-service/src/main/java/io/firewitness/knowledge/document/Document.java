package io.firewitness.knowledge.document;

import java.util.List;
import java.util.Locale;

/**
 * A page for people. Every text in it is plain: what a format gives a meaning of its own, its renderer escapes.
 *
 * @param language of all texts
 */
public record Document(String title, Locale language, List<Block> blocks) {
    public Document {
        blocks = List.copyOf(blocks);
    }

    /** A remark behind a text, in the brackets of the language. */
    String bracketed(String remark) {
        return Locale.JAPANESE.getLanguage().equals(language.getLanguage()) ? "（" + remark + "）" : " (" + remark + ")";
    }

    /** A part of the page, in reading order. */
    public sealed interface Block permits Heading, Paragraph, Entries, Table {}

    /** Begins a section. */
    public record Heading(String text) implements Block {}

    public record Paragraph(String text) implements Block {}

    /** A list; {@code numbered} where the order is the order of acting. */
    public record Entries(boolean numbered, List<Entry> items) implements Block {
        public Entries {
            items = List.copyOf(items);
        }
    }

    /**
     * One entry.
     *
     * @param title null for none
     * @param detail stands beside the title, for example who acts; null for none
     * @param code kept as it is, line by line; null for none
     * @param sources behind the text, never instead of it
     */
    public record Entry(String title, String detail, String text, String code, List<Link> sources) {
        public Entry {
            sources = List.copyOf(sources);
        }
    }

    /** Rows under a header; every row has a cell per column. */
    public record Table(List<String> header, List<List<Link>> rows) implements Block {
        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<Link> row : rows) {
                if (row.size() != header.size()) {
                    throw new IllegalArgumentException(row.size() + " cells under " + header.size() + " columns");
                }
            }
        }
    }

    /** A text, with an address of http or https; null for none. */
    public record Link(String text, String url) {
        public Link {
            if (url != null && !url.startsWith("https://") && !url.startsWith("http://")) {
                throw new IllegalArgumentException("not an address of the web: " + url);
            }
        }

        public static Link plain(String text) {
            return new Link(text, null);
        }
    }
}
