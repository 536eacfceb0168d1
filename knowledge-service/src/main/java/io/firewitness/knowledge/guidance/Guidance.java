package io.firewitness.knowledge.guidance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.firewitness.knowledge.catalog.Catalog.SourceView;
import io.firewitness.knowledge.content.Status;
import java.util.List;

/**
 * The plan for one case, in one language.
 *
 * @param actors who has to act: firewall-admin, tenant, provider; each once, in the order they come in
 * @param exclusions empty unless the verdict is one that an exclusion cures
 * @param vendorSteps empty where {@code exclusions} is
 * @param warnings the texts of {@code notes}
 * @param captureRecipes how to record what is missing; empty where nothing is
 */
record Guidance(
        @JsonProperty("class") String verdictClass,
        List<String> actors,
        List<Step> steps,
        List<Exclusion> exclusions,
        List<VendorSteps> vendorSteps,
        List<String> warnings,
        List<Note> notes,
        List<CaptureRecipe> captureRecipes,
        String knowledgeVersion) {

    record Step(
            String id, String kind, String title, String body, String actor, Status status, List<SourceView> sources) {}

    /**
     * Traffic to exempt. It covers both directions of the connections that {@code from} opens to {@code to}.
     *
     * @param from address of the side that opens the connection; a role in words where no capture shows it
     * @param protocol TCP or UDP
     * @param ports one port or a range
     * @param versions the versions it holds for, in words
     */
    record Exclusion(
            String id,
            String from,
            String to,
            String protocol,
            String ports,
            String why,
            String product,
            String versions,
            SourceView source) {}

    record VendorSteps(VendorName vendor, List<VendorStep> steps) {}

    record VendorName(String id, String name) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VendorStep(String id, String kind, String text, String command, Status status, List<SourceView> sources) {}

    record Note(String id, String text, Status status, List<SourceView> sources) {}

    record CaptureRecipe(
            String id, String tool, String platform, String where, String command, List<SourceView> sources) {}
}
