package io.firewitness.engine.cli;

import io.firewitness.engine.Messages;
import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.LogInfo;
import io.firewitness.engine.document.NotEvaluated;
import io.firewitness.engine.document.Signature;
import io.firewitness.engine.document.Transfer;
import io.firewitness.engine.document.Verdict;
import io.firewitness.engine.document.VerdictClass;
import java.util.List;
import java.util.regex.Pattern;

/** The diagnosis for people: the verdict first, then why, then what to do next, then the files. */
final class TextReport {
    private static final int SHOWN_CONNECTIONS = 12;
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}]");
    private static final String RED = "\u001B[31m";
    private static final String GREEN = "\u001B[32m";
    private static final String YELLOW = "\u001B[33m";
    private static final String BOLD = "\u001B[1m";
    private static final String PLAIN = "\u001B[0m";

    private final boolean hasColour;
    private final StringBuilder out = new StringBuilder();

    TextReport(boolean hasColour) {
        this.hasColour = hasColour;
    }

    String write(Diagnosis d) {
        Verdict v = d.verdict();
        boolean isOpen = v.verdictClass() == VerdictClass.INSUFFICIENT;
        // How sure the files are that they cannot tell is no certainty about anything.
        line(colour(v.verdictClass(), v.verdictClass().wire())
                + (isOpen ? "" : "  (%s, %s confidence)".formatted(percent(v.confidence()), v.band())));
        line("%s".formatted(bold(clean(v.statement()))));
        if (!isOpen && v.who() != null && v.who().confidence() > 0) {
            boolean isProven = v.who().band().equals("proven");
            line("  who: %s (%s)   why: %s%s"
                    .formatted(
                            v.who().value(),
                            isProven
                                    ? "proven by two captures"
                                    : percent(v.who().confidence()),
                            v.why().value(),
                            v.why().confidence() > 0 ? " (" + percent(v.why().confidence()) + ")" : ""));
        }
        why(d);
        line("");
        line("%s".formatted(bold("Next")));
        if (v.next() != null) {
            line("  %s".formatted(clean(Messages.english(v.next()))));
        }
        for (NotEvaluated missing : d.notEvaluated()) {
            line("  Not tested: %s, for want of %s.".formatted(missing.rule(), clean(missing.needs())));
        }
        connections(d);
        files(d);
        return out.toString();
    }

    private void why(Diagnosis d) {
        if (d.connections().isEmpty()
                && d.evidence().isEmpty()
                && d.transfers().isEmpty()
                && d.signatures().isEmpty()) {
            return;
        }
        line("");
        line("%s  (+ speaks for it, - against it, · about another cause)".formatted(bold("Why")));
        Connection shown = example(d);
        if (shown != null) {
            line("  %s:%d > %s:%d, packets %d-%d of %s"
                    .formatted(
                            shown.client().address(),
                            shown.client().port(),
                            shown.server().address(),
                            shown.server().port(),
                            shown.firstPacket(),
                            shown.lastPacket(),
                            clean(shown.artifact())));
            for (Evidence e : shown.evidence()) {
                evidence(e, d.verdict().verdictClass());
            }
        }
        for (Evidence e : d.evidence()) {
            evidence(e, d.verdict().verdictClass());
        }
        for (Transfer t : d.transfers()) {
            boolean isToldByLogs = t.attempts().stream().anyMatch(a -> a.log() != null);
            if (!isToldByLogs && t.sameOffset() != null && t.sameOffset().holds()) {
                line("  %d of %d attempts of %s ended at the same place."
                        .formatted(t.sameOffset().attempts(), t.sameOffset().of(), clean(t.object())));
            }
        }
        List<String> attempts = AttemptLines.of(d);
        if (attempts.isEmpty()) {
            for (Signature s :
                    d.signatures().subList(0, Math.min(5, d.signatures().size()))) {
                line("  %s:%d  %s  %s".formatted(clean(s.artifact()), s.line(), s.id(), clean(s.text())));
            }
            return;
        }
        line("");
        line("%s".formatted(bold("Failed attempts")));
        attempts.forEach(a -> line(clean(a)));
    }

    /** The surest connection of the case's class. */
    private static Connection example(Diagnosis d) {
        Connection best = null;
        for (Connection c : d.connections()) {
            boolean isSame = c.verdict().verdictClass() == d.verdict().verdictClass();
            if (isSame
                    && (best == null
                            || c.verdict().confidence() > best.verdict().confidence())) {
                best = c;
            }
        }
        return best;
    }

    /** {@code +} speaks for the verdict, {@code -} against it, {@code ·} about another class. */
    private void evidence(Evidence e, VerdictClass judged) {
        line("  %s %s"
                .formatted(
                        e.logOdds() == 0 ? " " : e.supports() != judged ? "·" : e.logOdds() > 0 ? "+" : "-",
                        clean(e.statement())));
        if (e.reproduce() != null && e.counted() > 0 && e.supports() == judged && Math.abs(e.logOdds()) >= 0.5) {
            line("      %s".formatted(clean(e.reproduce())));
        }
    }

    private void connections(Diagnosis d) {
        if (d.connections().isEmpty()) {
            return;
        }
        line("");
        line("%s".formatted(bold("Connections")));
        List<Connection> shown = d.connections().stream()
                .sorted((a, b) ->
                        a.verdict().verdictClass().compareTo(b.verdict().verdictClass()))
                .limit(SHOWN_CONNECTIONS)
                .toList();
        for (Connection c : shown) {
            String kill = c.kill() == null
                    ? ""
                    : "  cut at packet " + c.kill().packet()
                            + (c.kill().streamOffset() == null
                                    ? ""
                                    : ", stream byte " + c.kill().streamOffset());
            line("  %-26s %4s  %s:%d > %s:%d %s%s"
                    .formatted(
                            c.verdict().verdictClass().wire(),
                            c.verdict().verdictClass() == VerdictClass.INSUFFICIENT
                                    ? ""
                                    : percent(c.verdict().confidence()),
                            c.client().address(),
                            c.client().port(),
                            c.server().address(),
                            c.server().port(),
                            c.serviceClass(),
                            kill));
        }
        long more = d.counts().connections() + d.counts().connectionsOmitted() - shown.size();
        if (more > 0) {
            line("  and %d more".formatted(more));
        }
    }

    private void files(Diagnosis d) {
        line("");
        line("%s".formatted(bold("Files")));
        for (ArtifactEntry a : d.artifacts()) {
            String amount = a.packets() != null
                    ? counted(a.packets(), "packet")
                    : a.lines() != null ? counted(a.lines(), "line") : counted(a.bytes(), "byte");
            line("  %s: %s, %s, %s%s"
                    .formatted(
                            clean(a.name()),
                            a.status(),
                            a.format() == null ? a.kind() : a.format(),
                            amount,
                            a.packets() == null ? "" : ", seen from: " + a.vantagePoint()));
            if (a.partOf() != null) {
                line("      %s".formatted(clean(a.partOf().statement())));
            }
            if (a.reason() != null) {
                line("      %s".formatted(clean(a.reason())));
            }
            notUnderstood(a);
        }
    }

    /** Lines of a log that fit no known wording: with them a support engineer sees what a new version prints. */
    private void notUnderstood(ArtifactEntry a) {
        if (a.log() == null || a.log().notUnderstood() == 0) {
            return;
        }
        line("      not understood: %s, as".formatted(counted(a.log().notUnderstood(), "line")));
        for (LogInfo.LogSample sample : a.log().samples()) {
            line("        %d: %s".formatted(sample.line(), clean(sample.text())));
        }
    }

    private String colour(VerdictClass c, String text) {
        String code = c == VerdictClass.HEALTHY ? GREEN : c.accusesFirewall() ? RED : YELLOW;
        return hasColour ? BOLD + code + text + PLAIN : text;
    }

    private String bold(String text) {
        return hasColour ? BOLD + text + PLAIN : text;
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /** Names and texts come from files of others: what would steer a terminal is shown as a question mark. */
    private static String clean(String text) {
        return text == null ? "" : STEERING.matcher(text).replaceAll("?");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
