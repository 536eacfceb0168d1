package io.firewitness.engine;

/**
 * Hears how far a run is. Called often and from the running thread; must be quick. May throw to stop the run.
 */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (stage, artifactId, bytesDone, bytesTotal) -> {};

    /**
     * Called about once per MiB and at each change of stage.
     *
     * @param stage {@code reading}, {@code judging} or {@code done}
     * @param artifactId the artifact being read, or null between artifacts
     * @param bytesDone bytes read of that artifact
     * @param bytesTotal its size, or -1 where unknown
     */
    void update(String stage, String artifactId, long bytesDone, long bytesTotal);
}
