package io.firewitness.knowledge.guidance;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.firewitness.knowledge.content.Source;
import java.util.List;

/** What to do, in order. Exclusions only where a firewall is blamed for the content. */
record Plan(
        @JsonProperty("class") String verdictClass,
        List<String> actors,
        List<PlanStep> steps,
        List<Exclusion> exclusions,
        List<String> warnings,
        String knowledgeVersion) {

    /** One step; {@code actor} is tenant, provider or firewall-admin. */
    record PlanStep(String id, String kind, String title, String body, String actor, List<Source> sources) {}

    /** Traffic to exempt, both directions of a connection from {@code from} to {@code to}. */
    record Exclusion(
            String from, String to, String protocol, String ports, String why, List<String> products, Source source) {}
}
