package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Judges the labelled captures beside the repository, where they are present. */
class CorpusTest {
    private static final Path CORPUS = corpus();
    /** Share of connections in the right class, as measured; it may rise. */
    private static final double FLOOR = 0.98;

    private static final Set<Object> DEVICES = Set.of(
            "firewall-signature-reset",
            "firewall-silent-drop",
            "key-exchange-blocked",
            "idle-timeout-reset",
            "middlebox-reset");

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
    void noLabelledCaptureIsAccusedWronglyAndMostAreRight() throws IOException {
        assumeTrue(
                Files.exists(CORPUS.resolve("labels.json")),
                "SKIPPED: no labelled captures at " + CORPUS.toAbsolutePath());
        Map<String, Object> labels = JsonTree.readObject(Files.newInputStream(CORPUS.resolve("labels.json")));
        Reliability connections = new Reliability("connections");
        Reliability files = new Reliability("files");
        List<String> wrong = new ArrayList<>();
        for (Map<String, Object> capture : objects(labels, "captures")) {
            String file = (String) capture.get("file");
            Diagnosis d = diagnose(CORPUS.resolve(file));
            List<Connection> found = new ArrayList<>(d.connections());
            Set<Object> allowedForFile = new HashSet<>();
            for (Map<String, Object> label : objects(capture, "connections")) {
                Set<Object> allowed = allowed(label);
                allowedForFile.addAll(allowed);
                Connection c = take(found, label);
                if (c == null) {
                    connections.add(1, false);
                    continue;
                }
                connections.add(
                        c.verdict().confidence(),
                        allowed.contains(c.verdict().verdictClass().wire()));
                if (isWrong(c.verdict(), allowed)) {
                    wrong.add(file + " " + c.id() + " "
                            + c.verdict().verdictClass().wire());
                }
            }
            Set<Object> allowedAtAll = new HashSet<>(allowed(capture));
            allowedAtAll.addAll(allowedForFile);
            files.add(
                    d.verdict().confidence(),
                    allowedAtAll.contains(d.verdict().verdictClass().wire()));
            if (isWrong(d.verdict(), allowedAtAll)) {
                wrong.add(file + " as a whole " + d.verdict().verdictClass().wire());
            }
        }
        System.out.println(connections + "\n" + files);
        assertThat(wrong).isEmpty();
        assertThat(connections.share()).isGreaterThanOrEqualTo(FLOOR);
        assertThat(connections.brier()).isLessThan(0.04);
        // Confidence must not promise more than the captures bear out.
        assertThat(connections.shareFrom(0.9)).isGreaterThanOrEqualTo(0.97);
    }

    /** A device is named where none may be named: a firewall, an idle timer, or another device that reset. */
    private static boolean isWrong(Verdict v, Set<Object> allowed) {
        boolean namesDevice = DEVICES.contains(v.verdictClass().wire());
        return namesDevice && allowed.stream().noneMatch(DEVICES::contains);
    }

    /** Both ends' captures of one run, judged together: now the cause itself is known. */
    @Test
    void bothEndsTogetherNeverAccuseWronglyAndMostlyFindTheCause() throws IOException {
        assumeTrue(
                Files.exists(CORPUS.resolve("labels.json")),
                "SKIPPED: no labelled captures at " + CORPUS.toAbsolutePath());
        Map<String, Map<String, Object>> byName = new TreeMap<>();
        for (Map<String, Object> capture :
                objects(JsonTree.readObject(Files.newInputStream(CORPUS.resolve("labels.json"))), "captures")) {
            byName.put((String) capture.get("file"), capture);
        }
        int runs = 0;
        List<String> wrong = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        for (String client : byName.keySet()) {
            String run = client.substring(0, 3);
            String server = byName.keySet().stream()
                    .filter(f -> f.startsWith(run + "-server"))
                    .findFirst()
                    .orElse(null);
            if (!client.startsWith(run + "-client") || server == null) {
                continue;
            }
            runs++;
            Set<Object> causes = new HashSet<>();
            for (String file : List.of(client, server)) {
                objects(byName.get(file), "connections").forEach(l -> causes.add(l.get("cause")));
            }
            Diagnosis d = Engine.diagnose(
                    List.of(Artifact.of("a1", CORPUS.resolve(client)), Artifact.of("a2", CORPUS.resolve(server))),
                    RulePack.builtIn(),
                    Progress.NONE);
            if (isWrong(d.verdict(), causes) || d.connections().stream().anyMatch(c -> isWrong(c.verdict(), causes))) {
                wrong.add(client + " + " + server);
            }
            if (!causes.contains(d.verdict().verdictClass().wire())) {
                missed.add(client + " + " + server + ": "
                        + d.verdict().verdictClass().wire() + " for " + causes);
            }
        }
        System.out.println("both ends together: " + (runs - missed.size()) + " of " + runs + " right; " + missed);
        assertThat(wrong).isEmpty();
        assertThat(missed).hasSizeLessThanOrEqualTo(1);
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
