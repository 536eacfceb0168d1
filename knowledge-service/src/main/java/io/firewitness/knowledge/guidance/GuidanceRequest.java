package io.firewitness.knowledge.guidance;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What guidance is asked for.
 *
 * @param diagnosis the diagnosis document; only the members below are read
 * @param topology what is known besides; null for nothing
 */
record GuidanceRequest(Diagnosis diagnosis, Topology topology) {

    @Schema(name = "DiagnosisExcerpt", description = "firewitness.diagnosis/1; further members are ignored")
    record Diagnosis(
            Verdict verdict,
            List<Connection> connections,
            List<Signature> signatures,
            List<Map<String, Object>> notEvaluated) {}

    record Verdict(@JsonProperty("class") String type, Double confidence) {}

    record Connection(String transport, Endpoint client, Endpoint server, String serviceClass, Verdict verdict) {}

    record Endpoint(String address, Integer port) {}

    record Signature(String id) {}

    /**
     * @param product id of a product; null for unknown
     * @param version version or build; null for unknown
     * @param vendor id of the firewall's vendor; null for unknown
     */
    record Topology(String product, String version, String vendor) {}
}
