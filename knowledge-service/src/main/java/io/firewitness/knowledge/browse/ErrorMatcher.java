package io.firewitness.knowledge.browse;

import io.firewitness.knowledge.content.ErrorText;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the errors in a pasted line: by code first, which is the same in every language, then by the wording of any listed
 * language. Knows only what the content holds, which is confirmed.
 */
final class ErrorMatcher {
    private static final Pattern IGNORED = Pattern.compile("[\\s.。,，、:;：；'’‘`\"“”\u0307]+");
    /** The same digits elsewhere in a line: part of a word, an address, a thread such as {@code <10054>}, a port. */
    private static final String NOT_BEFORE = "(?<![\\w.<#]|[\\d\\]]:|\\bport[ :=])";
    /** Or a quantity. */
    private static final String NOT_AFTER =
            "(?![\\w>]|[.,]\\d|\\s?(?:[KMGT]?i?B|bytes?|items?|files?|ms|sec(?:onds?)?|%)\\b)";

    private final List<Known> known;

    ErrorMatcher(List<ErrorText> errors) {
        this.known = errors.stream().map(Known::of).toList();
    }

    /** What an error was recognised by. */
    enum By {
        CODE,
        TEXT
    }

    /**
     * @param matched the code or the wording
     * @param language of the wording in the line; null where the line holds no wording of this error
     */
    record Match(ErrorText error, By by, String matched, String language) {}

    /** Matches by code first, then by text, each in the order of the content. */
    List<Match> match(String line) {
        String text = normalized(line);
        List<Match> matches = new ArrayList<>();
        for (Known candidate : known) {
            Optional<Wording> wording = candidate.wordings.stream()
                    .filter(phrase -> text.contains(phrase.normalized))
                    .findFirst();
            String language = wording.map(phrase -> phrase.source.language()).orElse(null);
            candidate.codes.stream()
                    .filter(code -> code.pattern.matcher(line).find())
                    .findFirst()
                    .map(code -> new Match(candidate.error, By.CODE, code.text, language))
                    .or(() ->
                            wording.map(phrase -> new Match(candidate.error, By.TEXT, phrase.source.text(), language)))
                    .ifPresent(matches::add);
        }
        matches.sort(Comparator.comparing(Match::by));
        return List.copyOf(matches);
    }

    /**
     * Spaces, stops and quotation marks differ between systems; width and case too. Case is folded through capitals, so that
     * the German sharp s and the Turkish dotless i meet their capitals.
     */
    private static String normalized(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return IGNORED.matcher(folded).replaceAll("");
    }

    private record Code(String text, Pattern pattern) {
        /** The words of a code may be joined in other ways: {@code errno 104}, {@code errno=104}, {@code errno: 104}. */
        static Code of(String code) {
            String words = Pattern.compile("\\W+")
                    .splitAsStream(code)
                    .map(Code::written)
                    .collect(Collectors.joining("\\W{1,3}"));
            return new Code(code, Pattern.compile(NOT_BEFORE + words + NOT_AFTER, Pattern.CASE_INSENSITIVE));
        }

        /** A hexadecimal number also with leading zeros, and as Windows wraps it for COM: {@code 0x80072746}. */
        private static String written(String word) {
            return word.startsWith("0x")
                    ? "0x(?:0{1,4}|8007)?" + Pattern.quote(word.substring(2))
                    : Pattern.quote(word);
        }
    }

    private record Wording(ErrorText.Wording source, String normalized) {}

    private record Known(ErrorText error, List<Code> codes, List<Wording> wordings) {
        static Known of(ErrorText error) {
            return new Known(
                    error,
                    error.codes().stream().map(Code::of).toList(),
                    error.texts().stream()
                            .map(wording -> new Wording(wording, ErrorMatcher.normalized(wording.text())))
                            .toList());
        }
    }
}
