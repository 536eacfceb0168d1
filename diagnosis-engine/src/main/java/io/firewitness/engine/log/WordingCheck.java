package io.firewitness.engine.log;

import io.firewitness.engine.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Holds a rule pack's wording against its own examples: each signature brings lines that must match and lines that must not. */
public final class WordingCheck {
    private WordingCheck() {}

    /** What is wrong with the wording, one sentence each; empty where it can be used. */
    public static List<String> problems(RulePack pack) {
        Grammar grammar;
        try {
            grammar = new Grammar(pack);
        } catch (RuntimeException unusable) {
            return List.of("the wording cannot be compiled: " + unusable.getMessage());
        }
        List<String> problems = new ArrayList<>();
        pack.objects("logLines").forEach(line -> line(line, problems));
        for (Map<String, Object> signature : pack.objects("signatures")) {
            String id = String.valueOf(signature.get("id"));
            for (Object p : signature.get("patterns") instanceof List<?> list ? list : List.of()) {
                String pattern = p instanceof Map<?, ?> map ? String.valueOf(map.get("pattern")) : "";
                if (!Pattern.compile(pattern).namedGroups().containsKey("code")) {
                    problems.add("the pattern of signature " + id + " has no group \"code\": " + pattern);
                    return problems;
                }
            }
            for (String line : lines(signature, "matches", problems)) {
                if (!found(grammar, line).contains(id)) {
                    problems.add("signature " + id + " misses its own line: " + line);
                }
            }
            for (String line : lines(signature, "rejects", problems)) {
                if (found(grammar, line).contains(id)) {
                    problems.add("signature " + id + " takes a line that it must leave alone: " + line);
                }
            }
        }
        return problems;
    }

    /** A pattern without a group that its event reads would fail in the middle of a judgement. */
    private static void line(Map<String, Object> line, List<String> problems) {
        String event = String.valueOf(line.get("event"));
        Map<String, Integer> groups =
                Pattern.compile(String.valueOf(line.get("pattern"))).namedGroups();
        for (String needed : EventGroups.of(event)) {
            if (!groups.containsKey(needed)) {
                problems.add(
                        "the pattern of event " + event + " has no group \"" + needed + "\": " + line.get("pattern"));
            }
        }
        if (event.equals("endpoint") && !(line.get("kind") instanceof String)) {
            problems.add("an endpoint has no \"kind\": " + line.get("pattern"));
        }
    }

    private static List<String> found(Grammar grammar, String message) {
        return grammar.signatures(message, null, false).stream()
                .map(match -> match.signature().id())
                .toList();
    }

    private static List<String> lines(Map<String, Object> signature, String kind, List<String> problems) {
        List<String> lines = signature.get(kind) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        if (lines.isEmpty()) {
            problems.add("signature " + signature.get("id") + " has no line under " + kind);
        }
        return lines;
    }
}
