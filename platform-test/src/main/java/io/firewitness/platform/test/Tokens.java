package io.firewitness.platform.test;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Signed access tokens with the claims that Keycloak writes. The services under test verify them with {@link #publicKey}. */
public final class Tokens {
    /** The {@code iss} of every token. */
    public static final String ISSUER = "https://keycloak.test/realms/firewitness";

    private static final KeyPair KEYS = generate();

    private Tokens() {}

    /** A token of {@code persona}, valid for ten minutes. */
    public static String of(Persona persona) {
        return claims(persona).sign(KEYS.getPrivate());
    }

    /** A token of {@code persona} that expired a minute ago. */
    public static String expired(Persona persona) {
        Instant now = Instant.now();
        return claims(persona)
                .issuedAt(now.minus(Duration.ofMinutes(10)))
                .expiresAt(now.minus(Duration.ofMinutes(1)))
                .sign(KEYS.getPrivate());
    }

    /** The verification key: X.509, Base64, without PEM armour, as {@code quarkus.oidc.public-key} takes it. */
    public static String publicKey() {
        RSAPublicKey key = (RSAPublicKey) KEYS.getPublic();
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static JwtClaimsBuilder claims(Persona persona) {
        JwtClaimsBuilder claims = Jwt.claims()
                .issuer(ISSUER)
                .subject("sub-" + persona.name().toLowerCase(java.util.Locale.ROOT))
                .preferredUserName(persona.name().toLowerCase(java.util.Locale.ROOT))
                .expiresIn(Duration.ofMinutes(10))
                .claim("name", persona.displayName())
                .claim("realm_access", Map.of("roles", List.of(persona.role())));
        if (persona.organization() != null) {
            claims.claim("organization", organization(persona.organization()));
        }
        return claims;
    }

    private static Map<String, Object> organization(Persona.Organization organization) {
        Map<String, Object> body = new HashMap<>();
        body.put("id", organization.id().toString());
        body.put("title", List.of(organization.title()));
        if (organization.provider() == null) {
            body.put("kind", List.of("provider"));
        } else {
            body.put("kind", List.of("tenant"));
            body.put("provider", List.of(organization.provider().id().toString()));
        }
        return Map.of(organization.name().toLowerCase(java.util.Locale.ROOT), body);
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
