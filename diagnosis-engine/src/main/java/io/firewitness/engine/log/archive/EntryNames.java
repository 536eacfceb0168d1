package io.firewitness.engine.log.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Judges names of entries. They are never used as paths, but they are shown, and copied into commands by people. */
final class EntryNames {
    private static final int LONGEST = 512;
    private static final Pattern LEADS_OUT = Pattern.compile("(?:^|[/\\\\])\\.\\.(?:[/\\\\]|$)|^[/\\\\]|^[A-Za-z]:");
    private static final Pattern RESERVED = Pattern.compile(
            "(?i)(?:^|[/\\\\])(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\\.[^/\\\\]*)?$|[. ](?:[/\\\\]|$)");

    private final UnaryOperator<String> redactor;
    /** Digests: a hundred thousand names may be longer than the memory for all of them. */
    private final Set<Long> seen = new HashSet<>();

    private final Set<String> redacted = new HashSet<>();

    /** {@code redactor}: removes secrets from what is shown. */
    EntryNames(UnaryOperator<String> redactor) {
        this.redactor = redactor;
    }

    /** Key of the sentence that says why an entry of this name is left out, or null where the name is usable. */
    String refusal(String name) {
        if (name.isEmpty()
                || name.length() > LONGEST
                || LEADS_OUT.matcher(name).find()
                || RESERVED.matcher(name).find()) {
            return "artifact.entry-name";
        }
        return seen.add(digest(name.toLowerCase(Locale.ROOT))) ? null : "artifact.entry-twice";
    }

    private static long digest(String name) {
        try {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** The name as it may be shown, without secrets; still unlike any other of the archive. */
    String shown(String name) {
        String plain = plain(name);
        String safe = redactor.apply(plain);
        if (safe.equals(plain)) {
            return plain;
        }
        String numbered = safe;
        for (int i = 2; !redacted.add(numbered); i++) {
            numbered = safe + "~" + i;
        }
        return numbered;
    }

    private static String plain(String name) {
        String cut = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        StringBuilder out = new StringBuilder(cut.length());
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            boolean isBad =
                    Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || Character.isSurrogate(c);
            out.append(isBad ? '?' : c == '\\' ? '/' : c);
        }
        return out.toString();
    }
}
