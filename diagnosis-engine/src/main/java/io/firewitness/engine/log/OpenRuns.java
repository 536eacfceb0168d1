package io.firewitness.engine.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * What runs while one log is read: the job's session, its tasks and objects, and which of them a line speaks of. What ends is
 * added to the facts of the case.
 */
final class OpenRuns {
    private static final int LONGEST_NAME = 512;
    private static final long MOST_BLOCK_KIB = 65_536;
    /** Far more than a job works on at once. */
    private static final int MOST_OPEN = 5000;

    private final LogFile file;
    private final CaseFacts facts;
    private final Map<String, Run> open = new HashMap<>();
    private final Map<Long, Run> byThread = new HashMap<>();
    private final Map<Long, Run> ended = new HashMap<>();
    /** Progress of tasks that began in an older file. */
    private final Map<Long, Spot> looseProgress = new HashMap<>();

    /** Tasks that ended in this file before it names a session. */
    private final List<Run> beforeSession = new ArrayList<>();

    /** Whether a session that began in an older file will be retried. */
    private Boolean looseRetry;

    private JobSession session;
    private Run sessionRun;
    private Run taskLogRun;
    private String jobId;
    private String jobName;
    private String jobType;
    private String pendingSession;
    private long blockBytes = 1 << 20;
    private boolean isTunnel;

    OpenRuns(LogFile file, CaseFacts facts) {
        this.file = file;
        this.facts = facts;
    }

    /** A name as a log prints it, bounded. */
    static String name(String text) {
        return text == null || text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
    }

    /** A new header stands in the file: the process that wrote it began anew. */
    void header() {
        endTaskLogRun();
        isTunnel = false;
    }

    /** Something runs to which an error without a mark may belong. */
    boolean isAny() {
        return sessionRun != null || taskLogRun != null;
    }

    /** The run of a session folder; null where the file is no such log. */
    Run folderRun() {
        return sessionRun != null && sessionRun.basis == Run.Basis.SESSION_FOLDER ? sessionRun : null;
    }

    /** The run a line speaks of: that of a task log, that of its thread, the only one open, or the job as a whole. */
    Run scope(long thread) {
        if (taskLogRun != null) {
            return taskLogRun;
        }
        Run run = byThread.get(thread);
        if (run != null) {
            return run;
        }
        if (open.size() == 1) {
            return open.values().iterator().next();
        }
        return open.isEmpty() ? sessionRun : null;
    }

    /** Someone stopped the job: all that runs ends by that. */
    void stoppedByUser() {
        if (taskLogRun != null) {
            taskLogRun.isStoppedByUser = true;
        }
        if (sessionRun != null) {
            sessionRun.isStoppedByUser = true;
        }
        open.values().forEach(run -> run.isStoppedByUser = true);
    }

    /** The object of a thread that failed and whose error has not been told yet. */
    Run failedObject(long thread) {
        return ended.get(thread);
    }

    /** The error of a failed object was told. */
    void errorTold(long thread, Run run) {
        ended.remove(thread);
        keep(run);
    }

    /** From here on the file's transfers go through a cloud gateway. */
    void throughTunnel(Run run) {
        isTunnel = true;
        if (run != null) {
            run.isThroughTunnel = true;
        }
    }

    void command(Matcher m) {
        jobId = m.group("job");
        pendingSession = m.group("session");
    }

    void jobOfObjects(String name) {
        jobName = name(name);
    }

    void jobField(String key, String value) {
        switch (key) {
            case "ID" -> jobId = value;
            case "Name" -> jobName = value;
            default -> jobType = value;
        }
        if (session != null) {
            session.jobId = jobId;
            session.jobName = jobName;
            session.jobType = jobType;
        }
    }

    /** The last line of a job names it once more; where an older file holds the first ones, it is the only one. */
    void jobStopped(String id, String name) {
        jobField("ID", id);
        jobField("Name", name);
    }

    void blockSize(long kib) {
        if (kib > 0 && kib <= MOST_BLOCK_KIB) {
            blockBytes = kib * 1024;
            if (session != null) {
                session.blockBytes = blockBytes;
            }
        }
    }

    void session(Matcher m, Where at) {
        if (!m.group("state").equals("Working")) {
            return;
        }
        endSession();
        beforeSession.clear();
        looseRetry = null;
        begin(m.group("id"));
        session.start = at;
        session.blockBytes = blockBytes;
        sessionRun.start = at;
    }

    private void begin(String id) {
        session = new JobSession(id);
        session.jobId = jobId;
        session.jobName = jobName;
        session.jobType = jobType;
        sessionRun = new Run(Run.Basis.JOB_SESSION);
        sessionRun.jobSession = id;
    }

    void retry(boolean will) {
        if (session != null) {
            session.willBeRetried = will;
        } else {
            looseRetry = will;
        }
    }

    void jobEnd(Matcher m, Where at) {
        String id = m.group("id");
        if (session == null || !session.id.equals(id)) {
            endSession();
            begin(id);
            // The session began in an older file, and so did what ended here.
            beforeSession.forEach(run -> run.jobSession = id);
            session.hasTasks = !beforeSession.isEmpty();
        }
        if (session.willBeRetried == null) {
            session.willBeRetried = looseRetry;
        }
        looseRetry = null;
        beforeSession.clear();
        session.status = m.group("status");
        session.end = at;
        sessionRun.status = session.status;
        sessionRun.end = at;
        long done = Numbers.bytes(m.group("done"));
        sessionRun.totalBytes = Math.max(0, Numbers.bytes(m.group("total")));
        if (done >= 0) {
            boolean isRounded = Numbers.isRounded(m.group("done"));
            sessionRun.bytes = new Spot(isRounded ? Spot.Unit.ROUNDED_BYTE : Spot.Unit.BYTE, done, at, true);
        }
        boolean hasWork = m.group("ok") != null && Long.parseLong(m.group("ok")) + Long.parseLong(m.group("bad")) > 0;
        if (!session.hasTasks && hasWork) {
            sessionRun.object = file.machine == null ? jobName : file.machine;
            sessionRun.job = jobName;
            sessionRun.jobId = jobId;
            facts.run(file, sessionRun);
        }
    }

    private void endSession() {
        open.values().forEach(this::keep);
        open.clear();
        if (session != null) {
            byThread.clear();
            facts.session(session);
        }
        session = null;
        sessionRun = null;
        ended.values().forEach(this::keep);
        ended.clear();
    }

    private void keep(Run run) {
        if (session != null) {
            run.jobSession = run.jobSession == null ? session.id : run.jobSession;
        } else if (run.basis == Run.Basis.TASK_SESSION && beforeSession.size() < MOST_OPEN) {
            beforeSession.add(run);
        }
        run.job = run.job == null ? jobName : run.job;
        run.jobId = run.jobId == null ? jobId : run.jobId;
        run.blockBytes = blockBytes;
        facts.run(file, run);
    }

    void taskStart(Matcher m, long thread, Where at) {
        Run run = new Run(Run.Basis.TASK_SESSION);
        run.taskId = m.group("id");
        run.object = name(m.group("object"));
        run.start = at;
        if (session != null) {
            session.hasTasks = true;
        }
        if (open.size() < MOST_OPEN) {
            open.put(run.taskId, run);
            onThread(thread, run);
        }
    }

    private void onThread(long thread, Run run) {
        if (byThread.size() < MOST_OPEN || byThread.containsKey(thread)) {
            byThread.put(thread, run);
        }
    }

    void taskEnd(Matcher m, long thread, Where at) {
        String id = m.group("id");
        Run known = open.remove(id);
        Run run = known == null ? new Run(Run.Basis.TASK_SESSION) : known;
        if (known == null) {
            run.taskId = id;
            run.percent = looseProgress.remove(thread);
        }
        if (session != null) {
            session.hasTasks = true;
        }
        run.status = m.group("status");
        run.end = at;
        long done = Numbers.bytes(m.group("done"));
        run.totalBytes = Math.max(0, Numbers.bytes(m.group("total")));
        if (done >= 0) {
            run.bytes = new Spot(Spot.Unit.BYTE, done, at, true);
        }
        byThread.values().removeIf(r -> r == run);
        keep(run);
    }

    /** Progress of a task, as the job's log prints it. */
    void progress(Matcher m, long thread, Where at) {
        Run run = scope(thread);
        Spot spot = new Spot(Spot.Unit.PERCENT, Long.parseLong(m.group("pct")), at, true);
        if (run != null && run != sessionRun && run.start != null) {
            run.totalBytes = Math.max(run.totalBytes, Numbers.bytes(m.group("total")));
            run.percent = spot;
        } else if (session == null && run == null && looseProgress.size() < MOST_OPEN) {
            looseProgress.put(thread, spot);
        }
    }

    /** A task's own log begins a run. */
    void taskRun(Matcher m, Where at) {
        endTaskLogRun();
        taskLogRun = new Run(Run.Basis.TASK_SESSION);
        taskLogRun.isFromTaskLog = true;
        taskLogRun.taskId = m.group("id");
        taskLogRun.object = name(m.group("object"));
        taskLogRun.start = at;
        taskLogRun.jobSession = pendingSession;
        taskLogRun.jobId = jobId;
        taskLogRun.job = jobName;
    }

    private void endTaskLogRun() {
        if (taskLogRun != null) {
            taskLogRun.isThroughTunnel |= isTunnel;
            if (taskLogRun.cause != null && taskLogRun.end == null) {
                taskLogRun.end = taskLogRun.lastError;
            }
            facts.run(file, taskLogRun);
            taskLogRun = null;
        }
    }

    /** The log of a session folder begins a run. */
    void runStart(Matcher m, Where at) {
        sessionRun = new Run(Run.Basis.SESSION_FOLDER);
        sessionRun.jobSession = m.group("id");
        sessionRun.job = name(m.group("job"));
        sessionRun.object = sessionRun.job;
        sessionRun.start = at;
        facts.run(file, sessionRun);
    }

    void runEnd(Where at) {
        Run run = folderRun();
        if (run != null) {
            run.end = at;
            run.status = run.cause == null ? "Success" : "Failed";
            sessionRun = null;
        }
    }

    void objectStart(Matcher m, long thread, Where at) {
        Run run = new Run(Run.Basis.OBJECT_RUN);
        run.object = name(m.group("object"));
        run.job = jobName;
        run.start = at;
        onThread(thread, run);
    }

    void objectEnd(String status, long thread, Where at) {
        Run run = byThread.remove(thread);
        if (run != null) {
            run.status = status.equals("failed") ? "Failed" : "Success";
            run.end = at;
            if (run.isFailed() && ended.size() < MOST_OPEN) {
                ended.put(thread, run);
            } else {
                keep(run);
            }
        }
    }

    /** The file ended: what is still open has no end line. */
    void finish() {
        endTaskLogRun();
        endSession();
    }
}
