package io.firewitness.knowledge.document;

import io.firewitness.knowledge.document.Document.Entry;
import io.firewitness.knowledge.document.Document.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Renders a document as Markdown: CommonMark with the tables of GitHub. Texts cannot become markup. */
public final class Markdown {
    private static final Pattern INLINE = Pattern.compile("[\\\\`*_\\[\\]<>|~]|&(?=#?\\w+;)");
    /** What would open a heading, a list, a quotation or a rule at the start of a line. */
    private static final Pattern LINE_START = Pattern.compile("^(\\d+(?=[.)])|)([#+=.)-])");

    private Markdown() {}

    public static String of(Document document) {
        StringBuilder out = new StringBuilder("# " + inline(document.title()) + "\n");
        for (Document.Block block : document.blocks()) {
            out.append('\n');
            switch (block) {
                case Document.Heading heading ->
                    out.append("## ").append(inline(heading.text())).append('\n');
                case Document.Paragraph paragraph ->
                    out.append(text(paragraph.text())).append('\n');
                case Document.Entries entries -> entries(entries, document, out);
                case Document.Table table -> table(table, out);
            }
        }
        return out.toString();
    }

    private static void entries(Document.Entries entries, Document document, StringBuilder out) {
        int number = 1;
        for (Entry entry : entries.items()) {
            String mark = entries.numbered() ? number++ + ". " : "- ";
            String indent = " ".repeat(mark.length());
            List<String> lines = new ArrayList<>();
            if (entry.title() != null) {
                lines.add("**" + inline(entry.title()) + "**"
                        + (entry.detail() == null ? "" : document.bracketed(inline(entry.detail()))));
            }
            lines.add(text(entry.text()));
            if (!entry.sources().isEmpty()) {
                lines.add(entry.sources().stream().map(Markdown::link).collect(Collectors.joining("; ")));
            }
            // Two blanks keep the break between lines of one entry.
            out.append(mark).append(String.join("  \n" + indent, lines)).append('\n');
            if (entry.code() != null) {
                code(entry.code(), indent, out);
            }
        }
    }

    private static void code(String code, String indent, StringBuilder out) {
        String fence = fence(code);
        out.append('\n').append(indent).append(fence).append('\n');
        code.lines().forEach(line -> out.append(indent).append(line).append('\n'));
        out.append(indent).append(fence).append('\n');
    }

    /** One backtick more than the code holds in a row. */
    private static String fence(String code) {
        String fence = "```";
        while (code.contains(fence)) {
            fence += "`";
        }
        return fence;
    }

    private static void table(Document.Table table, StringBuilder out) {
        row(table.header().stream().map(Markdown::inline).toList(), out);
        row(Collections.nCopies(table.header().size(), "---"), out);
        for (List<Link> cells : table.rows()) {
            row(cells.stream().map(Markdown::link).toList(), out);
        }
    }

    private static void row(List<String> cells, StringBuilder out) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String link(Link link) {
        return link.url() == null
                ? inline(link.text())
                : "[" + inline(link.text()) + "](<" + link.url().replaceAll("[<>\\\\\\s|]", "") + ">)";
    }

    private static String text(String text) {
        return LINE_START.matcher(inline(text)).replaceFirst("$1\\\\$2");
    }

    private static String inline(String text) {
        return INLINE.matcher(text.replaceAll("\\s*\\R\\s*", " ")).replaceAll("\\\\$0");
    }
}
