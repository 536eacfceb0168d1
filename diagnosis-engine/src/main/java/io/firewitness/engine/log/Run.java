package io.firewitness.engine.log;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One object in one run of a job, as one file shows it; pieces of several files are joined by the task's id.
 *
 * <p>Mutable while files are read.
 */
final class Run {
    /** What makes it an attempt. */
    enum Basis {
        TASK_SESSION,
        JOB_SESSION,
        SESSION_FOLDER,
        OBJECT_RUN,
        DATA_MOVER;

        String wire() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    private static final int MOST_DISKS = 256;

    final Basis basis;
    String taskId;
    String jobId;
    String job;
    String jobSession;
    String object;
    Where start;
    Where end;
    /** Success, Warning, Failed, or null where no end line was seen. */
    String status;

    Spot bytes;
    long totalBytes;
    Spot percent;
    /** Progress that the data mover reports, where no disk is named. */
    Spot pex;

    final Map<String, Disk> disks = new LinkedHashMap<>();
    final List<Spot> blocks = new ArrayList<>();
    final List<String> agentLogs = new ArrayList<>();
    /** Hosts of its data movers, without domain. */
    final Set<String> moverHosts = new HashSet<>();

    final List<EndpointSeen> endpoints = new ArrayList<>();
    Cause cause;
    /** Stalls noticed before the error, as {@code pipeline hanged}. */
    final List<Cause> warnings = new ArrayList<>();

    Where lastError;
    long errorThread;
    /** The chain of {@link #cause} ends the transfer; what fails later is clearing up. */
    boolean isEndOfTransfer;

    boolean isFromTaskLog;
    /** The failure is told by the job's log while the task's own log has no error: it concerns no disk. */
    boolean isWholeObject;

    boolean isThroughTunnel;
    boolean isStoppedByUser;
    Boolean willBeRetried;
    long blockBytes = 1 << 20;
    int resumes;
    Where firstResume;
    Where lastResume;

    Run(Basis basis) {
        this.basis = basis;
    }

    /** What it is known by in every log that tells of it; null where nothing does. */
    String identity() {
        if (taskId != null) {
            return taskId;
        }
        boolean isOfSession = basis == Basis.JOB_SESSION || basis == Basis.SESSION_FOLDER;
        if (isOfSession) {
            return jobSession == null ? null : basis + " " + jobSession;
        }
        return start == null ? null : basis + " " + job + '\u0000' + object + '\u0000' + start.local();
    }

    private boolean isTold(Spot spot) {
        return blocks.stream()
                .anyMatch(b -> b.value() == spot.value()
                        && b.unit() == spot.unit()
                        && b.at().local() == spot.at().local());
    }

    boolean isFailed() {
        return "Failed".equals(status);
    }

    Disk disk(String path) {
        Disk disk = new Disk(path);
        // One that is too many is a disk of no run.
        return disks.size() < MOST_DISKS
                ? disks.computeIfAbsent(disk.name, name -> disk)
                : disks.getOrDefault(disk.name, disk);
    }

    Disk diskOfDigest(String digest) {
        for (Disk disk : disks.values()) {
            if (digest.equals(disk.digest)) {
                return disk;
            }
        }
        return null;
    }

    /** Takes what another file tells about the same task. */
    void add(Run other) {
        Run ofTask = isFromTaskLog ? this : other;
        Run ofJob = isFromTaskLog ? other : this;
        isWholeObject |= isFromTaskLog != other.isFromTaskLog && ofTask.cause == null && ofJob.cause != null;
        jobId = jobId == null ? other.jobId : jobId;
        job = job == null ? other.job : job;
        jobSession = jobSession == null ? other.jobSession : jobSession;
        object = object == null ? other.object : object;
        status = status == null ? other.status : status;
        if (isFromTaskLog && !other.isFromTaskLog) {
            start = other.start == null ? start : other.start;
            end = other.end;
        } else if (isFromTaskLog == other.isFromTaskLog) {
            start = start == null ? other.start : start;
            end = end == null ? other.end : end;
        }
        bytes = bytes == null ? other.bytes : bytes;
        totalBytes = Math.max(totalBytes, other.totalBytes);
        boolean isLater = other.percent != null
                && (percent == null || other.percent.at().order() > percent.at().order());
        percent = isLater ? other.percent : percent;
        pex = pex == null ? other.pex : pex;
        other.disks.forEach(disks::putIfAbsent);
        other.blocks.stream().filter(b -> !isTold(b)).forEach(blocks::add);
        agentLogs.addAll(other.agentLogs);
        moverHosts.addAll(other.moverHosts);
        endpoints.addAll(other.endpoints);
        cause = cause == null || (other.isFromTaskLog && other.cause != null) ? other.cause : cause;
        warnings.addAll(other.warnings);
        isFromTaskLog &= other.isFromTaskLog;
        isThroughTunnel |= other.isThroughTunnel;
        isStoppedByUser |= other.isStoppedByUser;
        willBeRetried = willBeRetried == null ? other.willBeRetried : willBeRetried;
        blockBytes = Math.max(blockBytes, other.blockBytes);
        resumes += other.resumes;
        firstResume = firstResume == null ? other.firstResume : firstResume;
        lastResume = other.lastResume == null ? lastResume : other.lastResume;
    }
}
