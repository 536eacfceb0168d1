package io.firewitness.knowledge.document;

import io.firewitness.knowledge.document.Document.Entry;
import io.firewitness.knowledge.document.Document.Link;
import java.util.List;
import java.util.stream.Collectors;

/** Renders a document as one HTML page that loads nothing and runs nothing; it can be mailed, printed and kept. */
public final class Html {
    /** What a browser may do with the page; belongs in the header {@code Content-Security-Policy}. */
    public static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
                    + "table{border-collapse:collapse;width:100%}th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:left;"
                    + "vertical-align:top;overflow-wrap:anywhere}pre{background:#f2f2f2;padding:.5rem;white-space:pre-wrap;"
                    + "overflow-wrap:anywhere}li{margin:.5rem 0}small{color:#4d4d4d}"
                    + "@media print{body{margin:0;max-width:none}a{color:inherit}tr,li{break-inside:avoid}}";

    private Html() {}

    public static String of(Document document) {
        StringBuilder out = new StringBuilder("<!DOCTYPE html>\n<html lang=\"")
                .append(document.language().toLanguageTag())
                .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escaped(document.title()))
                .append("</title>\n<style>")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n");
        element("h1", document.title(), out);
        for (Document.Block block : document.blocks()) {
            switch (block) {
                case Document.Heading heading -> element("h2", heading.text(), out);
                case Document.Paragraph paragraph -> element("p", paragraph.text(), out);
                case Document.Entries entries -> entries(entries, document, out);
                case Document.Table table -> table(table, out);
            }
        }
        return out.append("</main>\n</body>\n</html>\n").toString();
    }

    private static void entries(Document.Entries entries, Document document, StringBuilder out) {
        String list = entries.numbered() ? "ol" : "ul";
        out.append('<').append(list).append(">\n");
        for (Entry entry : entries.items()) {
            out.append("<li>");
            if (entry.title() != null) {
                out.append("<strong>").append(escaped(entry.title())).append("</strong>");
                out.append(entry.detail() == null ? "" : document.bracketed(escaped(entry.detail())));
                out.append("<br>");
            }
            out.append(escaped(entry.text()));
            if (!entry.sources().isEmpty()) {
                out.append("<br><small>")
                        .append(entry.sources().stream().map(Html::link).collect(Collectors.joining("; ")))
                        .append("</small>");
            }
            if (entry.code() != null) {
                out.append("<pre><code>").append(escaped(entry.code())).append("</code></pre>");
            }
            out.append("</li>\n");
        }
        out.append("</").append(list).append(">\n");
    }

    private static void table(Document.Table table, StringBuilder out) {
        out.append("<table>\n<thead><tr>");
        table.header()
                .forEach(name ->
                        out.append("<th scope=\"col\">").append(escaped(name)).append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
        for (List<Link> cells : table.rows()) {
            out.append("<tr>");
            cells.forEach(cell -> out.append("<td>").append(link(cell)).append("</td>"));
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table>\n");
    }

    private static void element(String name, String text, StringBuilder out) {
        out.append('<').append(name).append('>').append(escaped(text));
        out.append("</").append(name).append(">\n");
    }

    private static String link(Link link) {
        return link.url() == null
                ? escaped(link.text())
                : "<a href=\"" + escaped(link.url()) + "\" rel=\"noreferrer\">" + escaped(link.text()) + "</a>";
    }

    /** Safe between tags and inside a quoted attribute. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
