package io.firewitness.platform.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class TrustedKeysTest {
    private final OctetKeyPairJsonWebKey ours = key("ours");
    private final OctetKeyPairJsonWebKey theirs = key("theirs");
    private final TrustedKeys trusted =
            TrustedKeys.of(new JsonWebKeySet(ours).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));

    @Test
    void aDocumentSignedByATrustedKeyGivesItsText() throws Exception {
        TrustedKeys.Signed signed = trusted.verify(sign(ours, "ours") + "\n");
        assertThat(signed.payload()).isEqualTo("{\"version\": 1}");
        assertThat(signed.keyId()).isEqualTo("ours");
    }

    @Test
    void anotherKeyIsNotTrustedWhateverItIsCalled() throws Exception {
        assertThatThrownBy(() -> trusted.verify(sign(theirs, "theirs")))
                .hasMessage("its key theirs is not trusted here");
        assertThatThrownBy(() -> trusted.verify(sign(theirs, "ours"))).hasMessageStartingWith("its signature is wrong");
    }

    @Test
    void aChangedDocumentIsNotTrusted() throws Exception {
        String[] parts = sign(ours, "ours").split("\\.", -1);
        String changed = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"version\": 2}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> trusted.verify(parts[0] + "." + changed + "." + parts[2]))
                .isInstanceOf(UntrustedException.class)
                .hasMessageStartingWith("its signature is wrong");
    }

    @Test
    void theDocumentDoesNotChooseTheAlgorithm() throws Exception {
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"kid\":\"ours\"}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> trusted.verify(none + ".e30.")).isInstanceOf(UntrustedException.class);
        // The public key as a shared secret: the classic confusion of asymmetric and symmetric algorithms.
        JsonWebSignature confused = new JsonWebSignature();
        confused.setPayload("{}");
        confused.setKeyIdHeaderValue("ours");
        confused.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        confused.setKey(new HmacKey(ours.getPublicKey().getEncoded()));
        String document = confused.getCompactSerialization();
        assertThatThrownBy(() -> trusted.verify(document)).isInstanceOf(UntrustedException.class);
    }

    @Test
    void whatIsNoDocumentIsNotTrusted() {
        for (String document : new String[] {"", "{}", "a.b", "a.b.c", "....", "\u0000"}) {
            assertThatThrownBy(() -> trusted.verify(document)).as(document).isInstanceOf(UntrustedException.class);
        }
    }

    @Test
    void noKeysTrustNobodyAndDamagedKeysEndTheStart() throws Exception {
        assertThat(TrustedKeys.of(" ").isEmpty()).isTrue();
        assertThatThrownBy(() -> TrustedKeys.of("").verify(sign(ours, "ours"))).isInstanceOf(UntrustedException.class);
        assertThatThrownBy(() -> TrustedKeys.of("{")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String sign(OctetKeyPairJsonWebKey key, String keyId) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload("{\"version\": 1}");
        signature.setKeyIdHeaderValue(keyId);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        signature.setKey(key.getPrivateKey());
        return signature.getCompactSerialization();
    }

    private static OctetKeyPairJsonWebKey key(String id) {
        try {
            OctetKeyPairJsonWebKey key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            key.setKeyId(id);
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
