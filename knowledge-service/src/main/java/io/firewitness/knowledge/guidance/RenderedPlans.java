package io.firewitness.knowledge.guidance;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.firewitness.platform.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers of the last minutes, in memory only. A plan depends on the request, the release and the provider's own entries, so an answer
 * is given again while all three are the same. It is kept under the caller's provider and tenant: what one provider was told is never
 * looked up for another. Safe for several threads.
 */
@ApplicationScoped
class RenderedPlans {
    /** Longer requests are rare, and reading them whole for a digest would cost more than it saves. */
    static final int LONGEST_REQUEST = 256 * 1024;

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final long MOST_BYTES = 32L * 1024 * 1024;
    /** What an entry costs beside its body. */
    private static final int OVERHEAD = 512;

    private final Cache<Key, Answer> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Answer answer) -> answer.body.length + OVERHEAD)
            .expireAfterWrite(KEPT)
            .build();

    /**
     * @param provider empty for callers of no provider
     * @param tenant the caller's own tenant, who sees what is shared only; empty for a provider's people
     * @param request digest of the request's bytes
     */
    record Key(
            String release,
            Optional<UUID> provider,
            Optional<UUID> tenant,
            String request,
            Locale language,
            GuidanceFormat format) {

        static Key of(String release, Optional<Caller> caller, byte[] request, Locale language, GuidanceFormat format) {
            return new Key(
                    release,
                    caller.map(Caller::providerId),
                    caller.flatMap(Caller::tenantId),
                    HexFormat.of().formatHex(sha256().digest(request)),
                    language,
                    format);
        }
    }

    /** A rendered plan. No record, as its body is an array; who gets it must not write to it. */
    static final class Answer {
        private final UUID tenant;
        private final String ownVersion;
        private final byte[] body;

        /**
         * @param tenant whose case it is, as the request says; null for unknown
         * @param ownVersion of the provider's own entries that the plan was made with
         */
        Answer(UUID tenant, String ownVersion, byte[] body) {
            this.tenant = tenant;
            this.ownVersion = ownVersion;
            this.body = body;
        }

        byte[] body() {
            return body;
        }
    }

    /**
     * The kept answer, or a new one where there is none or the provider's own entries have changed.
     *
     * @param ownVersion the present version of the provider's own entries for a tenant's case
     */
    byte[] get(Key key, Function<UUID, String> ownVersion, Supplier<Answer> made) {
        Answer known = kept.getIfPresent(key);
        if (known != null && known.ownVersion.equals(ownVersion.apply(known.tenant))) {
            return known.body;
        }
        Answer fresh = made.get();
        kept.put(key, fresh);
        return fresh.body;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
