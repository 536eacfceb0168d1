package io.firewitness.engine.log;

import io.firewitness.engine.log.Grammar.LinePattern;
import io.firewitness.engine.log.Grammar.Match;
import io.firewitness.engine.log.Grammar.Signature;
import io.firewitness.engine.log.scan.Family;
import io.firewitness.engine.log.scan.Level;
import io.firewitness.engine.log.scan.Line;
import io.firewitness.engine.log.scan.LineScanner;
import io.firewitness.engine.log.scan.TextDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the telling lines of one log into runs, faults, end points and known errors. */
final class LogReader implements LineScanner.Listener {
    private static final Pattern TRACE = Pattern.compile("^(?:--|[\\u2013\\u2014]|-)tr:");
    private static final Pattern FRAME =
            Pattern.compile("^(?:at|bei|à|en|in|в|於|場所|위치:)\\s+[\\w.`<>+\\[\\]|,$]+\\(.*|^--- End of .*");
    private static final Pattern HTTP_CODE = Pattern.compile("error code: (\\d{3})");
    private static final Pattern ADDRESS = Pattern.compile("\\[?([0-9A-Za-z.:-]+?)\\]?:(\\d{1,5})$");
    /** Lines of one error chain lie within this time. */
    private static final long CHAIN_MILLIS = 3000;

    private static final int LONGEST_NAME = 512;

    private final LogFile file;
    private final Grammar grammar;
    private final TextDecoder decoder;
    private final CaseFacts facts;
    private final Map<String, Run> open = new HashMap<>();
    private final Map<Long, Run> byThread = new HashMap<>();
    private final Map<Long, Run> ended = new HashMap<>();
    /** Progress of tasks that began in an older file. */
    private final Map<Long, Spot> looseProgress = new HashMap<>();

    private JobSession session;
    private Run sessionRun;
    private Run taskLogRun;
    private Fault fault;
    private long faultThread;
    private long faultLocal;
    private int resumes;
    private Where firstResume;
    private Where lastResume;
    private Long offset;
    private boolean isHeaderFresh = true;
    private String jobId;
    private String jobName;
    private String jobType;
    private String pendingSession;
    private long blockBytes = 1 << 20;
    private SignatureHits.Hit unfinished;
    private boolean isTunnel;
    private boolean hasHeader;
    private boolean isRestarted;

    LogReader(LogFile file, Grammar grammar, TextDecoder decoder, CaseFacts facts) {
        this.file = file;
        this.grammar = grammar;
        this.decoder = decoder;
        this.facts = facts;
    }

    @Override
    public void line(Line line) {
        boolean isStamped = line.prefix().family() != Family.NONE;
        Level level = line.prefix().level();
        boolean isMarked = isStamped && level != Level.NONE && level != Level.INFO;
        String message = line.message();
        if (isStamped && isRestarted) {
            facts.restarts.add(where(line));
            isRestarted = false;
        }
        if (isStamped) {
            isHeaderFresh = false;
        }
        complete(message, isStamped);
        List<Match> known = grammar.signatures(message, line, isMarked || (!isStamped && isInError()));
        Where at = where(line);
        String shown = null;
        for (Match match : known) {
            shown = shown == null ? grammar.redactor().clean(line.text()) : shown;
            if (match.signature().id().equals("tls-closed") && facts.tlsClosed.size() < 10_000) {
                facts.tlsClosed.add(at);
            }
            if (match.isConfirmed()) {
                SignatureHits.Hit hit = facts.signatures.add(match, at, shown);
                unfinished = hit != null && hit.family.endsWith("-") ? hit : unfinished;
            }
        }
        boolean isDataMover = line.prefix().family() == Family.AGENT;
        if (isDataMover && isMarked) {
            dataMover(line, at, message, level, known);
        }
        List<LinePattern> patterns = grammar.patterns(line);
        for (int i = 0; i < patterns.size(); i++) {
            Matcher m = patterns.get(i).pattern().matcher(message);
            if (m.find()) {
                event(patterns.get(i), m, line);
            }
        }
        if (!isDataMover && level == Level.ERROR && isStamped) {
            error(line, at, message, known);
        } else if (!isDataMover && !known.isEmpty()) {
            notice(line, at, message, known);
        }
    }

    @Override
    public void notUnderstood(Line line) {
        file.notUnderstood(line.number(), grammar.redactor().clean(line.text()));
    }

    @Override
    public void back(Line line, long from, long to) {
        if (isHeaderFresh || offset == null) {
            isHeaderFresh = false;
            return;
        }
        long step = from - to;
        boolean isHour = step > 50 * 60_000L && step <= 61 * 60_000L;
        if (isHour) {
            offset -= 3_600_000L;
            file.offsets.add(offset);
            file.warn("artifact.log.offset-stale", Map.of("line", line.number()));
        } else {
            file.warn("artifact.log.clock-step", Map.of("line", line.number(), "seconds", step / 1000));
        }
    }

    @Override
    public void tooLong(long number) {
        file.warn("artifact.log.line-too-long", Map.of("line", number));
    }

    /** The file ended: what is still open has no end line. */
    void finish() {
        endTaskLogRun();
        endSession();
    }

    private Where where(Line line) {
        return new Where(file, line.number(), line.local(), offset);
    }

    private boolean isInError() {
        return fault != null || sessionRun != null || taskLogRun != null;
    }

    private void event(LinePattern pattern, Matcher m, Line line) {
        switch (pattern.event()) {
            case "header" -> header();
            case "machine" -> file.machine = name(m.group("host"));
            case "culture" -> culture(m.group("culture"));
            case "product" -> product(m);
            case "command" -> command(m);
            case "utc-offset" -> offset(Numbers.hours(m.group("hours")));
            case "job-field" -> jobField(m.group("key"), name(m.group("value")));
            case "block-size" -> blockSize(Long.parseLong(m.group("kib")));
            case "session" -> session(m, line);
            case "retry" -> retry(m.group("will").equals("True"));
            case "job-end" -> jobEnd(m, line);
            case "task-start" -> taskStart(m, line);
            case "task-end" -> taskEnd(m, line);
            case "progress" -> progress(m, line);
            case "task-run" -> taskRun(m, line);
            case "disk" -> disk(m, line);
            case "disk-of" -> diskOf(m, line);
            case "upload" -> upload(m.group("disk"), line);
            case "pex" -> pex(m, line, pattern.isConfirmed());
            case "blocks" -> position(Spot.Unit.BLOCK, Long.parseLong(m.group("blocks")), line, pattern.isConfirmed());
            case "pointer" -> position(Spot.Unit.BYTE, Long.parseLong(m.group("pos")), line, pattern.isConfirmed());
            case "agent-start" -> agentStart(m, line);
            case "agent-session" -> agentSession(m, line);
            case "endpoint" -> endpoint(m, pattern.kind(), line);
            case "run-start" -> runStart(m, line);
            case "run-end" -> runEnd(line);
            case "object-start" -> objectStart(m, line);
            case "object-end" -> objectEnd(m.group("status"), line);
            case "object-job" -> jobName = name(m.group("job"));
            case "stopping" -> facts.restarts.add(where(line));
            case "vddk" -> twelveHours(m.group("ts"), line);
            default -> {
                // A rule pack may name events that this engine does not know yet: the line stays text.
            }
        }
    }

    private void header() {
        endTaskLogRun();
        offset = null;
        isHeaderFresh = true;
        isTunnel = false;
        isRestarted = hasHeader && file.baseName().startsWith("svc.");
        hasHeader = true;
    }

    private void culture(String culture) {
        file.culture = file.culture == null ? culture : file.culture;
        decoder.culture(culture);
    }

    private void product(Matcher m) {
        if (file.version == null) {
            String exe = m.group("exe");
            file.product = name(exe.substring(Math.max(exe.lastIndexOf('\\'), exe.lastIndexOf('/')) + 1));
            file.version = m.group("version");
        }
    }

    private void command(Matcher m) {
        jobId = m.group("job");
        pendingSession = m.group("session");
    }

    private void offset(long millis) {
        offset = millis;
        file.offsets.add(millis);
    }

    private void jobField(String key, String value) {
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

    private void blockSize(long kib) {
        if (kib > 0 && kib <= 65_536) {
            blockBytes = kib * 1024;
            if (session != null) {
                session.blockBytes = blockBytes;
            }
        }
    }

    private void session(Matcher m, Line line) {
        if (!m.group("state").equals("Working")) {
            return;
        }
        endSession();
        session = new JobSession(m.group("id"));
        session.start = where(line);
        session.jobId = jobId;
        session.jobName = jobName;
        session.jobType = jobType;
        session.blockBytes = blockBytes;
        sessionRun = new Run(Run.Basis.JOB_SESSION);
        sessionRun.start = session.start;
        sessionRun.jobSession = session.id;
    }

    private void retry(boolean will) {
        if (session != null) {
            session.willBeRetried = will;
        }
    }

    private void jobEnd(Matcher m, Line line) {
        String id = m.group("id");
        if (session == null || !session.id.equals(id)) {
            endSession();
            session = new JobSession(id);
            session.jobId = jobId;
            session.jobName = jobName;
            session.jobType = jobType;
            sessionRun = new Run(Run.Basis.JOB_SESSION);
            sessionRun.jobSession = id;
        }
        session.status = m.group("status");
        session.end = where(line);
        sessionRun.status = session.status;
        sessionRun.end = session.end;
        long done = Numbers.bytes(m.group("done"));
        sessionRun.totalBytes = Math.max(0, Numbers.bytes(m.group("total")));
        if (done >= 0) {
            boolean isRounded = Numbers.isRounded(m.group("done"));
            sessionRun.bytes = new Spot(isRounded ? Spot.Unit.ROUNDED_BYTE : Spot.Unit.BYTE, done, session.end, true);
        }
        boolean hasWork = m.group("ok") != null && Long.parseLong(m.group("ok")) + Long.parseLong(m.group("bad")) > 0;
        if (!session.hasTasks && hasWork) {
            sessionRun.object = file.machine == null ? jobName : file.machine;
            sessionRun.job = jobName;
            sessionRun.jobId = jobId;
            facts.runs.add(sessionRun);
        }
    }

    private void endSession() {
        if (session != null) {
            for (Run run : open.values()) {
                keep(run);
            }
            open.clear();
            byThread.clear();
            facts.sessions.add(session);
        }
        session = null;
        sessionRun = null;
        for (Run run : open.values()) {
            keep(run);
        }
        open.clear();
        for (Run run : ended.values()) {
            keep(run);
        }
        ended.clear();
    }

    private void keep(Run run) {
        if (session != null) {
            run.jobSession = run.jobSession == null ? session.id : run.jobSession;
        }
        run.job = run.job == null ? jobName : run.job;
        run.jobId = run.jobId == null ? jobId : run.jobId;
        run.blockBytes = blockBytes;
        facts.runs.add(run);
    }

    private void taskStart(Matcher m, Line line) {
        Run run = new Run(Run.Basis.TASK_SESSION);
        run.taskId = m.group("id");
        run.object = name(m.group("object"));
        run.start = where(line);
        if (session != null) {
            session.hasTasks = true;
        }
        open.put(run.taskId, run);
        byThread.put(line.prefix().thread(), run);
    }

    private void taskEnd(Matcher m, Line line) {
        String id = m.group("id");
        Run run = open.remove(id);
        if (run == null) {
            run = new Run(Run.Basis.TASK_SESSION);
            run.taskId = id;
            run.percent = looseProgress.remove(line.prefix().thread());
        }
        if (session != null) {
            session.hasTasks = true;
        }
        run.status = m.group("status");
        run.end = where(line);
        long done = Numbers.bytes(m.group("done"));
        run.totalBytes = Math.max(0, Numbers.bytes(m.group("total")));
        if (done >= 0) {
            run.bytes = new Spot(Spot.Unit.BYTE, done, run.end, true);
        }
        Run gone = run;
        byThread.values().removeIf(r -> r == gone);
        keep(run);
    }

    private void progress(Matcher m, Line line) {
        Run run = scope(line);
        long percent = Long.parseLong(m.group("pct"));
        Spot spot = new Spot(Spot.Unit.PERCENT, percent, where(line), true);
        if (run != null && run != sessionRun && run.start != null) {
            run.totalBytes = Math.max(run.totalBytes, Numbers.bytes(m.group("total")));
            run.percent = spot;
        } else if (session == null && run == null) {
            looseProgress.put(line.prefix().thread(), spot);
        }
    }

    private void taskRun(Matcher m, Line line) {
        endTaskLogRun();
        taskLogRun = new Run(Run.Basis.TASK_SESSION);
        taskLogRun.isFromTaskLog = true;
        taskLogRun.taskId = m.group("id");
        taskLogRun.object = name(m.group("object"));
        taskLogRun.start = where(line);
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
            facts.runs.add(taskLogRun);
            taskLogRun = null;
        }
    }

    /** The run a line speaks of: that of a task log, that of its thread, the only one open, or the job as a whole. */
    private Run scope(Line line) {
        if (taskLogRun != null) {
            return taskLogRun;
        }
        Run run = byThread.get(line.prefix().thread());
        if (run != null) {
            return run;
        }
        if (open.size() == 1) {
            return open.values().iterator().next();
        }
        return open.isEmpty() ? sessionRun : null;
    }

    private void disk(Matcher m, Line line) {
        Run run = scope(line);
        if (run != null) {
            Disk disk = run.disk(name(m.group("disk")));
            String capacity = m.group("capacity");
            disk.capacity = capacity == null ? 0 : Numbers.bytes(capacity);
        }
    }

    private void diskOf(Matcher m, Line line) {
        Run run = scope(line);
        if (run != null) {
            run.disk(name(m.group("disk"))).digest = m.group("digest");
        }
    }

    private void upload(String disk, Line line) {
        if (disk.indexOf('>') >= 0) {
            return;
        }
        String wanted = new Disk(name(disk)).name;
        if (line.prefix().family() == Family.AGENT) {
            if (fault != null) {
                fault.disk = wanted;
            }
            return;
        }
        Run run = scope(line);
        if (run != null && run.disks.containsKey(wanted)) {
            run.disks.get(wanted).isNamedInError = true;
        }
    }

    private void pex(Matcher m, Line line, boolean isConfirmed) {
        Run run = scope(line);
        if (run == null) {
            return;
        }
        Spot spot = new Spot(Spot.Unit.PERCENT, Long.parseLong(m.group("pct")), where(line), isConfirmed);
        String digest = m.group("digest");
        Disk disk = run.diskOfDigest(digest);
        if (disk == null && m.group("total") != null) {
            long total = Numbers.bytes(m.group("total"));
            for (Disk d : run.disks.values()) {
                if (d.digest == null && d.capacity == total) {
                    disk = d;
                    d.digest = digest;
                    break;
                }
            }
        }
        if (disk == null && run.disks.size() == 1) {
            disk = run.disks.values().iterator().next();
        }
        if (disk != null) {
            disk.percent = spot;
        } else if (run.disks.isEmpty()) {
            run.pex = spot;
        }
    }

    private void position(Spot.Unit unit, long value, Line line, boolean isConfirmed) {
        Spot spot = new Spot(unit, value, where(line), isConfirmed);
        if (line.prefix().family() == Family.AGENT) {
            if (fault != null) {
                fault.blocks.add(spot);
            }
            if (sessionRun != null && sessionRun.basis == Run.Basis.SESSION_FOLDER) {
                sessionRun.blocks.add(spot);
            }
            return;
        }
        Run run = scope(line);
        if (run != null) {
            run.blocks.add(spot);
        }
    }

    private void agentStart(Matcher m, Line line) {
        Run run = scope(line);
        if (run != null) {
            String log = m.group("log");
            run.agentLogs.add(log.substring(Math.max(log.lastIndexOf('/'), log.lastIndexOf('\\')) + 1)
                    .toLowerCase(java.util.Locale.ROOT));
        }
        for (String ip : m.group("ips").split(",", 16)) {
            seen(run, ip.trim(), 0, "data-mover-host", line);
        }
    }

    private void agentSession(Matcher m, Line line) {
        Run run = scope(line);
        for (String end : m.group("eps").split(",", 16)) {
            Matcher a = ADDRESS.matcher(end.trim());
            if (a.find()) {
                seen(run, a.group(1), Integer.parseInt(a.group(2)), "data-mover", line);
            }
        }
    }

    private void endpoint(Matcher m, String kind, Line line) {
        Run run = scope(line);
        int port = Integer.parseInt(m.group("port"));
        if (kind.equals("cloud-gateway")) {
            isTunnel = true;
            if (run != null) {
                run.isThroughTunnel = true;
            }
        }
        seen(run, m.group("host"), port, kind, line);
    }

    private void seen(Run run, String host, int port, String kind, Line line) {
        if (host.isEmpty() || port > 65_535) {
            return;
        }
        EndpointSeen end = new EndpointSeen(host, port, kind, where(line));
        facts.endpoint(end);
        if (run != null && run.endpoints.size() < 32 && !kind.equals("control") && !kind.equals("vcenter")) {
            run.endpoints.add(end);
        }
    }

    private void runStart(Matcher m, Line line) {
        sessionRun = new Run(Run.Basis.SESSION_FOLDER);
        sessionRun.jobSession = m.group("id");
        sessionRun.job = name(m.group("job"));
        sessionRun.object = sessionRun.job;
        sessionRun.start = where(line);
        facts.runs.add(sessionRun);
    }

    private void runEnd(Line line) {
        if (sessionRun != null && sessionRun.basis == Run.Basis.SESSION_FOLDER) {
            sessionRun.end = where(line);
            sessionRun.status = sessionRun.cause == null ? "Success" : "Failed";
            sessionRun = null;
        }
    }

    private void objectStart(Matcher m, Line line) {
        Run run = new Run(Run.Basis.OBJECT_RUN);
        run.object = name(m.group("object"));
        run.job = jobName;
        run.start = where(line);
        byThread.put(line.prefix().thread(), run);
    }

    private void objectEnd(String status, Line line) {
        Run run = byThread.remove(line.prefix().thread());
        if (run != null) {
            run.status = status.equals("failed") ? "Failed" : "Success";
            run.end = where(line);
            if (run.isFailed()) {
                ended.put(line.prefix().thread(), run);
            } else {
                keep(run);
            }
        }
    }

    private void twelveHours(String inner, Line line) {
        int innerHour = Integer.parseInt(inner.substring(11, 13));
        long outerHour = Math.floorMod(line.local(), 86_400_000L) / 3_600_000L;
        if (innerHour == outerHour + 12) {
            file.warn("artifact.log.twelve-hours", Map.of());
        }
    }

    private void error(Line line, Where at, String message, List<Match> known) {
        long thread = line.prefix().thread();
        Run run = line.prefix().family() == Family.VB365 ? ended.get(thread) : scope(line);
        String text = message;
        if (line.prefix().family() == Family.VB365) {
            if (!message.startsWith("Error:")) {
                return;
            }
            text = message.substring(6).trim();
        }
        if (run == null || TRACE.matcher(text).find() || FRAME.matcher(text).matches()) {
            return;
        }
        boolean isSame = run.lastError != null
                && run.errorThread == thread
                && Math.abs(at.local() - run.lastError.local()) <= CHAIN_MILLIS;
        run.errorThread = thread;
        run.lastError = at;
        boolean isBetter = run.cause != null && grammar.isWrapper(run.cause.text()) && !grammar.isWrapper(text);
        if (!isSame || isBetter) {
            run.cause = new Cause(at, grammar.redactor().clean(text), signatures(known));
        }
        run.isStoppedByUser |= known.stream()
                .anyMatch(k -> "stopped-by-user".equals(k.signature().cause()));
        if (line.prefix().family() == Family.VB365) {
            run.end = at;
            ended.remove(thread);
            keep(run);
        }
    }

    /** A line that is no error, and yet names one: only stalls are of use, the rest is repeated as an error. */
    private void notice(Line line, Where at, String message, List<Match> known) {
        for (Match match : known) {
            Run run = match.signature().type().equals("stall") ? scope(line) : null;
            if (run != null && run.warnings.size() < 64) {
                run.warnings.add(new Cause(at, grammar.redactor().clean(message), signatures(known)));
            }
        }
    }

    private void dataMover(Line line, Where at, String message, Level level, List<Match> known) {
        boolean isChained = fault != null
                && faultThread == line.prefix().thread()
                && Math.abs(line.local() - faultLocal) <= CHAIN_MILLIS;
        if (level == Level.WARNING) {
            if (known.stream().anyMatch(k -> k.signature().isNetwork())) {
                resumes++;
                firstResume = firstResume == null ? at : firstResume;
                lastResume = at;
            }
            return;
        }
        Cause cause = new Cause(at, grammar.redactor().clean(message), signatures(known));
        if (level == Level.ERROR && !isChained) {
            fault = new Fault(cause);
            faultThread = line.prefix().thread();
            faultLocal = line.local();
            fault.resumes = resumes;
            fault.firstResume = firstResume;
            fault.lastResume = lastResume;
            resumes = 0;
            firstResume = null;
            facts.fault(file, fault);
            if (sessionRun != null && sessionRun.basis == Run.Basis.SESSION_FOLDER) {
                sessionRun.cause = cause;
            }
        } else if (isChained && fault.chain.size() < 16) {
            fault.chain.add(cause);
        }
    }

    /** An HTTP code stands on the second line of its message. */
    private void complete(String message, boolean isStamped) {
        if (unfinished == null) {
            return;
        }
        Matcher m = HTTP_CODE.matcher(message);
        if (!isStamped && m.find()) {
            unfinished.family += m.group(1);
        }
        unfinished = null;
    }

    private static List<Signature> signatures(List<Match> known) {
        return known.stream().map(Match::signature).toList();
    }

    private static String name(String text) {
        return text == null || text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
    }
}
