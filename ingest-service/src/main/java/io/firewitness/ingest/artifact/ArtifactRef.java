package io.firewitness.ingest.artifact;

import io.firewitness.ingest.store.ArtifactStore;
import io.firewitness.platform.tenancy.Scope;
import java.util.UUID;

/** What a background task needs to find an artifact in its own tenant's scope. */
public record ArtifactRef(UUID providerId, UUID tenantId, UUID artifactId) {
    ArtifactStore.Key key() {
        return new ArtifactStore.Key(tenantId, artifactId);
    }

    Scope scope() {
        return Scope.tenant(providerId, tenantId);
    }
}
