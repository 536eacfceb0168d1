package io.firewitness.platform.idempotency;

import io.firewitness.platform.identity.Caller;
import io.firewitness.platform.problem.CommonProblem;
import io.firewitness.platform.tenancy.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Remembers which resource a creating call with {@code Idempotency-Key} made (draft-ietf-httpapi-idempotency-key-header). The key
 * is stored in the transaction that creates the resource, so both exist or neither. Keys count per tenant, person and operation.
 */
@ApplicationScoped
public class IdempotencyKeys {
    /** Long enough for a client that was switched off over a week-end. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final EntityManager entities;
    private final Clock clock;

    IdempotencyKeys(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * Takes a key for the resource about to be created; call it in the running transaction, limited to {@code owner}. A concurrent
     * call with the same key waits for the first one's outcome.
     *
     * @param owner the tenant that will own the resource
     * @param operation name of the operation, for example {@code openCase}
     * @param key the header's value; null where there was none, then nothing is remembered
     * @param content what the call asks for, to tell a repetition from a reused key
     * @param fresh id of the resource about to be created
     * @return the id that an earlier call with this key created; empty where the caller shall create {@code fresh}
     * @throws io.firewitness.platform.problem.ProblemException 422 {@code idempotency-key-reused} where the key was used for
     *     something else
     */
    public Optional<UUID> claim(
            Scope owner, Caller caller, String operation, String key, List<String> content, UUID fresh) {
        if (key == null) {
            return Optional.empty();
        }
        UUID tenant = owner.tenantId().orElseThrow();
        String digest = digest(content);
        Instant now = Instant.now(clock);
        entities.createNativeQuery("delete from idempotency_key where tenant_id = :tenant and created_at < :old")
                .setParameter("tenant", tenant)
                .setParameter("old", Timestamp.from(now.minus(KEPT)))
                .executeUpdate();
        int taken = entities.createNativeQuery("""
                        insert into idempotency_key (provider_id, tenant_id, operation, caller, key, content_sha256,
                                                     resource_id, created_at)
                        values (:provider, :tenant, :operation, :caller, :key, :content, :resource, :at)
                        on conflict do nothing""")
                .setParameter("provider", owner.providerId())
                .setParameter("tenant", tenant)
                .setParameter("operation", operation)
                .setParameter("caller", caller.subject())
                .setParameter("key", key)
                .setParameter("content", digest)
                .setParameter("resource", fresh)
                .setParameter("at", Timestamp.from(now))
                .executeUpdate();
        if (taken == 1) {
            return Optional.empty();
        }
        Object[] earlier = (Object[]) entities.createNativeQuery("""
                        select content_sha256, resource_id from idempotency_key
                        where tenant_id = :tenant and operation = :operation and caller = :caller and key = :key""")
                .setParameter("tenant", tenant)
                .setParameter("operation", operation)
                .setParameter("caller", caller.subject())
                .setParameter("key", key)
                .getSingleResult();
        if (!digest.equals(earlier[0])) {
            throw CommonProblem.IDEMPOTENCY_KEY_REUSED.exception();
        }
        return Optional.of((UUID) earlier[1]);
    }

    /** Each part is preceded by its length, so that no two lists of parts read alike. */
    private static String digest(List<String> content) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String part : content) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha256.update(bytes);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
