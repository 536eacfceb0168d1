package io.firewitness.knowledge.own;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a provider itself knows about one case, as far as the caller may see it.
 *
 * @param version changes with every entry that is added, changed, deleted or restored; equal versions mean equal entries for callers
 *     of the same provider and audience
 * @param entries oldest first
 */
public record CaseEntries(String version, List<OwnEntry> entries) {
    /** For callers of no provider: nothing. */
    public static final CaseEntries NONE = of(List.of());

    static CaseEntries of(List<OwnEntry> entries) {
        MessageDigest digest = sha256();
        // An entry never changes under the same version of it.
        entries.forEach(
                entry -> digest.update((entry.id() + ":" + entry.version() + ";").getBytes(StandardCharsets.US_ASCII)));
        return new CaseEntries(HexFormat.of().formatHex(digest.digest()), List.copyOf(entries));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
