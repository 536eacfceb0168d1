package io.firewitness.ingest.artifact;

import io.firewitness.ingest.IngestProblem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** The checksum of one PATCH (tus 1.0.0, extension checksum): {@code sha256 <Base64>} or {@code sha1 <Base64>}. */
final class Checksum {
    /** What OPTIONS announces. */
    static final String ALGORITHMS = "sha256,sha1";

    private static final Map<String, String> NAMES = Map.of("sha256", "SHA-256", "sha1", "SHA-1");

    private final MessageDigest digest;
    private final byte[] expected;

    private Checksum(MessageDigest digest, byte[] expected) {
        this.digest = digest;
        this.expected = expected;
    }

    /** Reads the header {@code Upload-Checksum}; null means that there is none, which matches everything. */
    static Checksum parse(String header) {
        if (header == null) {
            return new Checksum(null, null);
        }
        String[] parts = header.strip().split(" ", 2);
        String algorithm = NAMES.get(parts[0]);
        if (parts.length != 2 || algorithm == null) {
            throw IngestProblem.CHECKSUM_UNSUPPORTED.exception();
        }
        try {
            return new Checksum(
                    MessageDigest.getInstance(algorithm), Base64.getDecoder().decode(parts[1].strip()));
        } catch (IllegalArgumentException notBase64) {
            throw IngestProblem.CHECKSUM_UNSUPPORTED.exception();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void update(byte[] bytes, int length) {
        if (digest != null) {
            digest.update(bytes, 0, length);
        }
    }

    boolean matches() {
        return digest == null || MessageDigest.isEqual(digest.digest(), expected);
    }
}
