package io.firewitness.engine.cli;

import io.firewitness.engine.document.Answer;
import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Endpoint;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.Kill;
import io.firewitness.engine.document.LogInfo;
import io.firewitness.engine.document.NotEvaluated;
import io.firewitness.engine.document.Signature;
import io.firewitness.engine.document.Transfer;
import io.firewitness.engine.document.Verdict;
import io.firewitness.engine.document.VerdictClass;
import java.util.List;
import java.util.Locale;
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
    private final Wording wording;
    private final StringBuilder out = new StringBuilder();

    TextReport(boolean hasColour, Locale language) {
        this.hasColour = hasColour;
        this.wording = Wording.of(language);
    }

    String write(Diagnosis d) {
        Verdict v = d.verdict();
        boolean isOpen = v.verdictClass() == VerdictClass.INSUFFICIENT;
        // How sure the files are that they cannot tell is no certainty about anything.
        line(colour(v.verdictClass(), v.verdictClass().wire())
                + (isOpen ? "" : "  (%d %%, %s)".formatted(percent(v.confidence()), wording.say("band." + v.band()))));
        line(bold(clean(wording.of(v.text()))));
        if (!isOpen && v.who() != null && v.who().confidence() > 0) {
            line("  " + wording.say("who", "who", sure("who.", v.who())) + "   "
                    + wording.say("why-it", "why", sure("why.", v.why())));
        }
        why(d);
        line("");
        line(bold(wording.say("next")));
        if (v.next() != null) {
            line("  " + clean(wording.of(v.next())));
        }
        for (NotEvaluated missing : d.notEvaluated()) {
            line("  " + clean(wording.say("not-tested", "rule", missing.rule(), "needs", missing.text())));
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
        line("%s  (%s)".formatted(bold(wording.say("why")), wording.say("signs")));
        Connection shown = example(d);
        if (shown != null) {
            line("  "
                    + clean(wording.say(
                            "example",
                            "client",
                            address(shown.client()),
                            "server",
                            address(shown.server()),
                            "first",
                            String.valueOf(shown.firstPacket()),
                            "last",
                            String.valueOf(shown.lastPacket()),
                            "artifact",
                            shown.artifact())));
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
                line("  "
                        + clean(wording.say(
                                "same-place",
                                "attempts",
                                t.sameOffset().attempts(),
                                "all",
                                t.sameOffset().of(),
                                "object",
                                t.object())));
            }
        }
        List<String> attempts = AttemptLines.of(d, wording);
        if (attempts.isEmpty()) {
            for (Signature s :
                    d.signatures().subList(0, Math.min(5, d.signatures().size()))) {
                line("  %s:%d  %s  %s".formatted(clean(s.artifact()), s.line(), s.id(), clean(s.text())));
            }
            return;
        }
        line("");
        line(bold(wording.say("attempts")));
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
                        clean(wording.of(e.text()))));
        if (e.reproduce() != null && e.counted() > 0 && e.supports() == judged && Math.abs(e.logOdds()) >= 0.5) {
            line("      %s".formatted(clean(e.reproduce())));
        }
    }

    private void connections(Diagnosis d) {
        if (d.connections().isEmpty()) {
            return;
        }
        line("");
        line(bold(wording.say("connections")));
        List<Connection> shown = d.connections().stream()
                .sorted((a, b) ->
                        a.verdict().verdictClass().compareTo(b.verdict().verdictClass()))
                .limit(SHOWN_CONNECTIONS)
                .toList();
        for (Connection c : shown) {
            boolean isOpen = c.verdict().verdictClass() == VerdictClass.INSUFFICIENT;
            line("  %-26s %4s  %s > %s %s%s"
                    .formatted(
                            c.verdict().verdictClass().wire(),
                            isOpen ? "" : percent(c.verdict().confidence()) + " %",
                            address(c.client()),
                            address(c.server()),
                            c.serviceClass(),
                            c.kill() == null ? "" : "  " + cut(c.kill())));
        }
        long more = d.counts().connections() + d.counts().connectionsOmitted() - shown.size();
        if (more > 0) {
            line("  " + wording.say("more", "count", more));
        }
    }

    private String cut(Kill kill) {
        String packet = String.valueOf(kill.packet());
        return kill.streamOffset() == null
                ? wording.say("cut", "packet", packet)
                : wording.say("cut-at", "packet", packet, "byte", String.valueOf(kill.streamOffset()));
    }

    private void files(Diagnosis d) {
        line("");
        line(bold(wording.say("files")));
        for (ArtifactEntry a : d.artifacts()) {
            String amount = a.packets() != null
                    ? wording.counted(a.packets(), "packet")
                    : a.lines() != null ? wording.counted(a.lines(), "line") : wording.counted(a.bytes(), "byte");
            line("  %s: %s, %s, %s%s"
                    .formatted(
                            clean(a.name()),
                            wording.say("status." + a.status()),
                            a.format() == null ? a.kind() : a.format(),
                            amount,
                            a.packets() == null ? "" : ", " + wording.say("place." + a.vantagePoint())));
            if (a.partOf() != null) {
                line("      " + clean(wording.of(a.partOf().text())));
            }
            if (a.reasonText() != null) {
                line("      " + clean(wording.of(a.reasonText())));
            }
            notUnderstood(a);
        }
    }

    /** Lines of a log that fit no known wording: with them a support engineer sees what a new version prints. */
    private void notUnderstood(ArtifactEntry a) {
        if (a.log() == null || a.log().notUnderstood() == 0) {
            return;
        }
        line("      "
                + wording.say("not-understood", "lines", wording.counted(a.log().notUnderstood(), "line")));
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

    /** What is thought, and how sure that is. */
    private String sure(String kind, Answer answer) {
        String value = wording.say(kind + answer.value());
        if (answer.band().equals("proven")) {
            return wording.say("proven", "answer", value);
        }
        return answer.confidence() > 0
                ? wording.say("sure", "answer", value, "percent", percent(answer.confidence()))
                : value;
    }

    private static String address(Endpoint endpoint) {
        return endpoint.address() + ":" + endpoint.port();
    }

    private static long percent(double share) {
        return Math.round(share * 100);
    }

    /** Names and texts come from files of others: what would steer a terminal is shown as a question mark. */
    private static String clean(String text) {
        return text == null ? "" : STEERING.matcher(text).replaceAll("?");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
