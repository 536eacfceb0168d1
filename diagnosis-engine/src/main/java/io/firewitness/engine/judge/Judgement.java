package io.firewitness.engine.judge;

import io.firewitness.engine.document.Alternative;
import io.firewitness.engine.document.VerdictClass;
import java.util.List;
import java.util.Map;

/**
 * The verdict on one connection, before it is written down.
 *
 * @param verdictClass the class
 * @param confidence 0..cap
 * @param posterior probabilities of the cause classes; empty where none were computed
 * @param observations what was observed
 * @param items their weights and shares, in the same order
 * @param elsewhere the sighting of the same connection that shows the cut, where this one does not; else null
 */
record Judgement(
        VerdictClass verdictClass,
        double confidence,
        Map<VerdictClass, Double> posterior,
        List<Observation> observations,
        List<Scorer.Item> items,
        Subject elsewhere) {
    Judgement(
            VerdictClass verdictClass,
            double confidence,
            Map<VerdictClass, Double> posterior,
            List<Observation> observations,
            List<Scorer.Item> items) {
        this(verdictClass, confidence, posterior, observations, items, null);
    }

    /** The same verdict, with the place where the cut is seen. */
    Judgement cutAt(Subject place) {
        return new Judgement(verdictClass, confidence, posterior, observations, items, place);
    }

    /** Other classes with at least one chance in fifty. */
    List<Alternative> alternatives() {
        return posterior.entrySet().stream()
                .filter(e -> e.getKey() != verdictClass && e.getValue() >= 0.02)
                .sorted((a, b) -> Double.compare(b.getValue(), a.getValue()))
                .map(e -> new Alternative(e.getKey(), e.getValue()))
                .toList();
    }
}
