package io.firewitness.knowledge.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;

/**
 * What to do about one verdict class.
 *
 * @param verdictClass the class of the diagnosis document
 * @param title the class in words, as the portal names it
 * @param exclusions whether an exclusion is the cure; false for innocent and unproven classes
 * @param steps in the order they are done
 */
public record Guide(
        @JsonProperty("class") String verdictClass,
        LocalDate reviewed,
        Localized title,
        boolean exclusions,
        List<Step> steps,
        List<Statement> warnings) {

    /**
     * One act of one person.
     *
     * @param kind prove, exempt, verify, capture or check
     * @param actor firewall-admin, tenant or provider
     */
    public record Step(
            String id,
            String kind,
            String actor,
            Status status,
            Localized title,
            Localized body,
            List<String> sources) {}
}
