package io.firewitness.knowledge.search;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes terms in PostgreSQL's own notation, so that its parser, which depends on the server's locale, never sees them. A term
 * holds letters, digits and dots only ({@link Words}), so no term can leave its quotes.
 */
final class Vector {
    /** PostgreSQL keeps no position beyond. */
    private static final int LAST_POSITION = 16_383;

    private final StringBuilder out = new StringBuilder();
    private int position;

    private Vector() {}

    /** A {@code tsvector} of a title (weight A), names and numbers (B) and a text (D). */
    static String of(String title, List<String> names, String text) {
        Vector vector = new Vector();
        vector.add(title, "A");
        names.forEach(name -> vector.add(name, "B"));
        vector.add(text, "");
        return vector.out.toString();
    }

    private void add(String text, String weight) {
        for (Words.Term term : Words.ofIndexed(text)) {
            if (term.wide()) {
                term.pairs().forEach(pair -> add(pair, weight, 1));
                add(term.last(), weight, 1);
            } else {
                add(term.text(), weight, 1);
            }
        }
        // Nothing is a phrase across the end of a text.
        position += 2;
    }

    private void add(String lexeme, String weight, int step) {
        position = Math.min(position + step, LAST_POSITION);
        out.append('\'')
                .append(lexeme)
                .append("':")
                .append(position)
                .append(weight)
                .append(' ');
    }

    /**
     * A {@code tsquery} that wants every term.
     *
     * @param stems the English stem of each term that is not wide, in their order
     */
    static String query(List<Words.Term> terms, List<String> stems) {
        int[] next = {0};
        return terms.stream()
                .map(term -> term.wide() ? phrase(term) : word(term.text(), stems.get(next[0]++)))
                .collect(Collectors.joining(" & "));
    }

    /** The pairs one after the other; a single character begins a pair or ends a run. */
    private static String phrase(Words.Term term) {
        List<String> pairs = term.pairs();
        return pairs.isEmpty()
                ? "'" + term.text() + "':*"
                : pairs.stream().map(pair -> "'" + pair + "'").collect(Collectors.joining(" <-> ", "(", ")"));
    }

    /** The word as typed may be the beginning of another; its stem stands for its other forms. */
    private static String word(String word, String stem) {
        return "('" + word + "':* | '" + stem + "')";
    }
}
