package io.firewitness.knowledge.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;

/**
 * What to do about one verdict class, or about verdicts of any class that rest on the evidence of one rule.
 *
 * @param verdictClass the class of the diagnosis document; null where {@code evidence} selects the plan
 * @param evidence id of the rule; null where the class selects the plan
 * @param title what was found in words, as the portal names it
 * @param exclusions whether an exclusion is the cure; false for innocent and unproven classes
 * @param steps in the order they are done
 */
public record Guide(
        @JsonProperty("class") String verdictClass,
        String evidence,
        LocalDate reviewed,
        Localized title,
        boolean exclusions,
        List<Step> steps,
        List<Statement> warnings) {

    /** What tells it from every other plan: the class or the rule. */
    public String id() {
        return evidence == null ? verdictClass : evidence;
    }

    /** Whether a step is of this kind. */
    public boolean hasStep(String kind) {
        return steps.stream().anyMatch(step -> step.kind().equals(kind));
    }

    /**
     * One act of one person.
     *
     * @param kind prove, exempt, allow, verify, capture or check
     * @param actor firewall-admin, tenant, provider, or {@code owner}: who runs the host that a connection goes to
     * @param service the service whose rows it is about, beside which alone it stands; null for every case
     * @param first what the evidence says where this step comes before the others: last parts of its text's key; null for never
     */
    public record Step(
            String id,
            String kind,
            String actor,
            Status status,
            String service,
            List<String> first,
            Localized title,
            Localized body,
            List<String> sources) {}
}
