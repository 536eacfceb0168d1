package io.firewitness.engine.judge;

import io.firewitness.engine.document.Text;
import java.util.List;

/**
 * One fact a rule found.
 *
 * @param rule the rule's id
 * @param feature key of its weights in the rule pack
 * @param packets packets that show it
 * @param text the sentence
 * @param filter display filter that shows it, or null for the packets themselves
 * @param elsewhere packets of other captures that show it as well
 */
record Observation(
        String rule, String feature, List<Long> packets, Text text, String filter, List<Elsewhere> elsewhere) {
    Observation {
        packets = List.copyOf(packets);
        elsewhere = List.copyOf(elsewhere);
    }

    /** A fact that this capture alone shows. */
    Observation(String rule, String feature, List<Long> packets, Text text, String filter) {
        this(rule, feature, packets, text, filter, List.of());
    }

    /** A packet of another capture. */
    record Elsewhere(String artifact, long packet) {}
}
