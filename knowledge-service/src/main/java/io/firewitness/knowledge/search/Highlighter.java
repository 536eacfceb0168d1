package io.firewitness.knowledge.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Shows where a text was hit, as parts and not as markup: whoever renders them escapes them like any other text, and nothing in a
 * text can pretend to be a mark.
 */
final class Highlighter {
    private static final int BEFORE = 60;
    private static final int LENGTH = 240;

    private final Pattern pattern;

    /** @param stems the English stem of each term that is not wide, in their order */
    Highlighter(List<Words.Term> terms, List<String> stems) {
        List<String> alternatives = new ArrayList<>();
        int next = 0;
        for (Words.Term term : terms) {
            if (term.wide()) {
                alternatives.add(term.text()
                        .codePoints()
                        .mapToObj(Character::toString)
                        .map(Pattern::quote)
                        .collect(Collectors.joining("\\s*")));
            } else {
                String word = "(?<![\\p{IsLatin}\\p{N}])";
                alternatives.add(word + Pattern.quote(term.text()) + "[\\p{IsLatin}\\p{N}]*");
                alternatives.add(word + Pattern.quote(stems.get(next++)) + "[\\p{IsLatin}\\p{N}]*");
            }
        }
        pattern = Pattern.compile(String.join("|", alternatives), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /**
     * A part of an excerpt.
     *
     * @param text plain, to be escaped by whoever renders it
     * @param hit whether it is what was asked for
     */
    record Part(String text, boolean hit) {}

    /** The text around its first hit, in parts; without a hit, its beginning. */
    List<Part> excerpt(String text) {
        Matcher matcher = pattern.matcher(text);
        int start = matcher.find() ? Math.max(0, matcher.start() - BEFORE) : 0;
        int end = Math.min(text.length(), start + LENGTH);
        // Never in the middle of a character outside the basic plane.
        start = start > 0 && Character.isLowSurrogate(text.charAt(start)) ? start - 1 : start;
        end = end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? end + 1 : end;
        List<Part> parts = new ArrayList<>();
        String lead = start > 0 ? "…" : "";
        int done = start;
        matcher.reset();
        while (matcher.find() && matcher.end() <= end) {
            if (matcher.start() < start) {
                continue;
            }
            add(parts, lead + text.substring(done, matcher.start()), false);
            lead = "";
            add(parts, matcher.group(), true);
            done = matcher.end();
        }
        add(parts, lead + text.substring(done, end) + (end < text.length() ? "…" : ""), false);
        return parts;
    }

    private static void add(List<Part> parts, String text, boolean hit) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, hit));
        }
    }
}
