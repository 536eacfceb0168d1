package io.firewitness.engine;

import io.firewitness.engine.capture.Border;
import io.firewitness.engine.capture.CaptureHead;
import io.firewitness.engine.capture.CaptureReader;
import io.firewitness.engine.document.PartOf;
import io.firewitness.engine.document.Text;
import io.firewitness.engine.judge.CaptureInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads captures, those that one tool wrote one after the other as one recording. What belongs together is told by the files: the
 * same format and settings, times that do not overlap, connections that go on, hosts that look as they did. Names only support it.
 */
final class RotatedCaptures {
    /** Between two packets of hosts that are busy with each other. */
    private static final long TOUCH = 1_000_000_000L;
    /** Keep-alives move no sequence numbers: over a longer pause, files cannot tell whether anybody was recording. */
    private static final long LONGEST_PAUSE = 60 * TOUCH;
    /** Beginnings are held while files are put in order, 1.5 MB each at most: of more captures, each is read by itself. */
    static final int MOST_JOINED = 100;
    /** Later files that are looked at in vain. */
    private static final int MOST_TRIED = 32;

    private final Progress progress;
    /** How many files bear a name. */
    private final Map<String, Integer> names = new HashMap<>();

    private final List<Unread> unread = new ArrayList<>();
    private boolean mayJoin;
    /** Files by recorder, in the order of their time. */
    private final Map<String, List<Placed>> series = new LinkedHashMap<>();
    /** What seems to follow behind a missing file, with the recorder. */
    private final Map<Artifact, String> behindGap = new HashMap<>();

    private record Unread(Artifact artifact, CaptureHead head) {}

    private record Placed(Artifact artifact, boolean isAfterMissing) {}

    /** Takes recordings as soon as they are read. */
    interface Sink {
        void take(CaptureInput input) throws IOException;
    }

    RotatedCaptures(Progress progress) {
        this.progress = progress;
    }

    void read(List<Artifact> captures, Sink sink) throws IOException {
        mayJoin = captures.size() > 1 && captures.size() <= MOST_JOINED;
        for (Artifact capture : captures) {
            names.merge(RotationName.plain(capture.name()), 1, Integer::sum);
            unread.add(new Unread(capture, mayJoin ? CaptureHead.read(capture.open()) : null));
        }
        if (mayJoin) {
            unread.sort(Comparator.comparingLong((Unread u) -> u.head.firstTime())
                    .thenComparing(u -> u.artifact.name())
                    .thenComparing(u -> u.artifact.id()));
        }
        while (!unread.isEmpty()) {
            sink.take(recording());
        }
    }

    private CaptureInput recording() throws IOException {
        CaptureReader reader = new CaptureReader();
        List<CaptureInput.Part> parts = new ArrayList<>();
        Unread next = unread.getFirst();
        String gap = behindGap.get(next.artifact);
        String recorder = gap == null ? next.artifact.id() : gap;
        List<Placed> placed = series.computeIfAbsent(recorder, r -> new ArrayList<>());
        while (next != null) {
            Artifact file = next.artifact;
            unread.remove(next);
            reader.read(file.open(), done -> progress.update("reading", file.id(), done, file.bytes()));
            parts.add(new CaptureInput.Part(file.id(), file.name(), file.open()));
            placed.add(new Placed(file, gap != null && parts.size() == 1));
            next = mayJoin ? next(reader, file, recorder) : null;
        }
        return new CaptureInput(parts, reader.capture(), recorder);
    }

    /** The file that goes on where the last one ended, or null. */
    private Unread next(CaptureReader reader, Artifact last, String recorder) {
        List<Unread> candidates = new ArrayList<>(unread);
        candidates.sort(Comparator.comparing(u -> step(last, u) != RotationName.Step.NEXT));
        Unread next = null;
        Unread behind = null;
        int tried = 0;
        for (Unread candidate : candidates) {
            RotationName.Step step = step(last, candidate);
            Border border = reader.border(candidate.head);
            if (border.nanos() > 0 && tried++ >= MOST_TRIED) {
                break;
            }
            if (border.isOther() || !border.isLater(step == RotationName.Step.NEXT)) {
                continue;
            }
            if (isNext(border, step)) {
                next = candidate;
                break;
            }
            boolean isBehindGap = border.holed() > 0
                    || (step == RotationName.Step.SKIPPED && (border.goingOn() > 0 || border.hasCommonHost()));
            behind = behind == null && isBehindGap ? candidate : behind;
        }
        if (next == null && behind != null) {
            behindGap.putIfAbsent(behind.artifact, recorder);
        }
        return next;
    }

    /** Names that several files bear, as two places that run the same command give them, tell nothing. */
    private RotationName.Step step(Artifact earlier, Unread later) {
        boolean areUnique = isUnique(earlier) && isUnique(later.artifact);
        return areUnique ? RotationName.step(earlier.name(), later.artifact.name()) : RotationName.Step.UNKNOWN;
    }

    private boolean isUnique(Artifact file) {
        return names.get(RotationName.plain(file.name())) == 1;
    }

    private static boolean isNext(Border border, RotationName.Step step) {
        boolean isLong = border.nanos() > LONGEST_PAUSE;
        return switch (step) {
            case NEXT -> !isLong && (border.hasCommonHost() || !border.haveHosts());
            case SKIPPED -> false;
            case UNKNOWN ->
                border.holed() == 0
                        && ((border.goingOn() > 0 && !isLong) || (border.hasCommonHost() && border.nanos() <= TOUCH));
        };
    }

    /** Where each file stands in its recording, by its id; files that stand alone are left out. */
    Map<String, PartOf> parts() {
        Map<String, PartOf> parts = new HashMap<>();
        for (List<Placed> files : series.values()) {
            for (int i = 0; i < files.size() && files.size() > 1; i++) {
                Artifact file = files.get(i).artifact;
                boolean isAfterMissing = files.get(i).isAfterMissing;
                Text text = isAfterMissing
                        ? new Text(
                                "artifact.part-after-missing",
                                Map.of(
                                        "part",
                                        i + 1L,
                                        "of",
                                        (long) files.size(),
                                        "before",
                                        files.get(i - 1).artifact.name()))
                        : new Text("artifact.part", Map.of("part", i + 1L, "of", (long) files.size()));
                String first = files.getFirst().artifact.id();
                parts.put(
                        file.id(),
                        new PartOf(first, i + 1, files.size(), isAfterMissing, Messages.english(text), text));
            }
        }
        return parts;
    }
}
