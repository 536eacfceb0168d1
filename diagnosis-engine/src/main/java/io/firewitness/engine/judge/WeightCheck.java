package io.firewitness.engine.judge;

import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.VerdictClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds a rule pack's numbers against what the judge can work with. */
public final class WeightCheck {
    /** Powers of ten: a single fact that counts a million to one is a mistake. */
    private static final double LARGEST_WEIGHT = 6;

    private static final double ROUNDING = 0.001;

    private WeightCheck() {}

    /** What is wrong with thresholds, priors, weights and services, one sentence each; empty where they can be used. */
    public static List<String> problems(RulePack pack) {
        List<String> problems = new ArrayList<>();
        tried(problems, "the thresholds cannot be used", () -> new Thresholds(pack));
        tried(problems, "the services cannot be used", () -> new Services(pack));
        tried(problems, "the priors cannot be used", () -> priors(pack, problems));
        if (pack.section("thresholds") instanceof Map<?, ?> thresholds) {
            thresholds.forEach((name, value) -> {
                if (!(value instanceof Number number) || !(number.doubleValue() >= 0)) {
                    problems.add("threshold " + name + " is " + value + ", not a number from 0");
                }
            });
        }
        if (pack.section("weights") instanceof Map<?, ?> weights) {
            weights.forEach((feature, byClass) -> feature(pack, (String) feature, byClass, problems));
        }
        return problems;
    }

    private static void priors(RulePack pack, List<String> problems) {
        double sum = 0;
        for (Map.Entry<VerdictClass, Double> prior : pack.priors().entrySet()) {
            sum += prior.getValue();
            if (!(prior.getValue() > 0 && prior.getValue() < 1)) {
                problems.add(
                        "the prior of " + prior.getKey().wire() + " is " + prior.getValue() + ", not between 0 and 1");
            }
        }
        if (Math.abs(sum - 1) > ROUNDING) {
            problems.add("the priors add up to " + sum + ", not to 1");
        }
    }

    private static void feature(RulePack pack, String feature, Object byClass, List<String> problems) {
        int dot = feature.indexOf('.');
        String stem = dot < 0 ? feature : feature.substring(0, dot);
        if (pack.section("groups") instanceof Map<?, ?> groups
                && !groups.containsKey(feature)
                && !groups.containsKey(stem)) {
            problems.add("feature " + feature + " is in no group");
        }
        if (!(byClass instanceof Map<?, ?> entries)) {
            problems.add("the weights of " + feature + " are no object");
            return;
        }
        entries.forEach((name, value) -> {
            tried(problems, "the weights of " + feature + " cannot be used", () -> VerdictClass.ofWire((String) name));
            if (!(value instanceof Number number) || !(Math.abs(number.doubleValue()) <= LARGEST_WEIGHT)) {
                problems.add("the weight of " + feature + " for " + name + " is " + value + ", not a number from -"
                        + LARGEST_WEIGHT + " to " + LARGEST_WEIGHT);
            }
        });
    }

    private static void tried(List<String> problems, String what, Runnable use) {
        try {
            use.run();
        } catch (RuntimeException unusable) {
            problems.add(what + ": " + unusable.getMessage());
        }
    }
}
