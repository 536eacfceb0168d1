package io.firewitness.ingest.artifact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a file stands. Every file ends as ready, refused, duplicate or expired. */
public enum ArtifactState {
    UPLOADING,
    /** All bytes are here; hashed and recognised in the background. */
    INSPECTING,
    READY,
    /** Nothing was kept; the reason says why. */
    REFUSED,
    /** The tenant has the same bytes already; kept once. */
    DUPLICATE,
    /** Not continued in time; nothing was kept. */
    EXPIRED;

    /** Whether the store holds bytes of it, and its tenant's quota counts them. */
    boolean keepsBytes() {
        return switch (this) {
            case UPLOADING, INSPECTING, READY -> true;
            case REFUSED, DUPLICATE, EXPIRED -> false;
        };
    }

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
