package io.firewitness.analysis.job;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.firewitness.platform.tenancy.Scope;
import io.firewitness.platform.work.DurableTask;
import io.firewitness.platform.work.FairShare;
import io.firewitness.platform.work.GrowingPauses;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * The task of one analysis. It may run several times, after a failure or because its pod died; only the first complete
 * run leaves a result. After {@link #RETRIES} failures the case says so and offers to try again.
 */
@Singleton
class AnalysisTask implements DurableTask {
    static final String NAME = "analyse-case";

    private static final int RETRIES = 4;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final double PAUSE_GROWTH = 3;

    private final AnalysisRun run;
    private final FairShare shares;

    AnalysisTask(AnalysisRun run, FairShare shares) {
        this.run = run;
        this.shares = shares;
    }

    /** What the task needs to know. */
    record Job(UUID providerId, UUID tenantId, UUID caseId, UUID analysisId) {
        Scope scope() {
            return Scope.tenant(providerId, tenantId);
        }
    }

    @Override
    public Task<?> task() {
        FailureHandler<Job> again = new GrowingPauses<>(FIRST_PAUSE, PAUSE_GROWTH);
        Tasks.TaskBuilder<Job> kind = Tasks.custom(NAME, Job.class).onFailure((complete, operations) -> {
            if (complete.getExecution().consecutiveFailures < RETRIES) {
                again.onFailure(complete, operations);
            } else {
                run.giveUp(
                        (Job) complete.getExecution().taskInstance.getData(),
                        complete.getCause().orElse(null));
                operations.stop();
            }
        });
        return shares.limited(kind, Job::tenantId, run::run);
    }
}
