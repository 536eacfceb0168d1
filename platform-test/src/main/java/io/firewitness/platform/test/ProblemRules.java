package io.firewitness.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.problem.ProblemCode;
import io.firewitness.platform.problem.ProblemTexts;
import java.util.HashSet;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Each error has a title and a detail in each language, both with the same arguments, and no text is left over. */
public final class ProblemRules {
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\w+)}");
    private static final ResourceBundle.Control EXACT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private ProblemRules() {}

    /** Checks all codes of one bundle, for example the values of an enum. */
    public static void check(ProblemCode... codes) {
        Set<String> keys = new TreeSet<>();
        for (ProblemCode code : codes) {
            keys.add(code.code() + ".title");
            keys.add(code.code() + ".detail");
        }
        ResourceBundle english = bundle(codes[0].bundle(), Locale.ROOT);
        for (Locale language : ProblemTexts.LANGUAGES) {
            // English is the root of each bundle.
            ResourceBundle texts = bundle(codes[0].bundle(), language.equals(Locale.ENGLISH) ? Locale.ROOT : language);
            assertThat(new TreeSet<>(texts.keySet()))
                    .as("%s in %s", codes[0].bundle(), language)
                    .isEqualTo(keys);
            for (String key : keys) {
                assertThat(texts.getString(key)).as("%s in %s", key, language).isNotBlank();
                assertThat(arguments(texts.getString(key)))
                        .as("arguments of %s in %s", key, language)
                        .isEqualTo(arguments(english.getString(key)));
                if (!language.equals(Locale.ENGLISH)) {
                    assertThat(texts.getLocale()).isEqualTo(language);
                    assertThat(texts.getString(key)).isNotEqualTo(english.getString(key));
                }
            }
        }
        Set<String> distinct = new HashSet<>();
        for (ProblemCode code : codes) {
            assertThat(code.status()).as(code.code()).isBetween(400, 599);
            assertThat(distinct.add(code.code())).as(code.code()).isTrue();
        }
    }

    private static ResourceBundle bundle(String name, Locale language) {
        return ResourceBundle.getBundle(name, language, EXACT);
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
