package io.firewitness.engine.log;

import io.firewitness.engine.Messages;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.NotEvaluated;
import io.firewitness.engine.document.Pointer;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.VerdictClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Evidence as rules find it: each bounded in number, with pointers and a command that shows them. */
final class EvidenceList {
    private static final int MOST_POINTERS = 16;
    private static final int MOST_OF_A_RULE = 20;

    private final RulePack pack;
    private final List<Evidence> found = new ArrayList<>();
    private final List<NotEvaluated> missing = new ArrayList<>();
    private final Map<String, Integer> perRule = new HashMap<>();

    EvidenceList(RulePack pack) {
        this.pack = pack;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** What could not be judged, and for want of what. */
    List<NotEvaluated> missing() {
        return missing;
    }

    /** A rule could not be judged. */
    void lack(String rule, String key, Map<String, Object> args) {
        Text text = new Text(key, args);
        missing.add(new NotEvaluated(rule, Messages.english(text), text, null, null));
    }

    /**
     * A rule found something.
     *
     * @param feature key of its weights in the rule pack
     * @param supports the class it speaks for
     * @param text what it says
     * @param at lines that show it; null ones are left out
     * @param literal text that stands in these lines
     */
    void add(String rule, String feature, VerdictClass supports, Text text, List<Where> at, String literal) {
        if (perRule.merge(rule, 1, Integer::sum) > MOST_OF_A_RULE) {
            return;
        }
        List<Where> shown =
                at.stream().filter(w -> w != null).limit(MOST_POINTERS).toList();
        List<Long> lines = shown.stream().map(Where::line).toList();
        List<Pointer> pointers = shown.stream().map(Where::pointer).toList();
        String reproduce = shown.isEmpty() ? null : shown.getFirst().file().grep(literal);
        found.add(new Evidence(
                "log-e" + (found.size() + 1),
                rule,
                1,
                supports,
                pack.weights(feature).getOrDefault(supports, 0.0),
                List.of(),
                lines,
                Messages.english(text),
                text,
                reproduce,
                pointers,
                rule,
                1,
                "docs/rules/" + rule + ".md"));
    }

    /** Of one rule the strongest counts fully, the second half, the rest not. */
    List<Evidence> counted() {
        Map<String, Integer> rank = new HashMap<>();
        List<Evidence> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingDouble(e -> -Math.abs(e.logOdds())));
        List<Evidence> result = new ArrayList<>();
        for (Evidence e : sorted) {
            int r = rank.merge(e.group(), 1, Integer::sum);
            result.add(new Evidence(
                    e.id(),
                    e.rule(),
                    e.ruleVersion(),
                    e.supports(),
                    e.logOdds(),
                    e.packets(),
                    e.lines(),
                    e.statement(),
                    e.text(),
                    e.reproduce(),
                    e.pointers(),
                    e.group(),
                    r == 1 ? 1 : r == 2 ? 0.5 : 0,
                    e.source()));
        }
        return result;
    }
}
