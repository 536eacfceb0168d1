package io.firewitness.knowledge;

import io.firewitness.platform.problem.ProblemTexts;

/** The language of an answer: the one asked for, else the best for the reader. */
public final class Language {
    private Language() {}

    /** {@code en} or {@code ja}. */
    public static String of(String asked, String acceptLanguage) {
        return "en".equals(asked) || "ja".equals(asked)
                ? asked
                : ProblemTexts.language(acceptLanguage).getLanguage();
    }
}
