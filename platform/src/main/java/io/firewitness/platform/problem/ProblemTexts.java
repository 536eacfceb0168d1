package io.firewitness.platform.problem;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Renders the texts of a {@link ProblemCode} in English or Japanese. */
public final class ProblemTexts {
    /** The languages of the product; the first is the default. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.JAPANESE);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    /** Without it a Japanese host would answer English readers in Japanese. */
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private ProblemTexts() {}

    /** The best of our languages for an {@code Accept-Language} header, which may be absent or malformed. */
    public static Locale language(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > 200) {
            return Locale.ENGLISH;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            return best == null ? Locale.ENGLISH : best;
        } catch (IllegalArgumentException malformed) {
            return Locale.ENGLISH;
        }
    }

    public static String title(ProblemCode code, Locale language) {
        return text(code, "title", language);
    }

    public static String detail(ProblemCode code, Map<String, ?> args, Locale language) {
        Matcher placeholder = PLACEHOLDER.matcher(text(code, "detail", language));
        return placeholder.replaceAll(found -> {
            Object value = args.get(found.group(1));
            String shown = value instanceof Number number
                    ? String.format(language, "%,d", number.longValue())
                    : String.valueOf(value);
            return Matcher.quoteReplacement(shown);
        });
    }

    private static String text(ProblemCode code, String part, Locale language) {
        return ResourceBundle.getBundle(code.bundle(), language, code.getClass().getClassLoader(), NO_FALLBACK)
                .getString(code.code() + "." + part);
    }
}
