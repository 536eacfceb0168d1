package io.firewitness.engine.judge;

import io.firewitness.engine.capture.Flow;
import io.firewitness.engine.document.Attempt;
import io.firewitness.engine.document.Control;
import io.firewitness.engine.document.SameOffset;
import io.firewitness.engine.document.Transfer;
import java.util.ArrayList;
import java.util.List;

/** Writes the attempts of a transfer down: those of one pair of hosts and one port. */
final class TransferWriter {
    private static final int MOST_TRANSFERS = 1000;
    private static final int MOST_ATTEMPTS = 1000;
    private static final int MOST_CONTROLS = 8;

    private TransferWriter() {}

    static List<Transfer> write(CaptureInput input, List<Chain> chains) {
        List<Transfer> transfers = new ArrayList<>();
        for (Chain chain : chains) {
            boolean isFailed =
                    !chain.failed().isEmpty() && chain.members().getFirst().flow.isTcp();
            if (isFailed && transfers.size() < MOST_TRANSFERS) {
                transfers.add(transfer(input, input.id() + "~t" + (transfers.size() + 1), chain));
            }
        }
        return transfers;
    }

    private static Transfer transfer(CaptureInput input, String id, Chain chain) {
        Place best = chain.best();
        List<Attempt> attempts = new ArrayList<>();
        for (Subject s : chain.members().subList(0, Math.min(chain.members().size(), MOST_ATTEMPTS))) {
            attempts.add(attempt(input, id + "." + (attempts.size() + 1), s, chain.placeOf(s)));
        }
        Flow flow = chain.members().getFirst().flow;
        boolean isCompared = chain.failed().size() >= 2;
        SameOffset same = isCompared
                ? new SameOffset(
                        best.isConvincing(),
                        best.attempts().size(),
                        chain.failed().size(),
                        best.widthBytes())
                : null;
        return new Transfer(
                id,
                flow.clientAddress() + " > " + flow.serverAddress() + ":" + flow.serverPort(),
                "capture",
                attempts,
                same,
                "byte",
                isCompared ? (Double) best.chance() : null,
                best.isConvincing() ? controls(input, chain, best) : List.of());
    }

    private static Attempt attempt(CaptureInput input, String id, Subject s, Place place) {
        Long got = !s.hit().hasStart()
                ? null
                : s.isKilled() ? (Long) s.place() : (Long) s.hit().dataEnd();
        return new Attempt(
                id,
                ConnectionWriter.instant(s.flow.firstTime()),
                ConnectionWriter.instant(s.flow.lastTime()),
                place.ends().getOrDefault(s, got),
                null,
                input.part(s.namedBy()).id(),
                List.of(),
                ConnectionWriter.id(input, s),
                null,
                s.isKilled() ? "failed" : s.ending.mode() == Ending.Mode.CLOSED ? "completed" : "unknown");
    }

    /** Connections of the same pair that got past the place and ended well. */
    private static List<Control> controls(CaptureInput input, Chain chain, Place place) {
        long at =
                place.ends().values().stream().mapToLong(Long::longValue).max().orElse(0);
        return chain.members().stream()
                .filter(s -> s.ending.mode() == Ending.Mode.CLOSED && s.hit().acknowledgedPayload() > at)
                .limit(MOST_CONTROLS)
                .map(s -> new Control(
                        s.flow.clientAddress() + ":" + s.flow.clientPort(),
                        input.part(s.namedBy()).id(),
                        s.hit().acknowledgedPayload(),
                        null))
                .toList();
    }
}
