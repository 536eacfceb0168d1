package io.firewitness.engine.document;

import java.util.List;

/**
 * One observed fact.
 *
 * @param id stable within the document
 * @param rule the rule's id, the name of its page under {@code docs/rules}
 * @param ruleVersion version of the rule's meaning
 * @param supports the class it speaks for or against
 * @param logOdds weight in powers of ten for that class; negative speaks against it
 * @param packets packets that show it; at most 16
 * @param lines log lines that show it
 * @param statement one English sentence
 * @param text the same for every language
 * @param reproduce a command that shows it
 * @param pointers the same places across files
 * @param group evidence of one group is correlated: the strongest counts fully, the second half, the rest not
 * @param counted share of the weight that entered the verdict: 1, 0.5 or 0
 * @param source where the rule's reasoning comes from
 */
public record Evidence(
        String id,
        String rule,
        int ruleVersion,
        @Member("for") VerdictClass supports,
        double logOdds,
        List<Long> packets,
        List<Long> lines,
        String statement,
        Text text,
        String reproduce,
        List<Pointer> pointers,
        String group,
        double counted,
        String source) {
    public Evidence {
        packets = List.copyOf(packets);
        lines = List.copyOf(lines);
        pointers = List.copyOf(pointers);
    }
}
