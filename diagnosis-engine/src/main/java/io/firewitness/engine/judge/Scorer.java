package io.firewitness.engine.judge;

import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.VerdictClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up weights: within a group the strongest counts fully, the second half, the rest not; then a tempered softmax. */
final class Scorer {
    private final RulePack pack;
    private final Map<String, String> groups = new HashMap<>();
    private final double tempering;

    Scorer(RulePack pack) {
        this.pack = pack;
        this.tempering = pack.section("tempering") instanceof Number number ? number.doubleValue() : 1;
        if (pack.section("groups") instanceof Map<?, ?> map) {
            map.forEach((feature, group) -> groups.put((String) feature, (String) group));
        }
    }

    /** A weighted item and the share of its weight that counts. */
    record Item(String group, Map<VerdictClass, Double> weights, double counted) {}

    /** Group of a feature: its own entry, or that of the part before the dot. */
    String group(String feature) {
        String exact = groups.get(feature);
        if (exact != null) {
            return exact;
        }
        int dot = feature.indexOf('.');
        String stem = dot < 0 ? feature : feature.substring(0, dot);
        return groups.getOrDefault(stem, stem);
    }

    Map<VerdictClass, Double> weights(String feature) {
        return pack.weights(feature);
    }

    /** Items in the order of the given features, with what counts of each. */
    List<Item> items(List<String> features) {
        List<Item> result = new ArrayList<>();
        for (String feature : features) {
            result.add(new Item(group(feature), weights(feature), 0));
        }
        return counted(result);
    }

    /** The same items with their share set. */
    static List<Item> counted(List<Item> items) {
        Map<String, List<Integer>> byGroup = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            byGroup.computeIfAbsent(items.get(i).group(), k -> new ArrayList<>())
                    .add(i);
        }
        double[] share = new double[items.size()];
        for (List<Integer> group : byGroup.values()) {
            group.sort(Comparator.comparingDouble(i -> -strength(items.get(i).weights())));
            for (int rank = 0; rank < group.size(); rank++) {
                share[group.get(rank)] = rank == 0 ? 1 : rank == 1 ? 0.5 : 0;
            }
        }
        List<Item> result = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            result.add(new Item(items.get(i).group(), items.get(i).weights(), share[i]));
        }
        return result;
    }

    static double strength(Map<VerdictClass, Double> weights) {
        double strongest = 0;
        for (double w : weights.values()) {
            strongest = Math.max(strongest, Math.abs(w));
        }
        return strongest;
    }

    /** Posterior of each class that has a prior. */
    Map<VerdictClass, Double> posterior(List<Item> items) {
        Map<VerdictClass, Double> logs = new EnumMap<>(VerdictClass.class);
        pack.priors().forEach((c, prior) -> {
            double sum = 0;
            for (Item item : items) {
                sum += item.weights().getOrDefault(c, 0.0) * item.counted();
            }
            logs.put(c, Math.log10(prior) + tempering * sum);
        });
        double top =
                logs.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double total = 0;
        for (double log : logs.values()) {
            total += Math.pow(10, log - top);
        }
        Map<VerdictClass, Double> result = new EnumMap<>(VerdictClass.class);
        for (Map.Entry<VerdictClass, Double> e : logs.entrySet()) {
            result.put(e.getKey(), Math.pow(10, e.getValue() - top) / total);
        }
        return result;
    }
}
