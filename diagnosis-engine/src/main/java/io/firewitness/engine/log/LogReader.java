package io.firewitness.engine.log;

import io.firewitness.engine.log.Grammar.LinePattern;
import io.firewitness.engine.log.Grammar.Match;
import io.firewitness.engine.log.scan.Family;
import io.firewitness.engine.log.scan.Level;
import io.firewitness.engine.log.scan.Line;
import io.firewitness.engine.log.scan.LineScanner;
import io.firewitness.engine.log.scan.TextDecoder;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hears the telling lines of one log and passes on what they say: to its runs, its faults, and the facts of the case. */
final class LogReader implements LineScanner.Listener {
    private static final Pattern TRACE = Pattern.compile("^(?:--|[\\u2013\\u2014]|-)tr:");
    private static final Pattern FRAME =
            Pattern.compile("^(?:at|bei|à|en|in|в|於|場所|위치:)\\s+[\\w.`<>+\\[\\]|,$]+\\(.*|^--- End of .*");
    private static final Pattern HTTP_CODE = Pattern.compile("error code: (\\d{3})");
    private static final int MOST_TLS_CLOSED = 10_000;
    private static final int MOST_WARNINGS = 64;

    private final LogFile file;
    private final Grammar grammar;
    private final TextDecoder decoder;
    private final CaseFacts facts;
    private final OpenRuns runs;
    private final DataMoverFaults faults;
    private final RunPositions positions;
    private final RunEndpoints endpoints;

    private final LogClock clock;
    private SignatureHits.Hit unfinished;
    private boolean hasHeader;
    private boolean isRestarted;

    LogReader(LogFile file, Grammar grammar, TextDecoder decoder, CaseFacts facts) {
        this.file = file;
        this.grammar = grammar;
        this.decoder = decoder;
        this.facts = facts;
        runs = new OpenRuns(file, facts);
        faults = new DataMoverFaults(file, facts, runs);
        positions = new RunPositions(runs, faults);
        endpoints = new RunEndpoints(facts, runs);
        clock = new LogClock(file);
    }

    @Override
    public void line(Line line) {
        boolean isStamped = line.prefix().family() != Family.NONE;
        Level level = line.prefix().level();
        boolean isMarked = isStamped && level != Level.NONE && level != Level.INFO;
        String message = line.message();
        List<LinePattern> patterns = grammar.patterns(line);
        Where at = clock.at(line, inner(patterns, message));
        if (isStamped && isRestarted) {
            facts.restart(at);
            isRestarted = false;
        }
        complete(message, isStamped);
        List<Match> known = grammar.signatures(message, line, isMarked || (!isStamped && isInError()));
        if (!known.isEmpty()) {
            known(known, at, grammar.redactor().clean(line.text()));
        }
        boolean isDataMover = line.prefix().family() == Family.AGENT;
        if (isDataMover && level == Level.WARNING) {
            faults.warning(at, known);
        } else if (isDataMover && isMarked) {
            faults.error(level, line.prefix().thread(), cause(at, message, known));
        }
        for (int i = 0; i < patterns.size(); i++) {
            Matcher m = patterns.get(i).pattern().matcher(message);
            if (m.find()) {
                told(patterns.get(i), m, line, at);
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
        clock.back(line, from, to);
    }

    @Override
    public void ahead(Line line, long from, long to) {
        clock.ahead(line, from, to);
    }

    @Override
    public void tooLong(long number) {
        file.warn("artifact.log.line-too-long", Map.of("line", number));
    }

    /** The file ended. */
    void finish() {
        runs.finish();
    }

    private boolean isInError() {
        return faults.last() != null || runs.isAny();
    }

    private Cause cause(Where at, String text, List<Match> known) {
        return new Cause(
                at,
                grammar.redactor().clean(text),
                known.stream().map(Match::signature).toList(),
                known.isEmpty() || known.stream().anyMatch(Match::isConfirmed));
    }

    private void known(List<Match> known, Where at, String shown) {
        for (Match match : known) {
            if (match.signature().id().equals("tls-closed") && facts.tlsClosed.size() < MOST_TLS_CLOSED) {
                facts.tlsClosed.add(at);
            }
            if (match.isConfirmed()) {
                SignatureHits.Hit hit = facts.signatures.add(match, at, shown);
                unfinished = hit != null && hit.family.endsWith("-") ? hit : unfinished;
            }
        }
    }

    /** A number that is none leaves the line text: a pattern of a rule pack may take more than digits. */
    private void told(LinePattern pattern, Matcher m, Line line, Where at) {
        try {
            event(pattern, m, line, at);
        } catch (NumberFormatException noNumber) {
            file.notUnderstood(line.number(), grammar.redactor().clean(line.text()));
        }
    }

    private void event(LinePattern pattern, Matcher m, Line line, Where at) {
        long thread = line.prefix().thread();
        boolean isDataMover = line.prefix().family() == Family.AGENT;
        switch (pattern.event()) {
            case "header" -> header();
            case "machine" -> file.machine = OpenRuns.name(m.group("host"));
            case "culture" -> culture(m.group("culture"));
            case "product" -> product(m);
            case "command" -> runs.command(m);
            case "utc-time" -> {
                if (m.namedGroups().containsKey("summer")) {
                    clock.summer("True".equals(m.group("summer")));
                }
            }
            case "utc-offset" -> clock.offset(Numbers.hours(m.group("hours")));
            case "job-field" -> runs.jobField(m.group("key"), OpenRuns.name(m.group("value")));
            case "job-stopped" -> runs.jobStopped(m.group("job"), OpenRuns.name(m.group("name")));
            case "addresses" -> facts.addresses(m.group("list"));
            case "block-size" -> runs.blockSize(Long.parseLong(m.group("kib")));
            case "session" -> runs.session(m, at);
            case "retry" -> runs.retry(m.group("will").equals("True"));
            case "job-end" -> runs.jobEnd(m, at);
            case "task-start" -> runs.taskStart(m, thread, at);
            case "task-end" -> runs.taskEnd(m, thread, at);
            case "progress" -> runs.progress(m, thread, at);
            case "task-run" -> runs.taskRun(m, at);
            case "disk" -> positions.disk(m, thread);
            case "disk-of" -> positions.diskOf(m, thread);
            case "upload" -> positions.upload(m.group("disk"), isDataMover, thread);
            case "pex" -> positions.pex(m, thread, at, pattern.isConfirmed());
            case "blocks" -> {
                long block = Long.parseLong(m.group("blocks"));
                positions.position(new Spot(Spot.Unit.BLOCK, block, at, pattern.isConfirmed()), isDataMover, thread);
            }
            case "pointer" -> {
                long pointer = Long.parseLong(m.group("pos"));
                positions.position(new Spot(Spot.Unit.BYTE, pointer, at, pattern.isConfirmed()), isDataMover, thread);
            }
            case "agent-start" -> endpoints.agentStart(m, thread, at);
            case "agent-session" -> endpoints.agentSession(m, thread, at);
            case "endpoint" -> endpoints.endpoint(m, pattern.kind(), thread, at);
            case "run-start" -> runs.runStart(m, at);
            case "run-end" -> runs.runEnd(at);
            case "object-start" -> runs.objectStart(m, thread, at);
            case "object-end" -> runs.objectEnd(m.group("status"), thread, at);
            case "object-job" -> runs.jobOfObjects(m.group("job"));
            case "stopping" -> facts.restart(at);
            default -> {
                // A rule pack may name events that this engine does not know yet: the line stays text.
            }
        }
    }

    private void header() {
        runs.header();
        clock.header();
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
            file.product = OpenRuns.name(exe.substring(Math.max(exe.lastIndexOf('\\'), exe.lastIndexOf('/')) + 1));
            file.version = m.group("version");
        }
    }

    /** A stamp with an offset of its own inside the message; null where there is none. */
    private static OffsetDateTime inner(List<LinePattern> patterns, String message) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).event().equals("vddk")) {
                Matcher m = patterns.get(i).pattern().matcher(message);
                try {
                    return m.find() ? OffsetDateTime.parse(m.group("ts")) : null;
                } catch (DateTimeParseException impossible) {
                    return null;
                }
            }
        }
        return null;
    }

    private void error(Line line, Where at, String message, List<Match> known) {
        long thread = line.prefix().thread();
        Run run = line.prefix().family() == Family.VB365 ? runs.failedObject(thread) : runs.scope(thread);
        String text = message;
        if (line.prefix().family() == Family.VB365) {
            if (!message.startsWith("Error:")) {
                return;
            }
            text = message.substring(6).trim();
        }
        Matcher path = TRACE.matcher(text);
        boolean isPath = path.find();
        if (run == null || FRAME.matcher(text).matches()) {
            return;
        }
        Cause said = cause(at, isPath ? text.substring(path.end()) : text, known);
        boolean isSame = run.lastError != null
                && run.errorThread == thread
                && Math.abs(at.local() - run.lastError.local()) <= DataMoverFaults.CHAIN_MILLIS;
        if (isPath && !isSame) {
            return;
        }
        run.errorThread = thread;
        run.lastError = at;
        take(run, said, isSame, isPath);
        if ("stopped-by-user".equals(said.ordinary())) {
            run.isStoppedByUser = true;
        }
        if (line.prefix().family() == Family.VB365) {
            run.end = at;
            runs.errorTold(thread, run);
        }
    }

    /** The first sentence of a chain is its cause, but for one that only wraps another, and for what the far side names behind it. */
    private void take(Run run, Cause said, boolean isSame, boolean isPath) {
        boolean isWrapper = grammar.isWrapper(said.text());
        boolean isOpen = run.cause == null || run.cause.ordinary() == null;
        boolean isFirst = run.cause == null || (!isPath && !isWrapper && grammar.isWrapper(run.cause.text()));
        boolean isBetter = isOpen && (isFirst || said.ordinary() != null);
        boolean isAside = run.isEndOfTransfer && said.signatures().isEmpty();
        if (run.cause != null && grammar.isClearingUp(said.text())) {
            return;
        }
        if (isSame ? isBetter : !isAside && !"mail-server".equals(said.ordinary())) {
            run.cause = said;
            run.isEndOfTransfer &= isSame;
        }
        run.isEndOfTransfer |= isSame && isWrapper;
    }

    /** A line that is no error, and yet names one: only stalls and stops are of use, the rest is repeated as an error. */
    private void notice(Line line, Where at, String message, List<Match> known) {
        for (Match match : known) {
            if ("stopped-by-user".equals(match.signature().cause())) {
                runs.stoppedByUser();
            }
            Run run = match.signature().type().equals("stall")
                    ? runs.scope(line.prefix().thread())
                    : null;
            if (run != null && run.warnings.size() < MOST_WARNINGS) {
                run.warnings.add(cause(at, message, known));
            }
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
}
