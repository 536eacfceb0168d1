package io.firewitness.engine.log;

import io.firewitness.engine.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Removes cookies, passwords, tokens and account names from lines before anything keeps or shows them. */
final class Redactor {
    private static final int LONGEST = 400;

    private final List<Rule> rules = new ArrayList<>();

    /** {@code words}: one of them stands in every text that the rule changes, in lower case; empty to try the rule on all. */
    private record Rule(List<String> words, Pattern pattern, String replacement) {
        boolean mayChange(String lower) {
            for (int i = 0; i < words.size(); i++) {
                if (lower.contains(words.get(i))) {
                    return true;
                }
            }
            return words.isEmpty();
        }
    }

    Redactor(RulePack pack) {
        for (Map<String, Object> entry : pack.objects("redactions")) {
            List<String> words = entry.get("words") instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
            rules.add(
                    new Rule(words, Pattern.compile((String) entry.get("pattern")), (String) entry.get("replacement")));
        }
    }

    /** The name of a file without secrets. */
    String name(String name) {
        String safe = name;
        // What a rule puts in place of a secret holds no word of another one.
        String lower = name.toLowerCase(Locale.ROOT);
        for (Rule rule : rules) {
            safe = !rule.mayChange(lower) ? safe : rule.pattern.matcher(safe).replaceAll(rule.replacement);
        }
        return safe;
    }

    /** The text without secrets and control characters, at most 400 characters. */
    String clean(String text) {
        String safe = text.length() > 4096 ? text.substring(0, 4096) : text;
        safe = name(safe);
        safe = safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe;
        StringBuilder out = new StringBuilder(safe.length());
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            out.append(Character.isISOControl(c) && c != '\t' ? ' ' : c);
        }
        return out.toString();
    }
}
