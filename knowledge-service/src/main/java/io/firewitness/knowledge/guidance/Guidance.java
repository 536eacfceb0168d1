package io.firewitness.knowledge.guidance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.firewitness.knowledge.catalog.Catalog.SourceView;
import io.firewitness.knowledge.content.Status;
import java.util.List;
import java.util.UUID;

/**
 * The plan for one case, in one language.
 *
 * @param title what was found in words: the class, or what the evidence says where that decides what to do
 * @param evidence the rule whose evidence chose this plan; absent where the class did
 * @param actors who has to act: firewall-admin, tenant, provider; each once, in the order they come in
 * @param addresses what the request says of addresses, in words; absent where it says nothing
 * @param exclusions empty unless the verdict is one that an exclusion cures
 * @param portRules traffic to allow, where a port rule is the cure; absent elsewhere. No exclusion from inspection
 * @param vendorSteps empty where {@code exclusions} is
 * @param warnings the texts of {@code notes}
 * @param captureRecipes how to record what is missing; empty where nothing is
 * @param own what the case's provider knows besides; absent where nothing
 */
record Guidance(
        @JsonProperty("class") String verdictClass,
        String title,
        @JsonInclude(JsonInclude.Include.NON_NULL) String evidence,
        List<String> actors,
        List<Step> steps,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Known> addresses,
        List<Exclusion> exclusions,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Exclusion> portRules,
        List<VendorSteps> vendorSteps,
        List<String> warnings,
        List<Note> notes,
        List<CaptureRecipe> captureRecipes,
        @JsonInclude(JsonInclude.Include.NON_NULL) Own own,
        String knowledgeVersion) {

    record Step(
            String id, String kind, String title, String body, String actor, Status status, List<SourceView> sources) {}

    /**
     * Traffic to exempt, or to allow; where the provider's own entry is its reason, {@code source.id} is {@code own}. It covers both directions of the connections that {@code from} opens to {@code to}.
     *
     * @param from address of the side that opens the connection; a role in words where no capture shows it
     * @param fromRole what the reader knows {@code from} to be, in words; absent for unknown, like {@code toRole}
     * @param protocol TCP or UDP
     * @param ports one port or a range
     * @param versions the versions it holds for, in words
     */
    record Exclusion(
            String id,
            String from,
            @JsonInclude(JsonInclude.Include.NON_NULL) String fromRole,
            String to,
            @JsonInclude(JsonInclude.Include.NON_NULL) String toRole,
            String protocol,
            String ports,
            String why,
            String product,
            String versions,
            SourceView source) {}

    /** @param devices names of the provider's own devices of this vendor; absent where it entered none */
    record VendorSteps(
            VendorName vendor,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> devices,
            List<VendorStep> steps) {}

    /**
     * @param role in words
     * @param vendor of a firewall; absent for unknown
     * @param behind the address that stands for it outside a translation; absent for none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Known(String address, String role, VendorName vendor, String behind) {}

    record VendorName(String id, String name) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VendorStep(String id, String kind, String text, String command, Status status, List<SourceView> sources) {}

    record Note(String id, String text, Status status, List<SourceView> sources) {}

    record CaptureRecipe(
            String id, String tool, String platform, String where, String command, List<SourceView> sources) {}

    /**
     * The provider's own entries for this case; texts are the provider's and stay in its language.
     *
     * @param override absent where the tenant has none
     */
    record Own(
            List<OwnDevice> devices,
            List<OwnNote> notes,
            @JsonInclude(JsonInclude.Include.NON_NULL) OwnOverride override) {}

    /**
     * A device; that it is listed accuses it of nothing.
     *
     * @param vendor null for unknown
     * @param addresses as the provider entered them
     * @param seen the addresses of this case among them
     */
    record OwnDevice(
            UUID id,
            String name,
            VendorName vendor,
            List<String> addresses,
            List<String> seen,
            String note,
            boolean shared,
            SourceView source) {}

    record OwnNote(UUID id, String text, boolean shared, SourceView source) {}

    /** What is different for the tenant; null members are not. */
    record OwnOverride(
            UUID id,
            String product,
            String version,
            String vendor,
            String gatewayAddress,
            Integer gatewayPort,
            String note,
            boolean shared,
            SourceView source) {}
}
