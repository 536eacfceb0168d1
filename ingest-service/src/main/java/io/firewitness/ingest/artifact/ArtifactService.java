package io.firewitness.ingest.artifact;

import io.firewitness.ingest.cases.CaseService;
import io.firewitness.ingest.event.AnalysisEvent;
import io.firewitness.ingest.event.Outbox;
import io.firewitness.ingest.store.ArtifactStore;
import io.firewitness.ingest.store.StoreConfig;
import io.firewitness.platform.identity.Caller;
import io.firewitness.platform.paging.Cursor;
import io.firewitness.platform.problem.CommonProblem;
import io.firewitness.platform.tenancy.Scope;
import io.firewitness.platform.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Lists, reads and deletes the files of cases. */
@ApplicationScoped
public class ArtifactService {
    private final TenantTransaction transactions;
    private final ArtifactRepository artifacts;
    private final CaseService cases;
    private final ArtifactStore store;
    private final StoreConfig config;
    private final Outbox outbox;
    private final ArtifactTasks tasks;

    ArtifactService(
            TenantTransaction transactions,
            ArtifactRepository artifacts,
            CaseService cases,
            ArtifactStore store,
            StoreConfig config,
            Outbox outbox,
            ArtifactTasks tasks) {
        this.transactions = transactions;
        this.artifacts = artifacts;
        this.cases = cases;
        this.store = store;
        this.config = config;
        this.outbox = outbox;
        this.tasks = tasks;
    }

    /**
     * What a tenant may store.
     *
     * @param usedBytes what its files occupy or, once uploaded, will occupy
     */
    public record Quota(long usedBytes, long limitBytes, long maxFileBytes) {}

    /**
     * Files of a case, oldest first.
     *
     * @param next where the next page begins; null on the last one
     */
    public record Page(List<Artifact> items, String next) {}

    /** The files of a case behind {@code after}. */
    public Page of(Caller caller, UUID caseId, Optional<Cursor> after, int limit) {
        cases.find(caller, caseId);
        return transactions.call(caller.scope(), () -> {
            List<ArtifactEntity> found = artifacts.ofCase(caseId, after, limit + 1);
            List<Artifact> items =
                    found.stream().limit(limit).map(this::toDomain).toList();
            Artifact last = items.isEmpty() ? null : items.getLast();
            return new Page(items, found.size() > limit ? new Cursor(last.createdAt(), last.id()).encode() : null);
        });
    }

    Quota quota(Caller caller, UUID tenantId) {
        return transactions.call(
                Scope.tenant(caller.providerId(), tenantId),
                () -> new Quota(
                        artifacts.usedBytes(tenantId),
                        config.tenantLimit().asLongValue(),
                        config.fileLimit().asLongValue()));
    }

    /** Removes a file, its bytes and its part in the diagnosis. */
    void delete(Caller caller, UUID caseId, UUID artifactId) {
        transactions.run(caller.scope(), () -> {
            ArtifactEntity entity = artifacts
                    .findByIdOptional(artifactId)
                    .filter(found -> found.caseId.equals(caseId))
                    .orElseThrow(CommonProblem.NOT_FOUND::exception);
            if (entity.state == ArtifactState.READY) {
                outbox.publish(AnalysisEvent.artifactDeleted(
                        cases.find(caller, caseId), entity.toDomain(entity.bytes), cases.nextSetVersion(caseId)));
            }
            artifacts.delete(entity);
            tasks.submitRemoval(entity.ref());
        });
    }

    /** The bytes of a ready artifact. */
    record Content(long size, Source source) {
        /** Opens them. */
        @FunctionalInterface
        interface Source {
            /** The bytes from {@code offset} on. The caller closes the stream. */
            InputStream from(long offset) throws IOException;
        }
    }

    /** A ready artifact, for the analysis-service. Opens nothing yet. */
    Content content(Scope scope, UUID artifactId) {
        ArtifactEntity entity = transactions.call(
                scope,
                () -> artifacts
                        .findByIdOptional(artifactId)
                        .filter(found -> found.state == ArtifactState.READY)
                        .orElseThrow(CommonProblem.NOT_FOUND::exception));
        return new Content(entity.bytes, offset -> store.open(entity.key(), offset));
    }

    private Artifact toDomain(ArtifactEntity entity) {
        if (entity.state != ArtifactState.UPLOADING) {
            return entity.toDomain(entity.state == ArtifactState.EXPIRED ? 0 : entity.bytes);
        }
        try {
            return entity.toDomain(store.receivedBytes(entity.key()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
