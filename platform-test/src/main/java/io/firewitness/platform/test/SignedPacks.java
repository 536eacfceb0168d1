package io.firewitness.platform.test;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Signs rule packs with a key that services under test trust; it is written here for all to read and good for nothing else. */
public final class SignedPacks {
    private static final String KEY = """
            {"kty": "OKP", "crv": "Ed25519", "kid": "test", "d": "vSnrbDu1d53OmibTnX07DG78KEbSVbaDysrlA5BeJPc", "x": "yDMVpN6adhM-TVawG2SSXUMxiH36NK1GH6DfStYh1OQ"}""";

    private SignedPacks() {}

    /** The public key as a JWK set. */
    public static String trustedKeys() {
        return "{\"keys\": [" + key().toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY) + "]}";
    }

    /** The pack as a compact JWS. */
    public static String sign(String pack) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(pack);
        signature.setKeyIdHeaderValue("test");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        signature.setKey(key().getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static OctetKeyPairJsonWebKey key() {
        try {
            return (OctetKeyPairJsonWebKey) JsonWebKey.Factory.newJwk(KEY);
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
