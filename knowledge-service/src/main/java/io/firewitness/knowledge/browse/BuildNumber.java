package io.firewitness.knowledge.browse;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A build or version as people write it: from a dialog, a log or a mail, in either width. */
final class BuildNumber {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}(?:[.,]\\d{1,6}){0,3}");
    /** {@code P20240304}, also {@code -p1} and {@code patch 1}. */
    private static final Pattern PATCH =
            Pattern.compile("[\\s-]*(?:P|patch\\s*)(\\d{1,8})\\b.*", Pattern.CASE_INSENSITIVE);
    /** {@code U4}, also {@code Update 4} and {@code update4a}. */
    private static final Pattern UPDATE =
            Pattern.compile("\\s*(?:U|update)\\s*(\\d{1,2}[a-z]?)\\b.*", Pattern.CASE_INSENSITIVE);

    private static final Pattern LETTER = Pattern.compile("([a-z])\\b.*", Pattern.CASE_INSENSITIVE);

    private BuildNumber() {}

    /**
     * The form in which the content lists builds ({@code 11.0.1.1261-P20240304}) and versions ({@code 11a}, {@code 9.5 U4}).
     *
     * @return {@code text} as it is where it holds no number
     */
    static String of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        Matcher number = NUMBER.matcher(plain);
        int start = 0;
        // "365" belongs to a product's name.
        while (number.find(start) && number.group().equals("365")) {
            start = number.end();
        }
        if (!number.find(start)) {
            return text;
        }
        String numbers = number.group().replace(',', '.');
        String rest = plain.substring(number.end());
        Matcher patch = PATCH.matcher(rest);
        if (patch.matches()) {
            return numbers + "-P" + patch.group(1);
        }
        Matcher update = UPDATE.matcher(rest);
        if (update.matches()) {
            return numbers + " U" + update.group(1);
        }
        Matcher letter = LETTER.matcher(rest);
        return letter.matches() ? numbers + letter.group(1).toLowerCase(java.util.Locale.ROOT) : numbers;
    }
}
