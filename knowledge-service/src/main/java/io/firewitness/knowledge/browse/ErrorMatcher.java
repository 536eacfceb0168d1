package io.firewitness.knowledge.browse;

import io.firewitness.knowledge.content.ErrorText;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds the errors in a pasted line: by number, which is the same in every language, and by the wording of any language. */
final class ErrorMatcher {
    private static final Pattern IGNORED = Pattern.compile("[\\s.。,，、'’\"“”]+");

    private ErrorMatcher() {}

    /**
     * @param language of the wording that matched; null where only a code did
     * @param matched the code or the wording
     */
    record Match(ErrorText error, String language, String matched) {}

    static List<Match> match(List<ErrorText> errors, String line) {
        String text = normalized(line);
        List<Match> matches = new ArrayList<>();
        for (ErrorText error : errors) {
            error.texts().stream()
                    .filter(wording -> text.contains(normalized(wording.text())))
                    .findFirst()
                    .map(wording -> new Match(error, wording.language(), wording.text()))
                    .or(() -> error.codes().stream()
                            .filter(code -> hasCode(line, code))
                            .findFirst()
                            .map(code -> new Match(error, null, code)))
                    .ifPresent(matches::add);
        }
        return matches;
    }

    /** Spaces, full stops and quotation marks differ between systems; width and case too. */
    private static String normalized(String text) {
        return IGNORED.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll("");
    }

    private static boolean hasCode(String line, String code) {
        return Pattern.compile("(?i)(?<![\\w.])" + Pattern.quote(code) + "(?![\\w])")
                .matcher(line)
                .find();
    }
}
