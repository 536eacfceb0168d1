package io.firewitness.ingest.artifact;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.firewitness.ingest.store.ArtifactStore;
import io.firewitness.platform.work.DurableTask;
import io.firewitness.platform.work.DurableWork;
import io.firewitness.platform.work.FairShare;
import io.firewitness.platform.work.GrowingPauses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/** The background work on artifacts. */
@ApplicationScoped
class ArtifactTasks {
    private static final String INSPECT = "inspect-artifact";
    private static final String EXPIRE = "expire-upload";
    private static final String REMOVE = "remove-bytes";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final double PAUSE_GROWTH = 1.5;

    private final Instance<DurableWork> work;

    ArtifactTasks(Instance<DurableWork> work) {
        this.work = work;
    }

    /** @param waiting files of the tenant that wait for their inspection already */
    void submitInspection(ArtifactRef ref, long waiting) {
        work.get()
                .submit(new TaskInstance.Builder<ArtifactRef>(
                                INSPECT, ref.artifactId().toString())
                        .data(ref)
                        .priority(FairShare.priority(waiting))
                        .build());
    }

    /** A further look at whether the upload is still being continued; each look has its own id. */
    void submitExpiry(ArtifactRef ref, Instant due) {
        work.get().submit(new TaskInstance<>(EXPIRE, ref.artifactId() + "@" + UUID.randomUUID(), ref), due);
    }

    /** Removes the bytes of an artifact whose row is gone or says that nothing is kept; a crash cannot leave them behind. */
    void submitRemoval(ArtifactRef ref) {
        work.get().submit(new TaskInstance<>(REMOVE, ref.artifactId().toString(), ref));
    }

    private static Task<?> task(String name, Consumer<ArtifactRef> work) {
        return Tasks.oneTime(name, ArtifactRef.class)
                .onFailure(again())
                .execute((instance, context) -> work.accept(instance.getData()));
    }

    private static FailureHandler<ArtifactRef> again() {
        return new GrowingPauses<>(FIRST_PAUSE, PAUSE_GROWTH);
    }

    /** Inspects a complete file. */
    @Singleton
    static class Inspection implements DurableTask {
        private final Inspector inspector;
        private final FairShare shares;

        Inspection(Inspector inspector, FairShare shares) {
            this.inspector = inspector;
            this.shares = shares;
        }

        @Override
        public Task<?> task() {
            return shares.limited(
                    Tasks.custom(INSPECT, ArtifactRef.class).onFailure(again()),
                    ArtifactRef::tenantId,
                    inspector::inspect);
        }
    }

    /** Removes bytes that nothing refers to any more. */
    @Singleton
    static class Removal implements DurableTask {
        private final ArtifactStore store;

        Removal(ArtifactStore store) {
            this.store = store;
        }

        @Override
        public Task<?> task() {
            return ArtifactTasks.task(REMOVE, ref -> {
                try {
                    store.delete(ref.key());
                } catch (IOException stillThere) {
                    throw new UncheckedIOException(stillThere);
                }
            });
        }
    }

    /** Removes an upload that nobody continues. */
    @Singleton
    static class Expiry implements DurableTask {
        private final UploadService uploads;

        Expiry(UploadService uploads) {
            this.uploads = uploads;
        }

        @Override
        public Task<?> task() {
            return ArtifactTasks.task(EXPIRE, uploads::expire);
        }
    }
}
