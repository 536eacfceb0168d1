package io.firewitness.ingest.artifact;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.firewitness.platform.work.DurableTask;
import io.firewitness.platform.work.DurableWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** The background work on artifacts. */
@ApplicationScoped
class ArtifactTasks {
    private static final String INSPECT = "inspect-artifact";
    private static final String EXPIRE = "expire-upload";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final double PAUSE_GROWTH = 1.5;

    private final Instance<DurableWork> work;

    ArtifactTasks(Instance<DurableWork> work) {
        this.work = work;
    }

    void submitInspection(ArtifactRef ref) {
        work.get().submit(new TaskInstance<>(INSPECT, ref.artifactId().toString(), ref));
    }

    /** A further look at whether the upload is still being continued; each look has its own id. */
    void submitExpiry(ArtifactRef ref, Instant due) {
        work.get().submit(new TaskInstance<>(EXPIRE, ref.artifactId() + "@" + due.getEpochSecond(), ref), due);
    }

    private static Task<?> task(String name, Consumer<ArtifactRef> work) {
        return Tasks.oneTime(name, ArtifactRef.class)
                .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_PAUSE, PAUSE_GROWTH))
                .execute((instance, context) -> work.accept(instance.getData()));
    }

    /** Inspects a complete file. */
    @Singleton
    static class Inspection implements DurableTask {
        private final Inspector inspector;

        Inspection(Inspector inspector) {
            this.inspector = inspector;
        }

        @Override
        public Task<?> task() {
            return ArtifactTasks.task(INSPECT, inspector::inspect);
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
