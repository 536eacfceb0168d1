package io.firewitness.engine;

import io.firewitness.engine.capture.CaptureReader;
import io.firewitness.engine.capture.CaptureReader.Capture;
import io.firewitness.engine.capture.CapturedFile;
import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Clock;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Counts;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.NotEvaluated;
import io.firewitness.engine.document.PartOf;
import io.firewitness.engine.document.PathView;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.document.Transfer;
import io.firewitness.engine.document.Verdict;
import io.firewitness.engine.judge.CaptureInput;
import io.firewitness.engine.judge.CaptureJudge;
import io.firewitness.engine.judge.CaseJudge;
import io.firewitness.engine.log.LogEngine;
import io.firewitness.engine.log.LogResult;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One run over the inputs of one case. */
final class CaseRun {
    private static final long SECOND = 1_000_000_000L;
    /** Connections kept for a comparison of captures; beyond that, captures are judged one after the other. */
    private static final long MOST_FLOWS_HELD =
            Math.max(20_000, Runtime.getRuntime().maxMemory() / 8192);

    private final RulePack pack;
    private final Progress progress;
    private final CaptureJudge judge;
    private final List<ArtifactEntry> entries = new ArrayList<>();
    private final List<CaptureInput> captures = new ArrayList<>();
    private final Map<String, Long> sizes = new HashMap<>();
    /** By id of a capture, its place among those of the case. */
    private final Map<String, Integer> order = new HashMap<>();

    private final List<Clock> clocks = new ArrayList<>();
    private long flowsHeld;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final Map<String, Long> byClass = new TreeMap<>();
    private long omitted;
    private long packets;
    private long ignored;

    CaseRun(RulePack pack, Progress progress) {
        this.pack = pack;
        this.progress = progress;
        this.judge = new CaptureJudge(pack);
    }

    Diagnosis run(List<Artifact> inputs) throws IOException {
        List<Artifact> others = new ArrayList<>();
        List<Artifact> single = new ArrayList<>();
        Map<String, Text> incomplete = new HashMap<>();
        for (Artifact input : withoutParts(inputs, others, incomplete)) {
            progress.update("reading", input.id(), 0, input.bytes());
            ContentType type;
            try (InputStream in = input.open().open()) {
                type = ContentType.detect(ContentType.readHead(in));
            }
            if (type.kind() == ContentType.Kind.CAPTURE) {
                order.put(input.id(), order.size());
                sizes.put(input.id(), input.bytes());
                single.add(input);
            } else if (type.kind() == ContentType.Kind.UNKNOWN) {
                entries.add(refused(input, type));
            } else {
                others.add(input);
            }
        }
        RotatedCaptures rotated = new RotatedCaptures(progress);
        rotated.read(single, this::hold);
        LogResult logs = LogEngine.read(others, pack, this::packedCapture, progress);
        progress.update("judging", null, 0, 0);
        judgeHeld();
        Map<String, PartOf> parts = rotated.parts();
        entries.replaceAll(e -> parts.containsKey(e.id()) ? e.as(parts.get(e.id())) : e);
        for (ArtifactEntry entry : logs.artifacts()) {
            Text why = incomplete.get(entry.id());
            entries.add(why == null ? entry : entry.because(why, Messages.english(why)));
        }
        OneClock clock = OneClock.of(logs.transfers(), connections, logs.localCuts());
        transfers.addAll(clock.transfers());
        clocks.addAll(clock.clocks());
        CaseJudge caseJudge = new CaseJudge(pack);
        Verdict verdict = caseJudge.judge(connections, logs, clock::isLinked);
        // Of what there was no room for, the ports are not known.
        boolean hasBackup = omitted > 0 || connections.stream().anyMatch(caseJudge::isBackup);
        List<NotEvaluated> missing = new ArrayList<>(MissingFiles.of(entries, connections));
        missing.addAll(logs.notEvaluated());
        PathView path = PathFinder.path(connections, entries);
        progress.update("done", null, 0, 0);
        long lines = logs.artifacts().stream()
                .mapToLong(a -> a.lines() == null ? 0 : a.lines())
                .sum();
        return new Diagnosis(
                Diagnosis.SCHEMA,
                Engine.VERSION,
                pack.version(),
                Headlines.worded(verdict, entries, connections, hasBackup, transfers, missing, path),
                entries,
                connections,
                transfers,
                logs.signatures(),
                logs.evidence(),
                missing,
                path,
                clocks,
                new Counts(connections.size(), omitted, packets, ignored, lines, byClass),
                logs.endpoints());
    }

    /**
     * Takes the parts of split archives out of the files: what they hold together is read as one.
     *
     * @param whole takes the joined archives
     * @param incomplete takes, by the id of the first part, which part is missing
     */
    private List<Artifact> withoutParts(List<Artifact> inputs, List<Artifact> whole, Map<String, Text> incomplete)
            throws IOException {
        List<Artifact> rest = new ArrayList<>(inputs);
        for (SplitZip zip : SplitZip.among(inputs)) {
            rest.removeAll(zip.parts());
            Artifact first = zip.parts().getFirst();
            String missing = zip.missing();
            Text reason = missing == null
                    ? new Text("artifact.zip-joined", Map.of("name", first.name()))
                    : new Text("artifact.zip-part-missing", Map.of("name", missing));
            whole.add(missing == null ? zip.joined() : first);
            if (missing != null) {
                incomplete.put(first.id(), reason);
            }
            for (Artifact part : zip.parts().subList(1, zip.parts().size())) {
                entries.add(unread(
                        part,
                        new ContentType(ContentType.Kind.BUNDLE, "zip-part"),
                        missing == null ? "analysed" : "refused",
                        reason));
            }
        }
        return rest;
    }

    /** A capture inside of a bundle can be read only once. */
    private void packedCapture(String id, String name, long bytes, InputStream content) throws IOException {
        Capture read = CaptureReader.read(content, done -> progress.update("reading", id, done, bytes));
        order.put(id, order.size());
        sizes.put(id, bytes);
        hold(CaptureInput.of(id, name, read, null));
    }

    private void hold(CaptureInput input) throws IOException {
        int flows = input.capture().flows().size();
        if (flowsHeld + flows > MOST_FLOWS_HELD) {
            judgeHeld();
        }
        flowsHeld += flows;
        captures.add(input);
    }

    /** Captures are judged together, so that one can testify about the other; as many at a time as fit into memory. */
    private void judgeHeld() throws IOException {
        captures.sort(Comparator.comparingInt(this::place));
        CaptureJudge.Together together = judge.judge(captures);
        clocks.addAll(together.clocks());
        for (int i = 0; i < captures.size(); i++) {
            add(captures.get(i), together.captures().get(i));
        }
        captures.clear();
        flowsHeld = 0;
    }

    /** Recordings stand in the order in which their files were given. */
    private int place(CaptureInput input) {
        return input.parts().stream().mapToInt(p -> order.get(p.id())).min().orElseThrow();
    }

    private void add(CaptureInput input, CaptureJudge.Judged judged) {
        connections.addAll(judged.connections());
        transfers.addAll(judged.transfers());
        judged.byClass().forEach((c, n) -> byClass.merge(c, n, Long::sum));
        omitted += judged.omitted();
        for (int i = 0; i < input.parts().size(); i++) {
            add(input, input.parts().get(i), input.capture().files().get(i), judged);
        }
    }

    private void add(CaptureInput input, CaptureInput.Part part, CapturedFile read, CaptureJudge.Judged judged) {
        packets += read.packets();
        ignored += read.ignored();
        boolean isWhole = read.reason() == null && read.untracked() == 0;
        boolean isUnusable = !isWhole && read.packets() == 0;
        Text reason = isWhole ? null : reason(input.capture(), read);
        ArtifactEntry.Draft draft = new ArtifactEntry.Draft(
                        part.id(), part.name(), "capture", read.format(), sizes.get(part.id()))
                .status(isUnusable ? "refused" : isWhole ? "analysed" : "analysed-in-part", reason, english(reason))
                .packets(read.packets(), read.headersOnly(), read.dropped())
                .seenFrom(judged.vantagePoint(), judged.vantageReason());
        if (read.reason() != null) {
            draft.brokenAt(read.brokenAtByte());
        }
        if (read.packets() > 0) {
            draft.between(instant(read.firstTime()), instant(read.lastTime()));
        }
        entries.add(draft.entry());
    }

    private static String english(Text text) {
        return text == null ? null : Messages.english(text);
    }

    private static Text reason(Capture whole, CapturedFile read) {
        return read.reason() == null
                ? new Text(
                        "artifact.too-many-connections",
                        Map.of("connections", (long) whole.flows().size(), "packets", read.untracked()))
                : new Text(
                        read.reason(),
                        Map.of("byte", read.brokenAtByte(), "packets", read.packets(), "skipped", read.skipped()));
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    private static ArtifactEntry refused(Artifact input, ContentType type) {
        return unread(
                input, type, "refused", Text.of(type.format().equals("empty") ? "artifact.empty" : "artifact.unknown"));
    }

    /** A file that was not read by itself, and why. */
    private static ArtifactEntry unread(Artifact input, ContentType type, String status, Text reason) {
        return new ArtifactEntry.Draft(input.id(), input.name(), type.kind().wire(), type.format(), input.bytes())
                .status(status, reason, Messages.english(reason))
                .entry();
    }
}
