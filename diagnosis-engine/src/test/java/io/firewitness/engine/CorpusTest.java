package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Judges the labelled captures beside the repository, where they are present. */
class CorpusTest {
    private static final Path CORPUS = corpus();
    /** Share of connections in the right class, as measured; it may rise. */
    private static final double FLOOR = 0.96;

    private static Path corpus() {
        String given = System.getProperty("firewitness.corpus");
        return given != null ? Path.of(given) : Path.of("../../shared/corpus");
    }

    private static Diagnosis diagnose(Path file) throws IOException {
        return Engine.diagnose(List.of(Artifact.of("a1", file)), RulePack.builtIn(), Progress.NONE);
    }

    @SuppressWarnings("unchecked") // labels.json holds objects and arrays in these places
    private static List<Map<String, Object>> objects(Map<String, Object> of, String name) {
        return (List<Map<String, Object>>) of.get(name);
    }

    private static Set<Object> allowed(Map<String, Object> label) {
        Set<Object> allowed = new HashSet<>((List<?>) label.get("acceptable"));
        allowed.add(label.get("verdict"));
        boolean isForged = label.get("rst_forged") instanceof Long n && n > 0;
        if (isForged) {
            allowed.add("middlebox-reset");
        }
        return allowed;
    }

    @Test
    void noLabelledConnectionIsAccusedWronglyAndMostAreRight() throws IOException {
        assumeTrue(
                Files.exists(CORPUS.resolve("labels.json")),
                "SKIPPED: no labelled captures at " + CORPUS.toAbsolutePath());
        Map<String, Object> labels = JsonTree.readObject(Files.newInputStream(CORPUS.resolve("labels.json")));
        int total = 0;
        int right = 0;
        List<String> wrong = new ArrayList<>();
        for (Map<String, Object> capture : objects(labels, "captures")) {
            List<Connection> found = new ArrayList<>(
                    diagnose(CORPUS.resolve((String) capture.get("file"))).connections());
            for (Map<String, Object> label : objects(capture, "connections")) {
                total++;
                Connection c = take(found, label);
                if (c == null) {
                    continue;
                }
                Set<Object> allowed = allowed(label);
                right += allowed.contains(c.verdict().verdictClass().wire()) ? 1 : 0;
                if (c.verdict().verdictClass().accusesFirewall()
                        && !allowed.contains(c.verdict().verdictClass().wire())) {
                    boolean isFirewallAllowed = allowed.contains("firewall-signature-reset")
                            || allowed.contains("firewall-silent-drop")
                            || allowed.contains("key-exchange-blocked");
                    if (!isFirewallAllowed) {
                        wrong.add(capture.get("file") + " " + c.id() + " "
                                + c.verdict().verdictClass().wire());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat((double) right / total).isGreaterThanOrEqualTo(FLOOR);
    }

    /** Pairs by end points, in order of appearance, the labelled interface first. */
    private static Connection take(List<Connection> found, Map<String, Object> label) {
        long clientPort = (Long) ((List<?>) label.get("client")).get(1);
        long serverPort = (Long) ((List<?>) label.get("server")).get(1);
        long wanted = label.get("interface") instanceof Long n ? n : 0;
        Connection best = null;
        for (Connection c : found) {
            int a = c.client().port();
            int b = c.server().port();
            boolean isPair = (a == clientPort && b == serverPort) || (b == clientPort && a == serverPort);
            if (isPair && (best == null || (best.interfaceNumber() != wanted && c.interfaceNumber() == wanted))) {
                best = c;
            }
        }
        found.remove(best);
        return best;
    }

    @Test
    void publishedCapturesNeverCrashAndAreNeverAccused() throws IOException {
        Path expectations = CORPUS.resolve("public/expect.json");
        assumeTrue(Files.exists(expectations), "SKIPPED: no published captures at " + expectations.toAbsolutePath());
        List<String> wrong = new ArrayList<>();
        for (Map<String, Object> entry : objects(JsonTree.readObject(Files.newInputStream(expectations)), "captures")) {
            Diagnosis d = diagnose(CORPUS.resolve("public").resolve((String) entry.get("file")));
            List<?> mustNot = entry.get("must_not") instanceof List<?> list ? list : List.of();
            for (Connection c : d.connections()) {
                if (mustNot.contains(c.verdict().verdictClass().wire())) {
                    wrong.add(
                            entry.get("file") + " " + c.verdict().verdictClass().wire());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
