package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firewitness.engine.Metamorphosis.Change;
import io.firewitness.engine.Metamorphosis.Outcome;
import io.firewitness.engine.Metamorphosis.Truth;
import io.firewitness.engine.Transformations.Promise;
import io.firewitness.engine.Transformations.Transformation;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.Diagnosis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Labelled captures, changed as other captures of the same events differ, are judged alike or more humbly. */
class MetamorphicTest {
    private static final Path CORPUS = Path.of(System.getProperty("firewitness.corpus", "../../shared/corpus"));
    private static final int OTHERS = 20;

    /** Where a capture says something else after a change, and rightly so: part of the file's name, then of the change's. */
    private static final Map<String, List<String>> EXCEPTIONS = Map.of(
            // Its retransmissions are few, and three times as many once they are cut smaller.
            "s54", List.of("segments of 536 bytes"),
            // What excuses its retransmissions is an ICMP message, which is gone or cut short.
            "s49", List.of("cut to", "no SYN-ACK"),
            // Packets out of order are no reordering any more where milliseconds or seconds lie between them.
            "s56", List.of("ten times slower", "clock ahead by 4 s at 50 %"));

    private static Map<String, Map<String, Object>> labels;
    private static final Map<String, Recording> RECORDINGS = new LinkedHashMap<>();

    @BeforeAll
    static void read() throws IOException {
        Path file = CORPUS.resolve("labels.json");
        assumeTrue(Files.exists(file), "SKIPPED: no labelled captures at " + CORPUS.toAbsolutePath());
        labels = new LinkedHashMap<>();
        for (Map<String, Object> capture : objects(JsonTree.readObject(Files.newInputStream(file)), "captures")) {
            String name = (String) capture.get("file");
            labels.put(name, capture);
            RECORDINGS.put(name, Recording.read(CORPUS.resolve(name)));
        }
    }

    @SuppressWarnings("unchecked") // labels.json holds objects and arrays in these places
    private static List<Map<String, Object>> objects(Map<String, Object> of, String name) {
        return (List<Map<String, Object>>) of.get(name);
    }

    /** What is known of a connection by the labels of these captures. */
    private static Truth truth(Connection c, String... files) {
        Set<String> causes = new HashSet<>();
        Set<String> allowed = new HashSet<>();
        for (String file : files) {
            for (Map<String, Object> label : objects(labels.get(file), "connections")) {
                long client = (Long) ((List<?>) label.get("client")).get(1);
                long server = (Long) ((List<?>) label.get("server")).get(1);
                Set<Long> ports =
                        Set.of((long) c.client().port(), (long) c.server().port());
                if (ports.equals(Set.of(client, server))) {
                    causes.add((String) label.get("cause"));
                    allowed.add((String) label.get("verdict"));
                    ((List<?>) label.get("acceptable")).forEach(x -> allowed.add((String) x));
                }
            }
        }
        return new Truth(causes, allowed);
    }

    @Test
    void aCaptureThatIsChangedKeepsItsVerdicts() throws IOException {
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<String, Recording> e : RECORDINGS.entrySet()) {
            Diagnosis before = Metamorphosis.judge(List.of(Files.readAllBytes(CORPUS.resolve(e.getKey()))));
            for (Transformation t : Transformations.all()) {
                changes.addAll(Metamorphosis.of(e.getKey(), e.getValue(), before, t, c -> truth(c, e.getKey())));
            }
        }
        assertKept("changed", changes);
    }

    @Test
    void connectionsOfOthersInTheCaptureChangeNothing() throws IOException {
        List<Change> changes = new ArrayList<>();
        // What was cut out of another capture would meet its own original.
        List<String> files = RECORDINGS.entrySet().stream()
                .filter(e -> !e.getKey().startsWith("s9"))
                .filter(e -> e.getValue().links().size() == 1
                        && !e.getValue().shots().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        for (int i = 0; i < files.size(); i += 2) {
            List<Recording> others = new ArrayList<>();
            for (int k = 1; k <= OTHERS; k++) {
                others.add(RECORDINGS.get(files.get((i + k) % files.size())));
            }
            String file = files.get(i);
            Diagnosis before = Metamorphosis.judge(List.of(Files.readAllBytes(CORPUS.resolve(file))));
            for (boolean areInterfaces : new boolean[] {false, true}) {
                Transformation merged = Transformations.merged(others, areInterfaces);
                changes.addAll(Metamorphosis.of(file, RECORDINGS.get(file), before, merged, c -> truth(c, file)));
            }
        }
        assertKept("merged", changes);
    }

    @Test
    void bothEndsTestifyInEitherOrderAndThroughATranslator() throws IOException {
        List<Change> changes = new ArrayList<>();
        for (String client : RECORDINGS.keySet()) {
            String server = RECORDINGS.keySet().stream()
                    .filter(f -> f.startsWith(client.substring(0, 3) + "-server"))
                    .findFirst()
                    .orElse(null);
            if (server == null || !client.contains("-client")) {
                continue;
            }
            byte[] there = RECORDINGS.get(server).bytes();
            byte[] here = RECORDINGS.get(client).bytes();
            Diagnosis before = Metamorphosis.judge(List.of(here, there));
            Transformation swapped = new Transformation("swapped", Promise.SAME, r -> List.of(), p -> p);
            changes.addAll(Metamorphosis.compare(
                    client,
                    before,
                    swapped,
                    Metamorphosis.judge(List.of(there, here), List.of("server", "client")),
                    c -> truth(c, client, server)));
            Transformation translated = new Transformation(
                    "translated",
                    Promise.SAME,
                    r -> List.of(here, Transformations.translated(r).bytes()),
                    Transformations::translatedPort);
            changes.addAll(Metamorphosis.of(
                    client, RECORDINGS.get(server), before, translated, c -> truth(c, client, server)));
        }
        assertKept("both ends", changes);
    }

    private static void assertKept(String what, List<Change> changes) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        changes.forEach(c -> counts.merge(c.outcome(), 1, Integer::sum));
        System.out.println(what + ": " + counts);
        assertThat(changes)
                .filteredOn(c -> c.outcome().isWrong() && !isException(c))
                .isEmpty();
    }

    private static boolean isException(Change c) {
        return EXCEPTIONS.getOrDefault(c.file().substring(0, 3), List.of()).stream()
                .anyMatch(c.transformation()::contains);
    }
}
