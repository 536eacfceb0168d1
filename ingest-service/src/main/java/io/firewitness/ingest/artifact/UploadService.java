package io.firewitness.ingest.artifact;

import io.firewitness.ingest.IngestProblem;
import io.firewitness.ingest.cases.CaseService;
import io.firewitness.ingest.cases.SupportCase;
import io.firewitness.ingest.store.ArtifactStore;
import io.firewitness.ingest.store.StoreConfig;
import io.firewitness.platform.idempotency.IdempotencyKeys;
import io.firewitness.platform.identity.Caller;
import io.firewitness.platform.problem.CommonProblem;
import io.firewitness.platform.problem.ProblemException;
import io.firewitness.platform.tenancy.Scope;
import io.firewitness.platform.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Receives files in pieces. The store's length is the truth about how much has arrived; the database only knows the
 * announced size and the state, so a crash at any line loses no acknowledged byte.
 */
@ApplicationScoped
public class UploadService {
    private static final Logger LOG = Logger.getLogger(UploadService.class);
    private static final int BUFFER_BYTES = 1 << 18;

    private final TenantTransaction transactions;
    private final ArtifactRepository artifacts;
    private final CaseService cases;
    private final ArtifactStore store;
    private final StoreConfig config;
    private final ArtifactTasks tasks;
    private final IdempotencyKeys keys;
    private final Clock clock;

    UploadService(
            TenantTransaction transactions,
            ArtifactRepository artifacts,
            CaseService cases,
            ArtifactStore store,
            StoreConfig config,
            ArtifactTasks tasks,
            IdempotencyKeys keys,
            Clock clock) {
        this.transactions = transactions;
        this.artifacts = artifacts;
        this.cases = cases;
        this.store = store;
        this.config = config;
        this.tasks = tasks;
        this.keys = keys;
        this.clock = clock;
    }

    /** Where an upload stands. */
    record Position(UUID artifactId, long offset, long length, Instant expiresAt) {}

    /**
     * Announces a file of {@code length} bytes; checks the quota before the first byte.
     *
     * @param idempotencyKey a repeated call with the same key returns the first upload; null for none
     */
    Position create(Caller caller, UUID caseId, String name, long length, String idempotencyKey) {
        SupportCase owner = cases.find(caller, caseId);
        requireRoom(length);
        Scope scope = Scope.tenant(owner.providerId(), owner.tenantId());
        return transactions.call(scope, () -> {
            UUID id = UUID.randomUUID();
            List<String> content = List.of(caseId.toString(), name, String.valueOf(length));
            Optional<ArtifactEntity> earlier = keys.claim(scope, caller, "createUpload", idempotencyKey, content, id)
                    .map(made -> artifacts.findByIdOptional(made).orElseThrow(IngestProblem.UPLOAD_EXPIRED::exception));
            if (earlier.isPresent()) {
                return new Position(earlier.get().id, 0, length, earlier.get().expiresAt);
            }
            artifacts.lockQuota(owner.tenantId());
            long limit = config.tenantLimit().asLongValue();
            long free = Math.max(0, limit - artifacts.usedBytes(owner.tenantId()));
            if (length > free) {
                throw IngestProblem.QUOTA_EXCEEDED.exception(
                        Map.of("bytes", length, "freeBytes", free, "limitBytes", limit));
            }
            ArtifactEntity fresh = new ArtifactEntity();
            fresh.id = id;
            fresh.providerId = owner.providerId();
            fresh.tenantId = owner.tenantId();
            fresh.caseId = caseId;
            fresh.name = name;
            fresh.bytes = length;
            fresh.kind = "unknown";
            fresh.createdAt = Instant.now(clock);
            fresh.expiresAt = fresh.createdAt.plus(config.uploadExpiry());
            fresh.state = length == 0 ? ArtifactState.INSPECTING : ArtifactState.UPLOADING;
            // The store hears of it with the first byte, so nothing is left there where this transaction fails.
            artifacts.persist(fresh);
            if (length == 0) {
                tasks.submitInspection(fresh.ref(), artifacts.inspecting(owner.tenantId()));
            } else {
                tasks.submitExpiry(fresh.ref(), fresh.expiresAt);
            }
            return new Position(fresh.id, 0, length, fresh.expiresAt);
        });
    }

    /** How much has arrived. */
    Position position(Caller caller, UUID uploadId) {
        ArtifactEntity entity = find(caller, uploadId);
        if (entity.state == ArtifactState.EXPIRED) {
            throw IngestProblem.UPLOAD_EXPIRED.exception();
        }
        long received = entity.state == ArtifactState.UPLOADING ? received(entity) : entity.bytes;
        if (entity.state == ArtifactState.UPLOADING && received == entity.bytes) {
            // The process died between the last byte and the note of it.
            complete(entity);
        }
        return new Position(entity.id, received, entity.bytes, entity.expiresAt);
    }

    /**
     * Appends {@code body} at {@code offset}. Where the connection breaks, what arrived before is kept; with a checksum
     * all of the body counts or nothing.
     *
     * @param announced bytes of {@code body} as its header says; -1 where it does not
     */
    Position append(Caller caller, UUID uploadId, long offset, long announced, Checksum checksum, InputStream body) {
        ArtifactEntity entity = findOpen(caller, uploadId);
        try (ArtifactStore.Appender appender = appender(entity)) {
            if (appender == null) {
                throw IngestProblem.UPLOAD_LOCKED.exception();
            }
            // Nobody else ends the upload while the right to append is held here; before that somebody may have.
            findOpen(caller, uploadId);
            long present = store.receivedBytes(entity.key());
            if (present != offset) {
                throw IngestProblem.UPLOAD_OFFSET_MISMATCH.exception(Map.of("receivedBytes", present));
            }
            if (announced > entity.bytes - offset) {
                throw tooLong(entity, offset);
            }
            long received = copy(entity, appender, offset, checksum, body);
            if (received == entity.bytes) {
                complete(entity);
                return new Position(entity.id, received, entity.bytes, entity.expiresAt);
            }
            return new Position(entity.id, received, entity.bytes, prolong(entity));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private ArtifactStore.Appender appender(ArtifactEntity entity) {
        try {
            return store.appender(entity.key());
        } catch (IOException full) {
            LOG.errorf(full, "cannot open artifact %s for writing", entity.id);
            throw IngestProblem.STORE_FULL.exception(Map.of("receivedBytes", received(entity)));
        }
    }

    private static ProblemException tooLong(ArtifactEntity entity, long offset) {
        return IngestProblem.UPLOAD_TOO_LONG.exception(Map.of("bytes", entity.bytes, "receivedBytes", offset));
    }

    /** Gives an upload up and removes what arrived. A finished file is deleted through its case instead. */
    void terminate(Caller caller, UUID uploadId) {
        ArtifactEntity found = find(caller, uploadId);
        if (found.state != ArtifactState.UPLOADING) {
            throw IngestProblem.UPLOAD_FINISHED.exception(Map.of("bytes", found.bytes));
        }
        transactions.run(caller.scope(), () -> {
            artifacts.deleteById(uploadId);
            tasks.submitRemoval(found.ref());
        });
    }

    /** Called when an upload's time is over; does nothing where it went on or was completed meanwhile. */
    void expire(ArtifactRef ref) {
        try (ArtifactStore.Appender appender = store.appender(ref.key())) {
            boolean isRunning = appender == null;
            transactions.run(ref.scope(), () -> {
                ArtifactEntity entity = artifacts.findById(ref.artifactId(), LockModeType.PESSIMISTIC_WRITE);
                if (entity != null && entity.state == ArtifactState.UPLOADING) {
                    expire(entity, isRunning);
                } else if (entity == null || !entity.state.keepsBytes()) {
                    // Asking for the right to append has started the file anew.
                    tasks.submitRemoval(ref);
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** One request may take longer than an upload may rest: while bytes arrive it is not over. */
    private void expire(ArtifactEntity entity, boolean isRunning) {
        Instant now = Instant.now(clock);
        if (isRunning || entity.expiresAt.isAfter(now)) {
            Instant next = entity.expiresAt.isAfter(now) ? entity.expiresAt : now.plus(config.uploadExpiry());
            tasks.submitExpiry(entity.ref(), next);
            return;
        }
        entity.state = ArtifactState.EXPIRED;
        entity.reasonCode = ArtifactReason.EXPIRED.code();
        tasks.submitRemoval(entity.ref());
    }

    private long copy(
            ArtifactEntity entity, ArtifactStore.Appender appender, long offset, Checksum checksum, InputStream body)
            throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long received = offset;
        boolean isBroken = false;
        while (true) {
            int read;
            try {
                read = body.read(buffer);
            } catch (IOException connectionBroke) {
                isBroken = true;
                break;
            }
            if (read < 0) {
                break;
            }
            if (read > entity.bytes - received) {
                appender.truncate(offset);
                appender.flush();
                throw tooLong(entity, offset);
            }
            try {
                appender.write(buffer, read);
            } catch (IOException full) {
                LOG.errorf(full, "cannot append to artifact %s", entity.id);
                appender.flush();
                throw IngestProblem.STORE_FULL.exception(Map.of("receivedBytes", received));
            }
            checksum.update(buffer, read);
            received += read;
        }
        if (!checksum.matches()) {
            appender.truncate(offset);
            appender.flush();
            throw IngestProblem.CHECKSUM_MISMATCH.exception(Map.of("receivedBytes", offset));
        }
        appender.flush();
        if (isBroken) {
            LOG.debugf("upload %s broke off after %d bytes", entity.id, received);
        }
        return received;
    }

    private void complete(ArtifactEntity entity) {
        transactions.run(entity.ref().scope(), () -> {
            ArtifactEntity present = present(entity);
            if (present.state == ArtifactState.UPLOADING) {
                tasks.submitInspection(entity.ref(), artifacts.inspecting(entity.tenantId));
                present.state = ArtifactState.INSPECTING;
            }
        });
    }

    private Instant prolong(ArtifactEntity entity) {
        return transactions.call(entity.ref().scope(), () -> {
            ArtifactEntity present = present(entity);
            present.expiresAt = Instant.now(clock).plus(config.uploadExpiry());
            return present.expiresAt;
        });
    }

    /** The row as it is now, locked; an upload that was given up meanwhile is as unknown as any other. */
    private ArtifactEntity present(ArtifactEntity entity) {
        return artifacts
                .findByIdOptional(entity.id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(CommonProblem.NOT_FOUND::exception);
    }

    /** An upload that still takes bytes. */
    private ArtifactEntity findOpen(Caller caller, UUID uploadId) {
        ArtifactEntity entity = find(caller, uploadId);
        return switch (entity.state) {
            case UPLOADING -> entity;
            case EXPIRED -> throw IngestProblem.UPLOAD_EXPIRED.exception();
            case INSPECTING, READY, REFUSED, DUPLICATE ->
                throw IngestProblem.UPLOAD_FINISHED.exception(Map.of("bytes", entity.bytes));
        };
    }

    private ArtifactEntity find(Caller caller, UUID uploadId) {
        return transactions.call(
                caller.scope(),
                () -> artifacts.findByIdOptional(uploadId).orElseThrow(CommonProblem.NOT_FOUND::exception));
    }

    private void requireRoom(long length) {
        long limit = config.fileLimit().asLongValue();
        if (length > limit) {
            throw IngestProblem.FILE_TOO_LARGE.exception(Map.of("bytes", length, "maxFileBytes", limit));
        }
    }

    private long received(ArtifactEntity entity) {
        try {
            return store.receivedBytes(entity.key());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
