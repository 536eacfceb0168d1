package io.firewitness.engine.log;

import io.firewitness.engine.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Removes cookies, passwords, tokens and account names from lines before anything keeps or shows them. */
final class Redactor {
    private static final int LONGEST = 400;

    private final List<Rule> rules = new ArrayList<>();

    private record Rule(Pattern pattern, String replacement) {}

    Redactor(RulePack pack) {
        for (Map<String, Object> entry : pack.objects("redactions")) {
            rules.add(new Rule(Pattern.compile((String) entry.get("pattern")), (String) entry.get("replacement")));
        }
    }

    /** The name of a file without secrets. */
    String name(String name) {
        String safe = name;
        for (Rule rule : rules) {
            safe = rule.pattern.matcher(safe).replaceAll(rule.replacement);
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
