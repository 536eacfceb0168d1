package io.firewitness.platform.signature;

import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * The public keys whose signatures this installation believes. Documents are compact JWS (RFC 7515 section 7.1), signed with Ed25519
 * (RFC 8037 section 3.1) under a key that the header names by {@code kid}. Nothing else is accepted: an algorithm that the document
 * chooses is the usual way around a signature. Immutable.
 */
public final class TrustedKeys {
    private static final AlgorithmConstraints ED25519 =
            new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA);

    private final List<JsonWebKey> keys;

    private TrustedKeys(List<JsonWebKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * What was signed, and with which key.
     *
     * @param payload the signed text, read as UTF-8
     * @param keyId the {@code kid} of the key
     */
    public record Signed(String payload, String keyId) {}

    /**
     * Reads a JWK set (RFC 7517 section 5).
     *
     * @param jwks the set; blank for no key at all
     * @throws IllegalArgumentException where it is no JWK set, or a key has no {@code kid}
     */
    public static TrustedKeys of(String jwks) {
        if (jwks == null || jwks.isBlank()) {
            return new TrustedKeys(List.of());
        }
        try {
            List<JsonWebKey> keys = new JsonWebKeySet(jwks).getJsonWebKeys();
            if (keys.stream().anyMatch(key -> key.getKeyId() == null)) {
                throw new IllegalArgumentException("a key of the JWK set has no kid");
            }
            return new TrustedKeys(keys);
        } catch (JoseException unreadable) {
            throw new IllegalArgumentException(
                    "the trusted keys are no JWK set: " + unreadable.getMessage(), unreadable);
        }
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /**
     * Verifies a document.
     *
     * @throws UntrustedException where it was not signed with one of these keys
     */
    public Signed verify(String document) throws UntrustedException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(ED25519);
        try {
            signature.setCompactSerialization(document.strip());
            String keyId = signature.getKeyIdHeaderValue();
            JsonWebKey key = keys.stream()
                    .filter(candidate -> candidate.getKeyId().equals(keyId))
                    .findFirst()
                    .orElseThrow(() -> new UntrustedException("its key " + keyId + " is not trusted here"));
            signature.setKey(key.getKey());
            if (!signature.verifySignature()) {
                throw new UntrustedException("its signature is wrong: it was changed after it was signed");
            }
            return new Signed(signature.getPayload(), keyId);
        } catch (JoseException unreadable) {
            throw new UntrustedException("it is no signed document: " + unreadable.getMessage());
        }
    }
}
