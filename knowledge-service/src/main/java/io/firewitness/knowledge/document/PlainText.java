package io.firewitness.knowledge.document;

import io.firewitness.knowledge.document.Document.Entry;
import io.firewitness.knowledge.document.Document.Link;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Renders a document as text for a ticket. Columns would need a fixed width, which no ticket system promises and Japanese
 * does not have, so a table becomes one block per row.
 */
public final class PlainText {
    private static final String INDENT = "   ";

    private PlainText() {}

    public static String of(Document document) {
        StringBuilder out = new StringBuilder(oneLine(document.title())).append('\n');
        for (Document.Block block : document.blocks()) {
            out.append('\n');
            switch (block) {
                case Document.Heading heading ->
                    out.append("== ").append(oneLine(heading.text())).append(" ==\n");
                case Document.Paragraph paragraph ->
                    out.append(oneLine(paragraph.text())).append('\n');
                case Document.Entries entries -> entries(entries, document, out);
                case Document.Table table -> table(table, document.language(), out);
            }
        }
        return out.toString();
    }

    private static void entries(Document.Entries entries, Document document, StringBuilder out) {
        int number = 1;
        for (Entry entry : entries.items()) {
            out.append(entries.numbered() ? number++ + ". " : "-  ");
            if (entry.title() != null) {
                out.append(oneLine(entry.title()));
                out.append(entry.detail() == null ? "" : document.bracketed(oneLine(entry.detail())));
                out.append('\n').append(INDENT);
            }
            out.append(oneLine(entry.text())).append('\n');
            entry.sources()
                    .forEach(source ->
                            out.append(INDENT).append("[").append(link(source)).append("]\n"));
            if (entry.code() != null) {
                entry.code()
                        .lines()
                        .forEach(line ->
                                out.append(INDENT).append("  ").append(line).append('\n'));
            }
        }
    }

    private static void table(Document.Table table, Locale language, StringBuilder out) {
        String colon = Locale.JAPANESE.getLanguage().equals(language.getLanguage()) ? "：" : ": ";
        out.append(table.rows().stream()
                .map(row -> block(table.header(), row, colon))
                .collect(Collectors.joining("\n")));
    }

    private static String block(List<String> header, List<Link> row, String colon) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < header.size(); i++) {
            if (!row.get(i).text().isEmpty()) {
                out.append(INDENT).append(oneLine(header.get(i))).append(colon);
                out.append(link(row.get(i))).append('\n');
            }
        }
        return out.toString();
    }

    private static String link(Link link) {
        return oneLine(link.text()) + (link.url() == null ? "" : " " + link.url());
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
