package io.firewitness.knowledge.guidance;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What guidance is asked for.
 *
 * @param diagnosis the diagnosis document; only the members below are read
 * @param topology what is known besides; null for nothing
 * @param tenantId whose case it is, for the provider's own entries about that tenant; null for unknown. A tenant's people get those
 *     about their own tenant, whatever stands here
 */
record GuidanceRequest(Diagnosis diagnosis, Topology topology, UUID tenantId) {

    @Schema(name = "DiagnosisExcerpt", description = "firewitness.diagnosis/1; further members are ignored")
    record Diagnosis(
            Verdict verdict,
            List<Connection> connections,
            List<Signature> signatures,
            List<Map<String, Object>> notEvaluated) {}

    record Verdict(@JsonProperty("class") String type, Double confidence, Text text) {}

    /** @param evidence at most 200; null in excerpts that leave it out */
    record Connection(
            String transport,
            Endpoint client,
            Endpoint server,
            String serviceClass,
            Verdict verdict,
            List<Evidence> evidence) {}

    record Evidence(String rule, Text text) {}

    /** A sentence of the document; its key alone is read. */
    @Schema(name = "DiagnosisText")
    record Text(String key) {}

    record Endpoint(String address, Integer port) {}

    record Signature(String id) {}

    /**
     * @param product id of a product; null for unknown
     * @param version version or build; null for unknown
     * @param vendor id of the firewall's vendor; null for unknown
     * @param addresses who is behind which address, at most 32; null for unknown
     */
    record Topology(String product, String version, String vendor, List<KnownAddress> addresses) {}

    /**
     * What the person who asks knows of one address.
     *
     * @param address literal IPv4 or IPv6
     * @param role id of a component of the port matrix, or {@code firewall}
     * @param vendor id of the vendor, only of a firewall; null for unknown
     * @param behind the address that stands for this one outside a translation (NAT); null for none
     */
    record KnownAddress(String address, String role, String vendor, String behind) {}
}
