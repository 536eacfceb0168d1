package io.firewitness.knowledge.document;

import io.firewitness.knowledge.document.Document.Link;
import io.firewitness.knowledge.document.Document.Table;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Renders a table as CSV (RFC 4180) for a spreadsheet: it begins with a byte order mark, without which Excel reads Japanese in
 * the system's old encoding, and no cell can start a formula.
 */
public final class Csv {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /** Excel and LibreOffice take these as the start of a formula, some versions after blanks and in full width too. */
    private static final Pattern FORMULA = Pattern.compile("^[\\s\\p{Cf}]*[=+\\-@＝＋－＠]");

    private Csv() {}

    public static String of(Table table) {
        StringBuilder out = new StringBuilder(BYTE_ORDER_MARK);
        row(table.header(), out);
        for (List<Link> cells : table.rows()) {
            row(cells.stream().map(Csv::text).toList(), out);
        }
        return out.toString();
    }

    private static void row(List<String> cells, StringBuilder out) {
        out.append(cells.stream().map(Csv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String text(Link link) {
        return link.url() == null ? link.text() : link.text() + " " + link.url();
    }

    /** A formula is defused by an apostrophe, which spreadsheets take as "this is text". */
    private static String cell(String text) {
        String safe = FORMULA.matcher(text).find() ? "'" + text : text;
        return safe.matches("(?s).*[\",\\r\\n'].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
