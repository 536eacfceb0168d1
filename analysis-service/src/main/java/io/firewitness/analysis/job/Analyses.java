package io.firewitness.analysis.job;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.firewitness.analysis.cases.Cases;
import io.firewitness.platform.problem.CommonProblem;
import io.firewitness.platform.tenancy.Scope;
import io.firewitness.platform.work.DurableWork;
import io.firewitness.platform.work.FairShare;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Queues runs and keeps their state. Works in the running transaction and its scope. */
@ApplicationScoped
public class Analyses {
    /** A file that ends the process whenever it is read must not do so for ever. Failures that are noticed end a run earlier. */
    private static final int MOST_ATTEMPTS = 10;

    private final AnalysisRepository analyses;
    private final Cases cases;
    private final Instance<DurableWork> work;
    private final Clock clock;

    Analyses(AnalysisRepository analyses, Cases cases, Instance<DurableWork> work, Clock clock) {
        this.analyses = analyses;
        this.cases = cases;
        this.work = work;
        this.clock = clock;
    }

    /**
     * Queues a run over the case's present files, in the transaction that changed them. The more runs of its tenant wait already,
     * the later it comes, so that a hundred cases of one tenant do not stand in front of the first case of another.
     */
    public Analysis queue(Scope scope, UUID caseId, UUID analysisId, long setVersion) {
        long waiting = analyses.waiting(scope.tenantId().orElseThrow());
        AnalysisEntity fresh = new AnalysisEntity();
        fresh.id = analysisId;
        fresh.providerId = scope.providerId();
        fresh.tenantId = scope.tenantId().orElseThrow();
        fresh.caseId = caseId;
        fresh.setVersion = setVersion;
        fresh.state = Analysis.State.QUEUED;
        fresh.queuedAt = Instant.now(clock);
        analyses.persist(fresh);
        cases.mark(caseId, Cases.Status.QUEUED);
        work.get()
                .submit(new TaskInstance.Builder<AnalysisTask.Job>(AnalysisTask.NAME, fresh.id.toString())
                        .data(new AnalysisTask.Job(fresh.providerId, fresh.tenantId, caseId, fresh.id))
                        .priority(FairShare.priority(waiting))
                        .build());
        return fresh.toDomain();
    }

    /** A run in the running transaction's scope. */
    public Analysis find(UUID analysisId) {
        return analyses.findByIdOptional(analysisId)
                .map(AnalysisEntity::toDomain)
                .orElseThrow(CommonProblem.NOT_FOUND::exception);
    }

    /** The run that counts for a case; empty where none was ever queued. */
    public Optional<Analysis> latest(UUID caseId) {
        return analyses.latest(caseId).map(AnalysisEntity::toDomain);
    }

    /** Begins a run; false where it is over already or another has taken its place. */
    boolean begin(UUID analysisId) {
        AnalysisEntity entity = analyses.findById(analysisId, LockModeType.PESSIMISTIC_WRITE);
        if (entity == null || isOver(entity)) {
            return false;
        }
        if (!isLatest(entity)) {
            entity.state = Analysis.State.SUPERSEDED;
            entity.finishedAt = Instant.now(clock);
            return false;
        }
        if (entity.attempt >= MOST_ATTEMPTS) {
            fail(analysisId, "analysis-failed");
            return false;
        }
        entity.state = Analysis.State.RUNNING;
        entity.attempt++;
        entity.startedAt = Instant.now(clock);
        entity.percent = 0;
        cases.mark(entity.caseId, Cases.Status.ANALYSING);
        return true;
    }

    void progress(UUID analysisId, Analysis.Progress progress) {
        AnalysisEntity entity = analyses.findById(analysisId);
        if (entity != null && entity.state == Analysis.State.RUNNING) {
            entity.percent = progress.percent();
            entity.stage = progress.stage();
            entity.artifact = progress.artifact();
            entity.bytesDone = progress.bytesDone();
            entity.bytesTotal = progress.bytesTotal();
        }
    }

    /** Ends a run; true where its result counts, because no later run was queued meanwhile. */
    boolean finish(UUID analysisId) {
        AnalysisEntity entity = analyses.findById(analysisId, LockModeType.PESSIMISTIC_WRITE);
        if (entity == null || isOver(entity)) {
            return false;
        }
        boolean counts = isLatest(entity);
        entity.state = counts ? Analysis.State.DONE : Analysis.State.SUPERSEDED;
        entity.percent = 100;
        entity.finishedAt = Instant.now(clock);
        return counts;
    }

    void fail(UUID analysisId, String errorCode) {
        AnalysisEntity entity = analyses.findById(analysisId, LockModeType.PESSIMISTIC_WRITE);
        if (entity != null && !isOver(entity)) {
            entity.state = Analysis.State.FAILED;
            entity.errorCode = errorCode;
            entity.finishedAt = Instant.now(clock);
            if (isLatest(entity)) {
                cases.mark(entity.caseId, Cases.Status.FAILED);
            }
        }
    }

    private boolean isLatest(AnalysisEntity entity) {
        return analyses.latest(entity.caseId)
                .filter(latest -> latest.id.equals(entity.id))
                .isPresent();
    }

    private static boolean isOver(AnalysisEntity entity) {
        return switch (entity.state) {
            case QUEUED, RUNNING -> false;
            case DONE, FAILED, SUPERSEDED -> true;
        };
    }
}
