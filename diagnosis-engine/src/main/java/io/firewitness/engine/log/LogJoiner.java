package io.firewitness.engine.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Joins what job, task and data mover logs tell about the same attempt: by the task's id, by the name of the data mover's log, and
 * by time where nothing else is left.
 */
final class LogJoiner {
    /** Clocks of a job's hosts may differ by this much. */
    private static final long HOSTS_APART_MILLIS = 15 * 60_000L;

    private final CaseFacts facts;
    private final Grammar grammar;
    private final MoverLogs movers;
    private final Map<String, JobSession> sessions = new LinkedHashMap<>();
    private final Map<String, String> jobNames = new HashMap<>();
    private final Map<String, Set<String>> jobIds = new HashMap<>();

    private LogJoiner(CaseFacts facts, Grammar grammar) {
        this.facts = facts;
        this.grammar = grammar;
        movers = new MoverLogs(facts.faults);
    }

    /** All attempts of the case, those of one job and object together, in order of time. */
    static Map<String, List<Tried>> join(CaseFacts facts, Grammar grammar) {
        return new LogJoiner(facts, grammar).run();
    }

    private Map<String, List<Tried>> run() {
        for (JobSession s : facts.sessions()) {
            JobSession known = sessions.putIfAbsent(s.id, s);
            if (known != null) {
                known.add(s);
            }
        }
        sessions.values().stream()
                .filter(s -> s.jobId != null && s.jobName != null)
                .forEach(s -> {
                    jobNames.put(s.jobId, s.jobName);
                    jobIds.computeIfAbsent(s.jobName, n -> new HashSet<>()).add(s.jobId);
                });
        List<Run> runs = merged();
        Set<String> withTasks = new HashSet<>();
        runs.stream().filter(r -> r.basis == Run.Basis.TASK_SESSION).forEach(r -> withTasks.add(r.jobSession));
        runs.removeIf(r -> r.basis == Run.Basis.JOB_SESSION && withTasks.contains(r.jobSession));
        for (Run run : runs) {
            named(run);
        }
        runs.sort(Comparator.comparingLong(LogJoiner::order));
        movers.clocks(runs);
        for (Run run : runs) {
            faults(run);
        }
        runs.addAll(alone(runs));
        Map<String, List<Tried>> byPlace = new LinkedHashMap<>();
        for (Run run : runs) {
            for (Tried tried : tries(run)) {
                byPlace.computeIfAbsent(tried.key(), k -> new ArrayList<>()).add(tried);
            }
        }
        for (List<Tried> list : byPlace.values()) {
            list.sort(Comparator.comparingLong(Tried::order));
            retries(list);
        }
        return byPlace;
    }

    private List<Run> merged() {
        Map<String, Run> byTask = new LinkedHashMap<>();
        List<Run> all = new ArrayList<>();
        for (Run run : facts.runs()) {
            String id = run.identity();
            Run known = id == null ? null : byTask.get(id);
            if (known != null) {
                known.add(run);
            } else {
                all.add(run);
                if (id != null) {
                    byTask.put(id, run);
                }
            }
        }
        return all;
    }

    private void named(Run run) {
        JobSession session = run.jobSession == null ? null : sessions.get(run.jobSession);
        if (session != null) {
            run.job = session.jobName == null ? run.job : session.jobName;
            run.jobId = session.jobId == null ? run.jobId : session.jobId;
            run.willBeRetried = session.willBeRetried;
            run.blockBytes = session.blockBytes;
        }
        if (run.job == null) {
            run.job = run.jobId == null ? null : jobNames.get(run.jobId);
        }
        run.job = run.job == null ? "?" : run.job;
        Set<String> ids = jobIds.getOrDefault(run.job, Set.of());
        run.jobId = run.jobId == null && ids.size() == 1 ? ids.iterator().next() : run.jobId;
    }

    private void faults(Run run) {
        if (!run.isFailed() && run.cause == null) {
            return;
        }
        List<LogFile> files = movers.of(run);
        Where at = run.cause == null ? run.end : run.cause.at();
        for (LogFile file : files) {
            Fault fault = nearest(run, facts.faults.get(file));
            if (fault != null) {
                fault.isTaken = true;
                take(run, fault);
            }
        }
        if (at != null && run.cause != null && run.cause.ordinary() == null) {
            files.forEach(file -> ofItsOwn(run, at, facts.faults.get(file)));
            movers.near(run).forEach(file -> ofItsOwn(run, at, facts.faults.get(file)));
        }
    }

    /**
     * A side that fails closes its connections, and the other side reports a broken one. So where a data mover names at that
     * moment what no network does, the broken connection is only what followed.
     */
    private void ofItsOwn(Run run, Where at, List<Fault> faults) {
        for (Fault fault : faults) {
            Cause own = movers.distance(fault, at) > MoverClock.AT_ONCE_MILLIS ? null : fault.ofItsOwn(grammar);
            boolean isPlainer = own != null && (own.ordinary() != null || run.cause.isNetwork());
            if (isPlainer && run.cause.ordinary() == null) {
                run.cause = own;
            }
        }
    }

    private Fault nearest(Run run, List<Fault> faults) {
        Where at = run.cause == null ? run.end : run.cause.at();
        if (at == null) {
            return null;
        }
        Fault best = null;
        long bestDistance = HOSTS_APART_MILLIS + 1;
        for (Fault fault : faults) {
            long distance = movers.distance(fault, at);
            boolean isSamePlace = !fault.blocks.isEmpty()
                    && run.blocks.stream()
                            .anyMatch(b -> b.value() == fault.blocks.getFirst().value());
            distance -= isSamePlace ? 1 : 0;
            if (!fault.isTaken && distance < bestDistance) {
                best = fault;
                bestDistance = distance;
            }
        }
        return best;
    }

    private static void take(Run run, Fault fault) {
        run.blocks.addAll(fault.blocks);
        run.resumes += fault.resumes;
        run.firstResume = run.firstResume == null ? fault.firstResume : run.firstResume;
        run.lastResume = fault.lastResume == null ? run.lastResume : fault.lastResume;
        boolean isBetter = run.cause == null || run.basis == Run.Basis.SESSION_FOLDER;
        run.cause = isBetter ? fault.cause : run.cause;
    }

    /** Faults of data movers whose job logs were not given. */
    private List<Run> alone(List<Run> runs) {
        List<Run> result = new ArrayList<>();
        boolean hasJob = runs.stream().anyMatch(r -> r.basis != Run.Basis.OBJECT_RUN);
        if (hasJob) {
            return result;
        }
        for (Map.Entry<LogFile, List<Fault>> entry : facts.faults.entrySet()) {
            LogFile file = entry.getKey();
            boolean isTwin = file.baseName().contains(".target.")
                    && facts.faults.keySet().stream().anyMatch(f -> f.baseName().contains(".source."));
            if (isTwin) {
                continue;
            }
            List<LogFile> others = movers.otherSide(file);
            for (Fault fault : entry.getValue()) {
                Run run = new Run(Run.Basis.DATA_MOVER);
                String[] parts = file.baseName().split("\\.", 16);
                run.job = parts.length > 3 && parts[0].equals("agent") ? parts[1] : "?";
                run.object = parts.length > 4 ? parts[3] : file.baseName();
                run.start = fault.firstResume;
                run.end = fault.cause.at();
                run.status = "Failed";
                run.cause = fault.cause;
                take(run, fault);
                ofItsOwn(run, fault.cause.at(), List.of(fault));
                others.forEach(other -> ofItsOwn(run, fault.cause.at(), facts.faults.get(other)));
                result.add(run);
            }
        }
        return result;
    }

    private static List<Tried> tries(Run run) {
        List<Disk> disks = run.isWholeObject ? List.of() : new ArrayList<>(run.disks.values());
        if (disks.size() <= 1) {
            String name = disks.isEmpty() ? null : disks.getFirst().name;
            Spot pex = disks.isEmpty() ? run.pex : disks.getFirst().percent;
            List<Spot> spots = new ArrayList<>();
            spots.addAll(run.blocks);
            add(spots, run.bytes != null && run.bytes.unit() == Spot.Unit.BYTE ? run.bytes : null);
            add(spots, run.bytes != null && run.bytes.unit() == Spot.Unit.ROUNDED_BYTE ? run.bytes : null);
            add(spots, run.isFailed() || run.status == null ? pex : null);
            add(spots, run.percent);
            long total = run.totalBytes > 0 || disks.isEmpty() ? run.totalBytes : disks.getFirst().capacity;
            return List.of(new Tried(run, name, outcome(run), spots, total));
        }
        boolean isNamed = disks.stream().anyMatch(d -> d.isNamedInError);
        List<Tried> result = new ArrayList<>();
        for (Disk disk : disks) {
            boolean isHit = disk.isNamedInError || !isNamed;
            List<Spot> spots = new ArrayList<>();
            if (isHit && run.isFailed()) {
                spots.addAll(run.blocks);
                add(spots, disk.percent);
            }
            boolean isDone = disk.percent != null && disk.percent.value() == 100;
            String outcome = !run.isFailed() || isHit ? outcome(run) : isDone ? "completed" : "stopped";
            result.add(new Tried(run, disk.name, outcome, spots, disk.capacity));
        }
        return result;
    }

    private static String outcome(Run run) {
        if (run.status == null) {
            return run.isFromTaskLog && run.cause != null ? "failed" : "unknown";
        }
        return run.isFailed() ? run.isStoppedByUser ? "stopped" : "failed" : "completed";
    }

    private static void add(List<Spot> spots, Spot spot) {
        if (spot != null) {
            spots.add(spot);
        }
    }

    private static void retries(List<Tried> list) {
        Tried before = null;
        for (Tried tried : list) {
            if (before == null) {
                tried.retry = "first";
            } else if (before.run.jobSession != null && before.run.jobSession.equals(tried.run.jobSession)) {
                tried.retry = "task-retry";
            } else if (before.isFailed() && Boolean.TRUE.equals(before.run.willBeRetried)) {
                tried.retry = "job-retry";
            }
            before = tried;
        }
    }

    private static long order(Run run) {
        Where at = run.start == null ? run.end : run.start;
        return at == null ? Long.MIN_VALUE : at.order();
    }
}
