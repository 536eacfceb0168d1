package io.firewitness.engine.log;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.ContentType;
import io.firewitness.engine.Messages;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.LogEndpoint;
import io.firewitness.engine.document.LogInfo;
import io.firewitness.engine.document.Signature;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.log.archive.Limits;
import io.firewitness.engine.log.archive.Member;
import io.firewitness.engine.log.archive.Unpacker;
import io.firewitness.engine.log.scan.LineScanner;
import io.firewitness.engine.log.scan.TextDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One run over the logs and bundles of one case. */
final class LogRun implements Unpacker.Visitor {
    private static final int MOST_ENTRIES = 5000;
    private static final String MORE_FILES = "artifact.more-files";

    private final RulePack pack;
    private final Grammar grammar;
    private final CaptureSink captures;
    private final Progress progress;
    private final CaseFacts facts = new CaseFacts();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long unlisted;

    /** What becomes an entry of the document. */
    private static final class Entry {
        final String id;
        final String name;
        final String kind;
        final String format;
        final long bytes;
        LogFile log;
        String key;
        Map<String, Object> args = Map.of();
        boolean isRefused;
        Long brokenAtByte;

        Entry(String id, String name, String kind, String format, long bytes) {
            this.id = id;
            this.name = name;
            this.kind = kind;
            this.format = format;
            this.bytes = bytes;
        }
    }

    LogRun(RulePack pack, Grammar grammar, CaptureSink captures, Progress progress) {
        this.pack = pack;
        this.grammar = grammar;
        this.captures = captures;
        this.progress = progress;
    }

    LogResult run(List<Artifact> inputs) throws IOException {
        for (Artifact input : inputs) {
            new Unpacker(Limits.USUAL, grammar.redactor()::name, this)
                    .open(input, done -> progress.update("reading", input.id(), done, input.bytes()));
        }
        assumeOffsets();
        Map<String, List<Tried>> places = LogJoiner.join(facts, grammar);
        Map<String, SamePlace> same = new LinkedHashMap<>();
        places.forEach((key, tries) -> same.put(key, SamePlace.of(tries)));
        LogEvidence rules = new LogEvidence(pack, facts, places, same);
        List<Evidence> evidence = rules.evidence();
        Map<String, Instant> localCuts = new HashMap<>();
        return new LogResult(
                entries.values().stream().map(this::entry).toList(),
                TransferWriter.write(facts, places, same, localCuts),
                signatures(),
                evidence,
                rules.missing(),
                localCuts,
                endpoints(),
                rules.summary(evidence));
    }

    @Override
    public void archive(String id, String name, ContentType type, long bytes) {
        put(new Entry(id, name, "bundle", type.format(), bytes));
    }

    @Override
    public void damage(String id, String name, String key, Map<String, Object> args) {
        Entry entry = entries.get(id);
        if (entry == null) {
            entry = new Entry(id, name, "unknown", null, -1);
            entry.isRefused = true;
            put(entry);
            int slash = id.lastIndexOf('/');
            for (int at = id.indexOf('/'); at > 0 && at <= slash; at = id.indexOf('/', at + 1)) {
                Entry outer = entries.get(id.substring(0, at));
                if (outer != null && outer.key == null) {
                    outer.key = "artifact.bundle-in-part";
                }
            }
        }
        entry.key = key;
        entry.args = args;
        entry.brokenAtByte = args.get("byte") instanceof Long at ? at : null;
        if (entry.kind.equals("bundle") && key.equals("artifact.nested-too-deep")) {
            entry.isRefused = true;
        }
    }

    @Override
    public void file(Member member) throws IOException {
        ContentType.Kind kind = member.type().kind();
        if (kind == ContentType.Kind.CAPTURE) {
            captures.capture(member.id(), member.name(), member.bytes(), member.content());
            return;
        }
        Entry entry =
                new Entry(member.id(), member.name(), kind.wire(), member.type().format(), member.bytes());
        put(entry);
        if (kind != ContentType.Kind.LOG) {
            entry.isRefused = true;
            entry.key = member.type().format().equals("empty") ? "artifact.empty" : "artifact.unknown";
            return;
        }
        LogFile log = new LogFile(member.id(), member.name(), member.path(), member.shown());
        entry.log = log;
        facts.file(log);
        TextDecoder decoder = grammar.decoder();
        LineScanner scanner = new LineScanner(grammar.finder(), decoder);
        LogReader reader = new LogReader(log, grammar, decoder, facts);
        DateOrder order = DateOrder.of(member.head().array(), member.name());
        scanner.monthFirst(order == DateOrder.MONTH_FIRST);
        if (order == DateOrder.UNKNOWN) {
            log.dateOrderUnknown();
        }
        try {
            scanner.scan(text(member, log), member.packed(), reader);
        } finally {
            reader.finish();
            log.dateOrder(scanner.isFoundMonthFirst());
            log.lines = scanner.lines();
            log.stamped = scanner.stamped();
            log.encoding = decoder.foundPage() == null ? log.encoding : decoder.foundPage();
            Long offset = log.offsets().isEmpty() ? null : log.offsets().first();
            log.first = new Where(log, 1, scanner.firstLocal(), offset);
            log.last = new Where(
                    log,
                    1,
                    scanner.lastLocal(),
                    log.offsets().isEmpty() ? null : log.offsets().last());
        }
    }

    private static InputStream text(Member member, LogFile log) throws IOException {
        byte[] head = member.head().array();
        InputStream in = member.content();
        boolean hasMark = head.length >= 2 && ((head[0] == -1 && head[1] == -2) || (head[0] == -2 && head[1] == -1));
        if (hasMark) {
            in.skipNBytes(2);
            log.encoding = head[0] == -1 ? "utf-16le" : "utf-16be";
        } else if (head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF) {
            in.skipNBytes(3);
        } else if (head.length >= 16 && (head[0] == 0 || head[1] == 0)) {
            log.encoding = head[1] == 0 ? "utf-16le" : "utf-16be";
        }
        return switch (log.encoding) {
            case "utf-16le" -> new Utf16Input(in, StandardCharsets.UTF_16LE);
            case "utf-16be" -> new Utf16Input(in, StandardCharsets.UTF_16BE);
            default -> in;
        };
    }

    private void put(Entry entry) {
        if (entries.size() < MOST_ENTRIES || entry.kind.equals("bundle")) {
            entries.putIfAbsent(entry.id, entry);
        } else if (!entries.containsKey(entry.id)) {
            unlisted++;
            Entry upload = entries.get(upload(entry.id));
            if (upload != null && (upload.key == null || upload.key.equals(MORE_FILES))) {
                upload.key = MORE_FILES;
                upload.args = Map.of("files", unlisted);
            }
        }
    }

    private static String upload(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }

    /** Data movers print no header: they get the offset on which all headers of their host agree, else all of the case. */
    private void assumeOffsets() {
        TreeSet<Long> all = new TreeSet<>();
        Map<String, TreeSet<Long>> byHost = new HashMap<>();
        for (LogFile f : facts.files()) {
            all.addAll(f.offsets());
            byHost.computeIfAbsent(f.host(), h -> new TreeSet<>()).addAll(f.offsets());
        }
        for (LogFile f : facts.files()) {
            TreeSet<Long> ofHost = byHost.get(f.host());
            TreeSet<Long> known = ofHost.isEmpty() ? all : ofHost;
            if (known.size() == 1) {
                f.assumeOffset(known.first());
            }
        }
    }

    private ArtifactEntry entry(Entry e) {
        LogFile log = e.log;
        Text reason = e.key == null ? null : new Text(e.key, e.args);
        if (reason == null && log != null) {
            reason = log.warnings.stream()
                    .filter(w -> w.key().equals("artifact.log.line-too-long"))
                    .findFirst()
                    .orElse(null);
        }
        ArtifactEntry.Draft draft = new ArtifactEntry.Draft(e.id, e.name, e.kind, e.format, e.bytes)
                .status(
                        e.isRefused ? "refused" : reason == null ? "analysed" : "analysed-in-part",
                        reason,
                        reason == null ? null : Messages.english(reason))
                .brokenAt(e.brokenAtByte);
        if (log != null) {
            draft.between(log.first.instant(), log.last.instant()).lines(log.lines, log.zone(), info(log));
        }
        return draft.entry();
    }

    private static LogInfo info(LogFile log) {
        return new LogInfo(
                log.product,
                log.version,
                log.machine,
                log.culture,
                log.encoding,
                log.stamped,
                log.notUnderstood,
                log.samples.stream()
                        .map(s -> new LogInfo.LogSample(s.line(), s.text()))
                        .toList(),
                log.warnings);
    }

    private List<Signature> signatures() {
        List<Signature> result = new ArrayList<>();
        for (SignatureHits.Hit hit : facts.signatures.all()) {
            Instant time = hit.at.instant();
            result.add(new Signature(
                    hit.id, hit.at.file().name(), hit.at.file().id(), hit.at.line(), time, hit.text, hit.family));
        }
        return result;
    }

    private List<LogEndpoint> endpoints() {
        List<LogEndpoint> result = new ArrayList<>();
        for (List<EndpointSeen> seen : facts.endpoints.values()) {
            EndpointSeen first = seen.getFirst();
            result.add(new LogEndpoint(
                    first.host(),
                    first.port() == 0 ? null : first.port(),
                    first.kind(),
                    seen.stream().map(s -> s.at().pointer()).toList()));
        }
        return result;
    }
}
