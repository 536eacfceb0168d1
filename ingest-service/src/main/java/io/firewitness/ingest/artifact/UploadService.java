package io.firewitness.ingest.artifact;

import io.firewitness.ingest.IngestProblem;
import io.firewitness.ingest.cases.CaseService;
import io.firewitness.ingest.cases.SupportCase;
import io.firewitness.ingest.store.ArtifactStore;
import io.firewitness.ingest.store.StoreConfig;
import io.firewitness.platform.identity.Caller;
import io.firewitness.platform.problem.CommonProblem;
import io.firewitness.platform.tenancy.Scope;
import io.firewitness.platform.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
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
    private final Clock clock;

    UploadService(
            TenantTransaction transactions,
            ArtifactRepository artifacts,
            CaseService cases,
            ArtifactStore store,
            StoreConfig config,
            ArtifactTasks tasks,
            Clock clock) {
        this.transactions = transactions;
        this.artifacts = artifacts;
        this.cases = cases;
        this.store = store;
        this.config = config;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Where an upload stands. */
    record Position(UUID artifactId, long offset, long length, Instant expiresAt) {}

    /** Announces a file of {@code length} bytes; checks the quota before the first byte. */
    Position create(Caller caller, UUID caseId, String name, long length) {
        SupportCase owner = cases.find(caller, caseId);
        requireRoom(length);
        return transactions.call(Scope.tenant(owner.providerId(), owner.tenantId()), () -> {
            artifacts.lockQuota(owner.tenantId());
            long limit = config.tenantLimit().asLongValue();
            long free = Math.max(0, limit - artifacts.usedBytes(owner.tenantId()));
            if (length > free) {
                throw IngestProblem.QUOTA_EXCEEDED.exception(
                        Map.of("bytes", length, "freeBytes", free, "limitBytes", limit));
            }
            ArtifactEntity fresh = new ArtifactEntity();
            fresh.id = UUID.randomUUID();
            fresh.providerId = owner.providerId();
            fresh.tenantId = owner.tenantId();
            fresh.caseId = caseId;
            fresh.name = name;
            fresh.bytes = length;
            fresh.kind = "unknown";
            fresh.createdAt = now();
            fresh.expiresAt = fresh.createdAt.plus(config.uploadExpiry());
            fresh.state = length == 0 ? ArtifactState.INSPECTING : ArtifactState.UPLOADING;
            try {
                store.create(fresh.key());
            } catch (IOException full) {
                LOG.errorf("cannot create an artifact: %s", full.getMessage());
                throw IngestProblem.STORE_FULL.exception(Map.of("receivedBytes", 0L));
            }
            artifacts.persist(fresh);
            ArtifactRef ref = new ArtifactRef(fresh.providerId, fresh.tenantId, fresh.id);
            if (length == 0) {
                tasks.submitInspection(ref);
            } else {
                tasks.submitExpiry(ref, fresh.expiresAt);
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
     */
    Position append(Caller caller, UUID uploadId, long offset, Checksum checksum, InputStream body) {
        ArtifactEntity entity = find(caller, uploadId);
        switch (entity.state) {
            case UPLOADING -> {}
            case EXPIRED -> throw IngestProblem.UPLOAD_EXPIRED.exception();
            default -> throw IngestProblem.UPLOAD_FINISHED.exception(Map.of("bytes", entity.bytes));
        }
        long received;
        try (ArtifactStore.Appender appender = store.appender(entity.key())) {
            if (appender == null) {
                throw IngestProblem.UPLOAD_LOCKED.exception();
            }
            long present = store.receivedBytes(entity.key());
            if (present != offset) {
                throw IngestProblem.UPLOAD_OFFSET_MISMATCH.exception(Map.of("receivedBytes", present));
            }
            received = copy(entity, appender, offset, checksum, body);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        if (received == entity.bytes) {
            complete(entity);
            return new Position(entity.id, received, entity.bytes, entity.expiresAt);
        }
        return new Position(entity.id, received, entity.bytes, prolong(entity));
    }

    /** Gives an upload up and removes what arrived. A finished file is deleted through its case instead. */
    void terminate(Caller caller, UUID uploadId) {
        ArtifactEntity found = find(caller, uploadId);
        if (found.state != ArtifactState.UPLOADING) {
            throw IngestProblem.UPLOAD_FINISHED.exception(Map.of("bytes", found.bytes));
        }
        transactions.run(caller.scope(), () -> artifacts.deleteById(uploadId));
        delete(found.key());
    }

    /** Called when an upload's time is over; does nothing where it went on or was completed meanwhile. */
    void expire(ArtifactRef ref) {
        ArtifactStore.Key key = new ArtifactStore.Key(ref.tenantId(), ref.artifactId());
        boolean isOver = transactions.call(ref.scope(), () -> {
            ArtifactEntity entity = artifacts.findById(ref.artifactId(), LockModeType.PESSIMISTIC_WRITE);
            if (entity == null || entity.state != ArtifactState.UPLOADING) {
                return false;
            }
            if (entity.expiresAt.isAfter(now())) {
                tasks.submitExpiry(ref, entity.expiresAt);
                return false;
            }
            entity.state = ArtifactState.EXPIRED;
            entity.reasonCode = "expired";
            return true;
        });
        if (isOver) {
            delete(key);
        }
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
                throw CommonProblem.TOO_LARGE.exception();
            }
            try {
                appender.write(buffer, read);
            } catch (IOException full) {
                LOG.errorf("cannot append to an artifact: %s", full.getMessage());
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
        ArtifactRef ref = new ArtifactRef(entity.providerId, entity.tenantId, entity.id);
        transactions.run(ref.scope(), () -> {
            ArtifactEntity locked = artifacts.findById(entity.id, LockModeType.PESSIMISTIC_WRITE);
            if (locked != null && locked.state == ArtifactState.UPLOADING) {
                locked.state = ArtifactState.INSPECTING;
                tasks.submitInspection(ref);
            }
        });
    }

    private Instant prolong(ArtifactEntity entity) {
        return transactions.call(Scope.tenant(entity.providerId, entity.tenantId), () -> {
            ArtifactEntity present = artifacts.findById(entity.id);
            if (present == null) {
                return entity.expiresAt;
            }
            present.expiresAt = now().plus(config.uploadExpiry());
            return present.expiresAt;
        });
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

    private void delete(ArtifactStore.Key key) {
        try {
            store.delete(key);
        } catch (IOException stillThere) {
            throw new UncheckedIOException(stillThere);
        }
    }

    private Instant now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
    }
}
