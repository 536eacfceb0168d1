package io.firewitness.analysis.job;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "analysis")
class AnalysisEntity {
    @Id
    UUID id;

    @Column(name = "provider_id")
    UUID providerId;

    @Column(name = "tenant_id")
    UUID tenantId;

    @Column(name = "case_id")
    UUID caseId;

    @Column(name = "set_version")
    long setVersion;

    @Column(insertable = false, updatable = false)
    Long sequence;

    @Enumerated(EnumType.STRING)
    Analysis.State state;

    int attempt;

    String stage;

    String artifact;

    @Column(name = "bytes_done")
    Long bytesDone;

    @Column(name = "bytes_total")
    Long bytesTotal;

    int percent;

    @Column(name = "error_code")
    String errorCode;

    @Column(name = "queued_at")
    Instant queuedAt;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "finished_at")
    Instant finishedAt;

    Analysis toDomain() {
        return new Analysis(
                id,
                state,
                new Analysis.Progress(percent, stage, artifact, bytesDone, bytesTotal),
                queuedAt,
                startedAt,
                finishedAt,
                attempt,
                errorCode == null ? null : new Analysis.Failure(errorCode));
    }
}
