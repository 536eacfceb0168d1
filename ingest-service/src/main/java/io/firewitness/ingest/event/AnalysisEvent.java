package io.firewitness.ingest.event;

import io.firewitness.ingest.artifact.Artifact;
import io.firewitness.ingest.cases.SupportCase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * An event for the analysis-service, in the structured JSON form of CloudEvents 1.0.
 *
 * @param id the receiver handles each id once
 */
public record AnalysisEvent(String specversion, String id, String source, String type, Map<String, Object> data) {
    private static AnalysisEvent of(String type, Map<String, Object> data) {
        return new AnalysisEvent(
                "1.0", UUID.randomUUID().toString(), "/ingest-service", "io.firewitness." + type, data);
    }

    /** A case was opened. */
    public static AnalysisEvent caseOpened(SupportCase opened) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("caseId", opened.id().toString());
        data.put("number", opened.number());
        data.put("title", opened.title());
        data.put("provider", Map.of("id", opened.providerId().toString()));
        data.put("tenant", Map.of("id", opened.tenantId().toString(), "name", opened.tenantName()));
        data.put("createdAt", opened.createdAt().toString());
        data.put("createdBy", opened.createdBy());
        return of("case.opened", data);
    }

    /** An artifact can be analysed. */
    public static AnalysisEvent artifactReady(SupportCase owner, Artifact artifact, long setVersion) {
        return of("artifact.ready", artifact(owner, artifact, setVersion));
    }

    /** An artifact is gone. */
    public static AnalysisEvent artifactDeleted(SupportCase owner, Artifact artifact, long setVersion) {
        return of("artifact.deleted", artifact(owner, artifact, setVersion));
    }

    private static Map<String, Object> artifact(SupportCase owner, Artifact artifact, long setVersion) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("caseId", owner.id().toString());
        data.put("providerId", owner.providerId().toString());
        data.put("tenantId", owner.tenantId().toString());
        data.put("artifactId", artifact.id().toString());
        data.put("name", artifact.name());
        data.put("kind", artifact.kind());
        data.put("format", artifact.format());
        data.put("bytes", artifact.bytes());
        data.put("sha256", artifact.sha256());
        data.put("setVersion", setVersion);
        return data;
    }
}
