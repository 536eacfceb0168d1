package io.firewitness.engine;

import io.firewitness.engine.document.VerdictClass;
import io.firewitness.engine.judge.WeightCheck;
import io.firewitness.engine.log.WordingCheck;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Versioned data that the rules work with: weights, thresholds, ports, error signatures. Immutable.
 *
 * <p>A pack read from a file may leave out whole sections; they are taken from the built-in pack.
 */
public final class RulePack {
    private static final String[] RESOURCES = {"rulepack/rules.json", "rulepack/signatures.json"};

    private final String version;
    private final Map<String, Object> sections;

    private RulePack(Map<String, Object> sections) {
        this.sections = sections;
        this.version = (String) sections.get("version");
    }

    /** The pack that comes with this engine. */
    public static RulePack builtIn() {
        return BuiltIn.PACK;
    }

    /**
     * Reads a pack and closes the stream.
     *
     * @throws IOException where it is not a JSON object with a {@code version}
     */
    public static RulePack read(InputStream in) throws IOException {
        Map<String, Object> own = JsonTree.readObject(in);
        if (!(own.get("version") instanceof String)) {
            throw new IOException("the rule pack has no \"version\"");
        }
        Map<String, Object> merged = new LinkedHashMap<>(builtIn().sections);
        merged.putAll(own);
        return new RulePack(merged);
    }

    /**
     * What keeps the pack from being used, one sentence each; empty for a good one. A pack is checked before it is let in, because one
     * that fails in the middle of a judgement, or a signature that takes every line, would cost every tenant a verdict.
     */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!version.matches("\\d{4}-\\d{2}-\\d{2}\\.\\d{1,6}")) {
            problems.add("the version " + version + " is no date with a number, as 2026-11-23.1");
        }
        problems.addAll(WeightCheck.problems(this));
        problems.addAll(WordingCheck.problems(this));
        return problems;
    }

    /** The pack's version, recorded in every diagnosis. */
    public String version() {
        return version;
    }

    /** A section as read from JSON (map, list, string, number), or null where there is none. */
    public Object section(String name) {
        return sections.get(name);
    }

    /** A section that is a list of objects; empty where there is none. */
    @SuppressWarnings("unchecked") // JsonTree gives nothing but Map<String, Object> for objects
    public List<Map<String, Object>> objects(String name) {
        return sections.get(name) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }

    /**
     * A number of section {@code thresholds}.
     *
     * @throws IllegalArgumentException where the pack lacks it
     */
    public double threshold(String name) {
        if (sections.get("thresholds") instanceof Map<?, ?> thresholds
                && thresholds.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("rule pack " + version + " has no threshold " + name);
    }

    /** Weights (powers of ten) of one feature by class; empty where the pack gives it none. */
    public Map<VerdictClass, Double> weights(String feature) {
        return classMap("weights", feature);
    }

    /** Probability of each class before any evidence. */
    public Map<VerdictClass, Double> priors() {
        return numbers(sections.get("priors"));
    }

    private Map<VerdictClass, Double> classMap(String section, String name) {
        return sections.get(section) instanceof Map<?, ?> entries ? numbers(entries.get(name)) : Map.of();
    }

    private static Map<VerdictClass, Double> numbers(Object entry) {
        Map<VerdictClass, Double> result = new EnumMap<>(VerdictClass.class);
        if (entry instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value instanceof Number number) {
                    result.put(VerdictClass.ofWire((String) key), number.doubleValue());
                }
            });
        }
        return result;
    }

    private static final class BuiltIn {
        static final RulePack PACK = load();

        private static RulePack load() {
            Map<String, Object> merged = new LinkedHashMap<>();
            for (String resource : RESOURCES) {
                try (InputStream in = RulePack.class.getResourceAsStream(resource)) {
                    if (in != null) {
                        merged.putAll(JsonTree.readObject(in));
                    }
                } catch (IOException e) {
                    throw new IllegalStateException("built-in rule pack " + resource + " cannot be read", e);
                }
            }
            return new RulePack(merged);
        }
    }
}
