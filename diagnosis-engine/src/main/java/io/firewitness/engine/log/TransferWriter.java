package io.firewitness.engine.log;

import io.firewitness.engine.document.Attempt;
import io.firewitness.engine.document.AttemptLog;
import io.firewitness.engine.document.Control;
import io.firewitness.engine.document.LogEndpoint;
import io.firewitness.engine.document.LogPlace;
import io.firewitness.engine.document.Pointer;
import io.firewitness.engine.document.SameOffset;
import io.firewitness.engine.document.Transfer;
import io.firewitness.engine.log.Grammar.Signature;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes attempts as transfers of the document. */
final class TransferWriter {
    private static final int MOST_TRANSFERS = 5000;
    private static final int MOST_CONTROLS = 20;

    private TransferWriter() {}

    /** {@code localCuts} takes the printed time of errors whose instant is not known. */
    static List<Transfer> write(
            CaseFacts facts,
            Map<String, List<Tried>> places,
            Map<String, SamePlace> same,
            Map<String, Instant> localCuts) {
        List<Transfer> result = new ArrayList<>();
        for (Map.Entry<String, List<Tried>> entry : places.entrySet()) {
            if (result.size() >= MOST_TRANSFERS) {
                break;
            }
            String id = "log~t" + (result.size() + 1);
            List<Attempt> attempts = new ArrayList<>();
            for (Tried t : entry.getValue()) {
                Attempt attempt = attempt(id + "." + (attempts.size() + 1), t, facts);
                attempts.add(attempt);
                Where cut = t.cause() == null ? null : t.cause().at();
                boolean isLocal = cut != null
                        && cut.instant() == null
                        && cut.local() != Long.MIN_VALUE
                        && !cut.file().isDateOrderUnknown();
                if (isLocal) {
                    localCuts.put(attempt.id(), Instant.ofEpochMilli(cut.local()));
                }
            }
            SamePlace place = same.get(entry.getKey());
            SameOffset offset = place.of() < 2
                    ? null
                    : new SameOffset(place.holds(), place.together().size(), place.of(), toleranceBytes(place));
            String unit = place.unit() == Spot.Unit.PERCENT ? "percent" : "byte";
            Tried first = entry.getValue().getFirst();
            result.add(new Transfer(
                    id, first.object(), "log", attempts, offset, unit, place.chance(), controls(place, first, places)));
        }
        return result;
    }

    private static long toleranceBytes(SamePlace place) {
        if (place.together().isEmpty()) {
            return 0;
        }
        Tried t = place.together().getFirst();
        return switch (place.unit()) {
            case BLOCK -> place.tolerance() * t.run.blockBytes;
            case BYTE, ROUNDED_BYTE -> place.tolerance();
            case PERCENT -> t.totalBytes / 100;
        };
    }

    /** Attempts of other objects that went further than the place where this one dies. */
    private static List<Control> controls(SamePlace place, Tried first, Map<String, List<Tried>> places) {
        List<Control> result = new ArrayList<>();
        if (!place.holds()) {
            return result;
        }
        Long at = first.offsetBytes();
        for (List<Tried> others : places.values()) {
            for (Tried t : others) {
                Spot end = t.spot(Spot.Unit.BYTE);
                boolean isFurther = t.outcome.equals("completed")
                        && !t.object().equals(first.object())
                        && t.run.job.equals(first.run.job)
                        && end != null
                        && (at == null || end.value() > at);
                if (isFurther && result.size() < MOST_CONTROLS) {
                    result.add(new Control(
                            t.object(),
                            end.at().file().name(),
                            end.value(),
                            end.at().line()));
                }
            }
        }
        return result;
    }

    private static Attempt attempt(String id, Tried t, CaseFacts facts) {
        Run run = t.run;
        Where start = run.start;
        Where end = run.end;
        Where shown = end == null ? start : end;
        List<Long> lines = new ArrayList<>();
        if (start != null && shown != null && start.file() == shown.file()) {
            lines.add(start.line());
        }
        if (shown != null && (end != null || lines.isEmpty())) {
            lines.add(shown.line());
        }
        List<Signature> known = t.signatures();
        Cause cause = t.cause();
        String error = cause == null || cause.signatures().isEmpty()
                ? known.isEmpty() ? null : known.getFirst().id()
                : cause.signatures().getFirst().id();
        List<Pointer> pointers = new ArrayList<>();
        add(pointers, start);
        add(pointers, cause == null ? null : cause.at());
        add(pointers, end);
        return new Attempt(
                id,
                start == null ? null : start.instant(),
                end == null ? null : end.instant(),
                t.offsetBytes(),
                t.percent(),
                shown == null ? null : shown.file().name(),
                lines,
                null,
                t.isFailed() ? error : null,
                t.outcome,
                new AttemptLog(
                        run.job,
                        run.jobId,
                        run.jobSession,
                        run.taskId,
                        run.basis.wire(),
                        t.retry,
                        run.resumes,
                        cause == null ? null : cause.text(),
                        t.ordinaryCause(),
                        known.stream().map(Signature::id).toList(),
                        t.notComparable,
                        cause == null ? null : cause.at().instant(),
                        local(start),
                        local(end),
                        t.spots.stream().map(TransferWriter::place).toList(),
                        endpoints(run, facts),
                        pointers));
    }

    /** End points as printed; of those printed by name also the addresses that other lines tell, as a capture has them. */
    private static List<LogEndpoint> endpoints(Run run, CaseFacts facts) {
        Map<String, LogEndpoint> endpoints = new LinkedHashMap<>();
        for (EndpointSeen e : run.endpoints) {
            List<String> hosts = new ArrayList<>(List.of(e.host()));
            hosts.addAll(facts.addressesOf(e.host()));
            for (String host : hosts) {
                endpoints.putIfAbsent(
                        e.kind() + host + e.port(),
                        new LogEndpoint(host, e.port() == 0 ? null : e.port(), e.kind(), List.of(e.at().pointer())));
            }
        }
        return List.copyOf(endpoints.values());
    }

    private static void add(List<Pointer> pointers, Where at) {
        if (at != null) {
            pointers.add(at.pointer());
        }
    }

    private static LogPlace place(Spot s) {
        return new LogPlace(
                s.unit().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                s.value(),
                s.at().file().name(),
                s.at().line(),
                s.isConfirmed());
    }

    private static String local(Where at) {
        return at == null || at.local() == Long.MIN_VALUE
                ? null
                : LocalDateTime.ofEpochSecond(
                                Math.floorDiv(at.local(), 1000),
                                (int) Math.floorMod(at.local(), 1000L) * 1_000_000,
                                ZoneOffset.UTC)
                        .toString();
    }
}
