package io.firewitness.engine;

import io.firewitness.engine.Transformations.Promise;
import io.firewitness.engine.Transformations.Transformation;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.VerdictClass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/** Judges a capture as it is and changed, and tells for each connection what became of its verdict. */
final class Metamorphosis {
    private static final Set<VerdictClass> BY_A_DEVICE = EnumSet.of(
            VerdictClass.FIREWALL_SIGNATURE_RESET, VerdictClass.KEY_EXCHANGE_BLOCKED, VerdictClass.IDLE_TIMEOUT_RESET);

    /** What became of the verdict of a connection. */
    enum Outcome {
        /** Same class. */
        SAME,
        /** A class that claims less. */
        HUMBLER,
        /** Another class that the label allows for less than this capture. */
        ALLOWED,
        /** What really happened, found only now. */
        FOUND,
        /** Not seen any more. */
        GONE,
        /** Humbler, although nothing of what was known is gone. */
        LOST,
        /** Another place. */
        MOVED,
        /** Another cause. */
        OTHER,
        /** A firewall, although it was none. */
        ACCUSED;

        boolean isWrong() {
            return compareTo(LOST) >= 0;
        }
    }

    /** The verdict of one connection before and after, and what to make of it. */
    record Change(String file, String transformation, String connection, Outcome outcome, String detail) {}

    /** What a label says of a connection: the true cause, and all classes that its capture supports. */
    record Truth(Set<String> causes, Set<String> allowed) {}

    private Metamorphosis() {}

    static Diagnosis judge(List<byte[]> files) throws IOException {
        return judge(files, List.of("client", "server"));
    }

    static Diagnosis judge(List<byte[]> files, List<String> names) throws IOException {
        List<Artifact> artifacts = new ArrayList<>();
        for (byte[] bytes : files) {
            String id = "a" + (artifacts.size() + 1);
            artifacts.add(
                    new Artifact(id, names.get(artifacts.size()), bytes.length, () -> new ByteArrayInputStream(bytes)));
        }
        return Engine.diagnose(artifacts, RulePack.builtIn(), Progress.NONE);
    }

    /** Every change of a capture's verdicts under a transformation. */
    static List<Change> of(
            String file, Recording recording, Diagnosis before, Transformation t, Function<Connection, Truth> truth)
            throws IOException {
        return compare(file, before, t, judge(t.files().apply(recording)), truth);
    }

    static List<Change> compare(
            String file, Diagnosis before, Transformation t, Diagnosis after, Function<Connection, Truth> truth) {
        boolean isOne = before.artifacts().size() == 1;
        Set<String> clients =
                before.connections().stream().map(c -> c.client().address()).collect(Collectors.toSet());
        boolean isMerged = t.name().startsWith("among others");
        Map<String, List<Connection>> found = after.connections().stream()
                .filter(c -> !isMerged || clients.contains(c.client().address()))
                .collect(Collectors.groupingBy(c -> (isOne ? "" : c.artifact()) + name(c, p -> p)));
        Map<String, List<Connection>> had = before.connections().stream()
                .collect(Collectors.groupingBy(c -> (isOne ? "" : c.artifact())
                        + name(c, !isOne && c.artifact().equals("client") ? p -> p : t.port())));
        List<Change> changes = new ArrayList<>();
        had.forEach((name, was) -> {
            List<Connection> is = found.getOrDefault(name, List.of());
            for (int i = 0; i < was.size(); i++) {
                // Of one that was split, each part must keep within bounds, and the best one tells what is known.
                List<Connection> parts = was.size() == 1 ? is : i < is.size() ? List.of(is.get(i)) : List.of();
                changes.add(change(file, t, was.get(i), parts, truth.apply(was.get(i))));
            }
        });
        return changes;
    }

    private static String name(Connection c, IntUnaryOperator port) {
        int a = port.applyAsInt(c.client().port());
        int b = port.applyAsInt(c.server().port());
        return c.transport() + " " + c.interfaceNumber() + " " + Math.max(a, b) + " " + Math.min(a, b);
    }

    private static Change change(String file, Transformation t, Connection was, List<Connection> is, Truth truth) {
        Outcome worst = Outcome.SAME;
        Outcome best = is.isEmpty() ? Outcome.GONE : Outcome.ACCUSED;
        for (Connection c : is) {
            Outcome o = outcome(t.promise(), was, c, truth);
            worst = o.compareTo(worst) > 0 ? o : worst;
            best = o.compareTo(best) < 0 ? o : best;
        }
        Outcome outcome = worst.compareTo(Outcome.LOST) > 0 ? worst : best;
        boolean isLoss = outcome == Outcome.HUMBLER || outcome == Outcome.ALLOWED || outcome == Outcome.GONE;
        if (isLoss && t.promise() == Promise.SAME) {
            outcome = Outcome.LOST;
        }
        String detail = told(was) + " -> "
                + is.stream().map(Metamorphosis::told).collect(Collectors.joining(" | ")) + "; cause " + truth.causes;
        return new Change(file, t.name(), was.id(), outcome, detail);
    }

    private static String told(Connection c) {
        return c.verdict().verdictClass().wire() + " " + Math.round(c.verdict().confidence() * 100)
                + (c.kill() == null ? "" : " at " + c.kill().streamOffset());
    }

    private static Outcome outcome(Promise promise, Connection was, Connection is, Truth truth) {
        VerdictClass before = was.verdict().verdictClass();
        VerdictClass after = is.verdict().verdictClass();
        boolean isTrue = truth.causes.contains(after.wire());
        if (after == before) {
            return promise == Promise.HUMBLER || promise == Promise.PART || isSamePlace(was, is)
                    ? Outcome.SAME
                    : Outcome.MOVED;
        }
        boolean isQuiet = promise == Promise.PART && after == VerdictClass.HEALTHY;
        if (after == VerdictClass.INSUFFICIENT || isQuiet || isHumbler(before, after)) {
            return Outcome.HUMBLER;
        }
        if (isTrue) {
            return Outcome.FOUND;
        }
        if (truth.allowed.contains(after.wire())) {
            return Outcome.ALLOWED;
        }
        return after.accusesFirewall() ? Outcome.ACCUSED : Outcome.OTHER;
    }

    private static boolean isHumbler(VerdictClass before, VerdictClass after) {
        return after == VerdictClass.MIDDLEBOX_RESET
                ? BY_A_DEVICE.contains(before)
                : after == VerdictClass.HEALTHY && before == VerdictClass.PACKET_LOSS;
    }

    private static boolean isSamePlace(Connection was, Connection is) {
        boolean isKnown = was.kill() != null
                && is.kill() != null
                && was.kill().streamOffset() != null
                && is.kill().streamOffset() != null;
        return !isKnown
                || (was.kill().streamOffset().equals(is.kill().streamOffset())
                        && was.kill().direction().equals(is.kill().direction()));
    }
}
