package io.firewitness.knowledge.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts texts into words, the same way for what is searched and for what is asked. Han and kana have no blanks between words, so
 * a run of them becomes its pairs of characters, which are then looked for one after the other (docs/adr/0010). Other scripts
 * give words; a number keeps its dots, so that a build is one word.
 */
final class Words {
    /** Raise it when texts are cut in another way; the words of a release are then written anew. */
    static final int VERSION = 1;

    private static final String WIDE = "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー]";
    private static final Pattern TOKEN =
            Pattern.compile("(?<wide>" + WIDE + "+)|\\d+(?:\\.\\d+)+|(?:(?!" + WIDE + ")[\\p{L}\\p{M}\\p{N}])+");
    private static final Pattern BLANKS_INSIDE = Pattern.compile("(?<=" + WIDE + ")\\s+(?=" + WIDE + ")");

    private Words() {}

    /**
     * A word or a run of wide characters.
     *
     * @param text in lower case, without width variants
     */
    record Term(String text, boolean wide) {
        /** Each pair of neighbouring characters, and the last one alone, which a question of one character may want. */
        List<String> pairs() {
            List<String> pairs = new ArrayList<>();
            int[] characters = text.codePoints().toArray();
            for (int i = 0; i + 1 < characters.length; i++) {
                pairs.add(new String(characters, i, 2));
            }
            return pairs;
        }

        String last() {
            return text.substring(text.offsetByCodePoints(text.length(), -1));
        }
    }

    /** Every term, in order. */
    static List<Term> of(String text) {
        List<Term> terms = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(normalized(text));
        while (matcher.find()) {
            terms.add(new Term(matcher.group(), matcher.group("wide") != null));
        }
        return terms;
    }

    /** The terms of a text to be found: blanks between wide characters are typing habits and separate nothing. */
    static List<Term> ofIndexed(String text) {
        return of(BLANKS_INSIDE.matcher(normalized(text)).replaceAll(""));
    }

    static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
