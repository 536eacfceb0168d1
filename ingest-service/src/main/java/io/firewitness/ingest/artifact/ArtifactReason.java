package io.firewitness.ingest.artifact;

import java.util.Locale;

/** Why a file was not kept, or what is remarkable about it. The portal words it by the message key {@code reason.<code>}. */
public enum ArtifactReason {
    /** No byte in it; nothing was kept. */
    EMPTY,
    /** Neither a capture nor a log; nothing was kept. */
    NOT_RECOGNISED,
    /** Kept and read as a log. */
    NAMED_CAPTURE_BUT_TEXT,
    /** The tenant has the same bytes already. */
    DUPLICATE,
    /** Not continued in time; nothing was kept. */
    EXPIRED;

    /** Stable; stored and sent. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
