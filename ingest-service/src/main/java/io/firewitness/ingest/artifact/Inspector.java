package io.firewitness.ingest.artifact;

import io.firewitness.engine.ContentType;
import io.firewitness.ingest.cases.CaseService;
import io.firewitness.ingest.event.AnalysisEvent;
import io.firewitness.ingest.event.Outbox;
import io.firewitness.ingest.store.ArtifactStore;
import io.firewitness.platform.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at a complete file: hashes it, recognises its type by content, finds duplicates, decides its fate. Runs in the
 * background and may run twice; the second time it finds nothing to do.
 */
@ApplicationScoped
class Inspector {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final Set<String> CAPTURE_ENDINGS = Set.of("pcap", "pcapng", "cap", "snoop");

    private final TenantTransaction transactions;
    private final ArtifactRepository artifacts;
    private final CaseService cases;
    private final ArtifactStore store;
    private final Outbox outbox;
    private final ArtifactTasks tasks;

    Inspector(
            TenantTransaction transactions,
            ArtifactRepository artifacts,
            CaseService cases,
            ArtifactStore store,
            Outbox outbox,
            ArtifactTasks tasks) {
        this.transactions = transactions;
        this.artifacts = artifacts;
        this.cases = cases;
        this.store = store;
        this.outbox = outbox;
        this.tasks = tasks;
    }

    void inspect(ArtifactRef ref) {
        Optional<String> name = transactions.call(
                ref.scope(),
                () -> artifacts
                        .findByIdOptional(ref.artifactId())
                        .filter(found -> found.state == ArtifactState.INSPECTING)
                        .map(found -> found.name));
        if (name.isEmpty()) {
            return;
        }
        try {
            Look look = look(ref.key(), name.get());
            transactions.run(ref.scope(), () -> {
                if (!decide(ref, look)) {
                    tasks.submitRemoval(ref);
                }
            });
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** What the bytes say. */
    private record Look(String sha256, ContentType type) {}

    private Look look(ArtifactStore.Key key, String name) throws IOException {
        long size = store.receivedBytes(key);
        if (size == 0) {
            return new Look(HexFormat.of().formatHex(sha256().digest()), ContentType.detect(new byte[0]));
        }
        MessageDigest sha256 = sha256();
        byte[] head;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream bytes = store.open(key, 0)) {
            int read = bytes.readNBytes(buffer, 0, buffer.length);
            head = Arrays.copyOf(buffer, Math.min(read, ContentType.headBytes(buffer, read)));
            while (read > 0) {
                sha256.update(buffer, 0, read);
                read = bytes.readNBytes(buffer, 0, buffer.length);
            }
        }
        try (InputStream bytes = store.open(key, Math.max(0, size - ContentType.END_BYTES))) {
            byte[] end = bytes.readNBytes(ContentType.END_BYTES);
            return new Look(
                    HexFormat.of().formatHex(sha256.digest()),
                    ContentType.detect(head).orPart(name, end));
        }
    }

    /** True where the bytes are kept. */
    private boolean decide(ArtifactRef ref, Look look) {
        Optional<ArtifactEntity> found = artifacts.findByIdOptional(ref.artifactId(), LockModeType.PESSIMISTIC_WRITE);
        if (found.isEmpty()) {
            return false;
        }
        ArtifactEntity entity = found.get();
        // One at a time per tenant, else two copies of one file could both become ready.
        artifacts.lockQuota(entity.tenantId);
        entity.sha256 = look.sha256();
        entity.kind = look.type().kind().wire();
        entity.format = look.type().format();
        if (entity.bytes == 0 || look.type().kind() == ContentType.Kind.UNKNOWN) {
            entity.state = ArtifactState.REFUSED;
            entity.reasonCode = (entity.bytes == 0 ? ArtifactReason.EMPTY : ArtifactReason.NOT_RECOGNISED).code();
            return false;
        }
        Optional<ArtifactEntity> same = artifacts.readyWith(entity.tenantId, look.sha256());
        if (same.isPresent()) {
            entity.state = ArtifactState.DUPLICATE;
            entity.reasonCode = ArtifactReason.DUPLICATE.code();
            entity.duplicateOfCase = same.get().caseId;
            entity.duplicateOfArtifact = same.get().id;
            return false;
        }
        entity.state = ArtifactState.READY;
        if (look.type().kind() == ContentType.Kind.LOG && hasCaptureName(entity.name)) {
            entity.reasonCode = ArtifactReason.NAMED_CAPTURE_BUT_TEXT.code();
        }
        outbox.publish(AnalysisEvent.artifactReady(
                cases.inScope(entity.caseId), entity.toDomain(entity.bytes), cases.nextSetVersion(entity.caseId)));
        return true;
    }

    private static boolean hasCaptureName(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return CAPTURE_ENDINGS.contains(ending);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
