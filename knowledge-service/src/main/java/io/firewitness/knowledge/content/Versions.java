package io.firewitness.knowledge.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Order of product versions and builds. */
public final class Versions {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private Versions() {}

    /**
     * Compares {@code version} with a bound, up to the length of the bound only: {@code 12.3.2} equals the bound
     * {@code 12}, so a bound speaks for everything below it.
     */
    public static int compare(String version, String bound) {
        List<Integer> left = numbers(version);
        List<Integer> right = numbers(bound);
        for (int i = 0; i < right.size(); i++) {
            int part = i < left.size() ? left.get(i) : 0;
            int order = Integer.compare(part, right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** The numbers of a version; at most six, so that a hostile text stays cheap. */
    public static List<Integer> numbers(String version) {
        List<Integer> numbers = new ArrayList<>();
        int patch = version.indexOf('-');
        Matcher matcher = NUMBER.matcher(patch < 0 ? version : version.substring(0, patch));
        while (numbers.size() < 6 && matcher.find()) {
            numbers.add(Integer.valueOf(matcher.group()));
        }
        return numbers;
    }
}
