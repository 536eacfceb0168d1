package io.firewitness.engine.log;

import io.firewitness.engine.log.Grammar.Signature;
import java.util.ArrayList;
import java.util.List;

/** One attempt at one disk (or at one object, where logs name no disk). */
final class Tried {
    final Run run;
    /** Name of the disk, or null. */
    final String disk;
    /** {@code failed}, {@code completed}, {@code stopped} or {@code unknown}. */
    final String outcome;
    /** Printed positions of this disk, the most exact first. */
    final List<Spot> spots;
    /** Size of what was moved; 0 where unknown. */
    final long totalBytes;

    String retry = "run";
    String notComparable;

    Tried(Run run, String disk, String outcome, List<Spot> spots, long totalBytes) {
        this.run = run;
        this.disk = disk;
        this.outcome = outcome;
        this.spots = spots;
        this.totalBytes = totalBytes;
    }

    String object() {
        String whole = run.object == null ? "?" : run.object;
        return disk == null ? whole : whole + "/" + disk;
    }

    String key() {
        return (run.jobId == null ? run.job : run.jobId) + '\u0000' + object();
    }

    long order() {
        Where at = run.start == null ? run.end : run.start;
        return at == null ? Long.MIN_VALUE : at.order();
    }

    boolean isFailed() {
        return outcome.equals("failed");
    }

    Cause cause() {
        return isFailed() ? run.cause : null;
    }

    List<Signature> signatures() {
        List<Signature> all = new ArrayList<>();
        if (isFailed()) {
            run.warnings.forEach(w -> all.addAll(w.signatures()));
            if (run.cause != null) {
                all.addAll(run.cause.signatures());
            }
        }
        return all.stream().distinct().toList();
    }

    /** The everyday reason its cause names, or null. */
    String ordinaryCause() {
        return cause() == null ? null : cause().ordinary();
    }

    /** {@code reset}, {@code stall} or null where the cause says neither. */
    String mode() {
        String mode = null;
        for (Signature s : signatures()) {
            if ("reset".equals(s.mode())) {
                return "reset";
            }
            mode = s.mode() == null ? mode : s.mode();
        }
        return mode;
    }

    boolean hasNetworkCause() {
        return signatures().stream().anyMatch(Signature::isNetwork);
    }

    Spot spot(Spot.Unit unit) {
        for (Spot s : spots) {
            if (s.unit() == unit) {
                return s;
            }
        }
        return null;
    }

    /** Bytes of the object before the place, or null where only a percentage or nothing is known. */
    Long offsetBytes() {
        for (Spot s : spots) {
            switch (s.unit()) {
                case BLOCK -> {
                    return s.value() * run.blockBytes;
                }
                case BYTE, ROUNDED_BYTE -> {
                    return s.value();
                }
                case PERCENT -> {
                    // less exact than any of the others
                }
            }
        }
        return null;
    }

    Double percent() {
        Spot s = spot(Spot.Unit.PERCENT);
        return s == null ? null : (double) s.value();
    }
}
