package io.firewitness.analysis.job;

import io.firewitness.analysis.cases.Cases;
import io.firewitness.analysis.diagnosis.DiagnosisStore;
import io.firewitness.analysis.rules.RulePacks;
import io.firewitness.engine.Artifact;
import io.firewitness.engine.Engine;
import io.firewitness.engine.Progress;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.platform.tenancy.Scope;
import io.firewitness.platform.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs the engine over a case's files and stores what it says. */
@ApplicationScoped
class AnalysisRun {
    private static final Logger LOG = Logger.getLogger(AnalysisRun.class);

    private final TenantTransaction transactions;
    private final Analyses analyses;
    private final CaseArtifacts artifacts;
    private final ArtifactReader reader;
    private final DiagnosisStore diagnoses;
    private final Cases cases;
    private final RulePacks packs;

    AnalysisRun(
            TenantTransaction transactions,
            Analyses analyses,
            CaseArtifacts artifacts,
            ArtifactReader reader,
            DiagnosisStore diagnoses,
            Cases cases,
            RulePacks packs) {
        this.transactions = transactions;
        this.analyses = analyses;
        this.artifacts = artifacts;
        this.reader = reader;
        this.diagnoses = diagnoses;
        this.cases = cases;
        this.packs = packs;
    }

    void run(AnalysisTask.Job job) {
        Scope scope = job.scope();
        boolean isWanted = transactions.call(scope, () -> analyses.begin(job.analysisId()));
        if (!isWanted) {
            return;
        }
        List<CaseArtifacts.CaseArtifact> files = transactions.call(scope, () -> artifacts.of(job.caseId()));
        if (files.isEmpty()) {
            transactions.run(scope, () -> {
                if (analyses.finish(job.analysisId())) {
                    diagnoses.clear(job.caseId());
                    cases.judge(job.caseId(), null);
                }
            });
            return;
        }
        List<Artifact> inputs =
                files.stream().map(file -> reader.artifact(scope, file)).toList();
        try {
            long start = System.nanoTime();
            Diagnosis diagnosis = Engine.diagnose(inputs, packs.current(), new Reporter(job, inputs));
            LOG.infof(
                    "analysis %s of case %s judged %d files in %d ms",
                    job.analysisId(),
                    job.caseId(),
                    inputs.size(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            DiagnosisStore.Prepared prepared = diagnoses.prepare(diagnosis, inputs);
            transactions.run(scope, () -> {
                if (analyses.finish(job.analysisId())) {
                    diagnoses.store(scope, job.caseId(), job.analysisId(), prepared);
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** After the last retry: the case says that it could not be analysed. */
    void giveUp(AnalysisTask.Job job, Throwable cause) {
        LOG.errorf(cause, "analysis %s of case %s is given up", job.analysisId(), job.caseId());
        transactions.run(job.scope(), () -> analyses.fail(job.analysisId(), "analysis-failed"));
    }

    /** Writes progress at most three times a second, each time in a short transaction of its own. */
    private final class Reporter implements Progress {
        private static final long PAUSE_NANOS = Duration.ofMillis(333).toNanos();

        private final AnalysisTask.Job job;
        private final List<Artifact> inputs;
        private final long totalBytes;
        private long nextNanos = System.nanoTime();

        Reporter(AnalysisTask.Job job, List<Artifact> inputs) {
            this.job = job;
            this.inputs = inputs;
            this.totalBytes =
                    Math.max(1, inputs.stream().mapToLong(Artifact::bytes).sum());
        }

        @Override
        public void update(String stage, String artifactId, long bytesDone, long bytesTotal) {
            long now = System.nanoTime();
            if (now < nextNanos) {
                return;
            }
            nextNanos = now + PAUSE_NANOS;
            long before = 0;
            String name = null;
            for (Artifact input : inputs) {
                if (input.id().equals(artifactId)) {
                    name = input.name();
                    break;
                }
                before += input.bytes();
            }
            int percent = name == null ? 99 : (int) Math.min(99, (before + bytesDone) * 100 / totalBytes);
            Analysis.Progress progress = new Analysis.Progress(percent, stage, name, bytesDone, bytesTotal);
            transactions.run(job.scope(), () -> analyses.progress(job.analysisId(), progress));
        }
    }
}
