package io.firewitness.ingest.artifact;

import io.firewitness.ingest.store.ArtifactStore;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

@Entity
@Table(name = "artifact")
class ArtifactEntity {
    @Id
    UUID id;

    @Column(name = "provider_id")
    UUID providerId;

    @Column(name = "tenant_id")
    UUID tenantId;

    @Column(name = "case_id")
    UUID caseId;

    String name;

    long bytes;

    @Enumerated(EnumType.STRING)
    ArtifactState state;

    String kind;

    String format;

    String sha256;

    @Column(name = "reason_code")
    String reasonCode;

    @Column(name = "duplicate_of_case")
    UUID duplicateOfCase;

    @Column(name = "duplicate_of_artifact")
    UUID duplicateOfArtifact;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    ArtifactRef ref() {
        return new ArtifactRef(providerId, tenantId, id);
    }

    ArtifactStore.Key key() {
        return ref().key();
    }

    Artifact toDomain(long receivedBytes) {
        return new Artifact(
                id,
                caseId,
                name,
                bytes,
                receivedBytes,
                sha256,
                kind,
                format,
                state,
                reasonCode == null ? null : new Artifact.Reason(reasonCode, Map.of("name", name)),
                duplicateOfArtifact == null ? null : new Artifact.Duplicate(duplicateOfCase, duplicateOfArtifact),
                createdAt,
                state == ArtifactState.UPLOADING ? expiresAt : null);
    }
}
