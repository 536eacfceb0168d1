package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.Connection;
import io.firewitness.engine.document.ConnectionPart;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.Evidence;
import io.firewitness.engine.document.Pointer;
import io.firewitness.engine.document.VerdictClass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labelled captures, cut at any packet into files as a ring buffer writes them, tell what the whole file tells. */
class RotatedCapturesTest {
    private static final Path CORPUS = Path.of(System.getProperty("firewitness.corpus", "../../shared/corpus"));
    private static final Path SAMPLE = Path.of("../samples/dying-backup.pcap");
    private static final int CUTTINGS = 4;
    /** A route that changes where a file ends looks as another place does: the files stay apart. */
    private static final String ROUTE_CHANGES = "s52";

    /** A file, and the packets of its recording that lie before it. */
    private record Part(String name, Supplier<byte[]> content, int packetsBefore) {
        Part(String name, byte[] bytes, int packetsBefore) {
            this(name, () -> bytes, packetsBefore);
        }

        byte[] bytes() {
            return content.get();
        }
    }

    @Test
    void partsTellWhatTheWholeTells() throws IOException {
        List<String> different = new ArrayList<>();
        int compared = 0;
        for (Path file : captures()) {
            Recording whole = Recording.read(file);
            Random random = new Random(file.getFileName().toString().hashCode());
            for (int i = 0; i < CUTTINGS && whole.shots().size() > 1; i++) {
                boolean isNg = whole.links().size() > 1 || i % 2 == 1;
                List<Part> parts = parts(whole, cuts(whole, random, 2 + random.nextInt(5)), isNg);
                Diagnosis before = judge(List.of(new Part("whole", isNg ? whole.pcapng() : pcap(whole), 0)));
                List<Part> given = new ArrayList<>(parts);
                Collections.shuffle(given, random);
                Diagnosis after = judge(packed(given));
                compared++;
                String difference = difference(before, after, false);
                boolean isException = file.getFileName().toString().startsWith(ROUTE_CHANGES)
                        && after.verdict().verdictClass() == VerdictClass.INSUFFICIENT;
                if (difference != null && !isException) {
                    different.add(file.getFileName() + " in " + parts.size() + ": " + difference);
                }
            }
        }
        assertThat(different).isEmpty();
        System.out.println("rotated: " + compared + " cuttings tell the same");
    }

    @Test
    void payloadIsReadAgainInTheRightFile(@TempDir Path directory) throws IOException {
        for (boolean isNg : new boolean[] {false, true}) {
            for (Path file : captures().stream()
                    .filter(f -> f.getFileName().toString().matches("s(01|03|20)-.*"))
                    .toList()) {
                Recording whole = Recording.read(file);
                if (whole.links().size() == 1) {
                    List<Part> parts = parts(whole, evenly(whole.shots().size(), 5), isNg);
                    Diagnosis before = judge(List.of(new Part("whole", isNg ? whole.pcapng() : pcap(whole), 0)));
                    List<Artifact> files = new ArrayList<>();
                    for (Part part : reversed(parts)) {
                        Path path = Files.write(directory.resolve(part.name()), part.bytes());
                        files.add(Artifact.of("a" + part.packetsBefore(), path));
                    }
                    Diagnosis after = Engine.diagnose(files, RulePack.builtIn(), Progress.NONE);
                    assertThat(difference(before, after, true))
                            .as(file.toString())
                            .isNull();
                    assertThat(after.artifacts())
                            .allSatisfy(a -> assertThat(a.partOf().of()).isEqualTo(5));
                }
            }
        }
    }

    @Test
    void twoPlacesThatRotateAreTwoRecordings() throws IOException {
        List<String> different = new ArrayList<>();
        int compared = 0;
        for (Path client : captures()) {
            String name = client.getFileName().toString();
            Path server = captures().stream()
                    .filter(f -> f.getFileName().toString().startsWith(name.substring(0, 3) + "-server"))
                    .findFirst()
                    .orElse(null);
            if (server == null || !name.contains("-client")) {
                continue;
            }
            Recording here = Recording.read(client);
            Recording there = Recording.read(server);
            if (here.links().size() > 1 || there.links().size() > 1) {
                continue;
            }
            Diagnosis before = judge(List.of(new Part("here", pcap(here), 0), new Part("there", pcap(there), 1 << 20)));
            compared++;
            Diagnosis after = judge(reversed(places(here, there, "here-", "there-")));
            // The order in which places are given tells which clock is the measure, and nothing else.
            Diagnosis ordered = judge(places(here, there, "here-", "there-"));
            String difference = difference(before, ordered, false);
            if (difference != null
                    || after.connections().size() != before.connections().size()) {
                different.add(client.getFileName() + ": " + difference);
            }
            // The same command gives the same names at both places.
            Diagnosis alike = judge(places(here, there, "", ""));
            for (ArtifactEntry a : alike.artifacts()) {
                boolean isOther =
                        a.partOf() != null && before(a.partOf().recording()) < 1 << 20 != before(a.id()) < 1 << 20;
                if (isOther) {
                    different.add(client.getFileName() + ": joined " + a);
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(compared).isGreaterThan(5);
    }

    @Test
    void aMissingFileIsNoticedAndAccusesNobody() throws IOException {
        List<String> wrong = new ArrayList<>();
        int noticed = 0;
        int compared = 0;
        for (Path file : captures()) {
            Recording whole = Recording.read(file);
            if (whole.shots().size() < 50 || whole.links().size() > 1) {
                continue;
            }
            Diagnosis before = judge(List.of(new Part("whole", pcap(whole), 0)));
            List<Part> parts = new ArrayList<>(parts(whole, evenly(whole.shots().size(), 5), false));
            parts.remove(2);
            Diagnosis after = judge(reversed(parts));
            compared++;
            List<String> behind = after.artifacts().stream()
                    .filter(a -> a.partOf() != null && a.partOf().isAfterMissing())
                    .map(ArtifactEntry::name)
                    .toList();
            noticed += behind.equals(List.of("ring.pcap3")) ? 1 : 0;
            boolean isAccused = after.connections().stream()
                    .anyMatch(c -> c.verdict().verdictClass().accusesFirewall());
            boolean wasAccused = before.connections().stream()
                    .anyMatch(c -> c.verdict().verdictClass().accusesFirewall());
            if ((isAccused && !wasAccused) || behind.size() > 1) {
                wrong.add(file.getFileName() + " " + behind + " " + after.verdict());
            }
        }
        System.out.println("missing files: " + noticed + " of " + compared + " noticed");
        assertThat(wrong).isEmpty();
        assertThat(noticed).isGreaterThan(compared * 9 / 10);
    }

    @Test
    void capturesOfOtherHostsThatFollowEachOtherStayWhatTheyAre() throws IOException {
        List<Path> files = captures().stream()
                .filter(f -> f.getFileName().toString().contains("-client"))
                .toList();
        for (int i = 0; i + 1 < files.size(); i += 2) {
            Recording first = Recording.read(files.get(i));
            Recording other = Recording.read(files.get(i + 1));
            if (first.links().size() > 1
                    || other.links().size() > 1
                    || first.shots().isEmpty()) {
                continue;
            }
            long end = first.shots().stream()
                    .mapToLong(Recording.Shot::nanos)
                    .max()
                    .orElseThrow();
            long shift = end + 200_000_000L - other.shots().getFirst().nanos();
            Recording second = other.each(s -> s.at(s.nanos() + shift));
            List<String> alone = new ArrayList<>();
            alone.addAll(told(judge(List.of(new Part("one.pcap", pcap(first), 0))), false));
            alone.addAll(told(judge(List.of(new Part("two.pcap", pcap(second), 1 << 20))), false));
            Diagnosis together =
                    judge(List.of(new Part("two.pcap", pcap(second), 1 << 20), new Part("one.pcap", pcap(first), 0)));
            assertThat(told(together, false))
                    .as(files.get(i) + " " + files.get(i + 1))
                    .containsExactlyInAnyOrderElementsOf(alone);
            assertThat(together.artifacts())
                    .allSatisfy(a -> assertThat(a.partOf()).isNull());
        }
    }

    @Test
    void filesAreFoundToBelongTogetherWithoutTheirNames() throws IOException {
        Recording whole = Recording.read(CORPUS.resolve("s01-client.pcap"));
        List<Part> parts = new ArrayList<>();
        for (Part part : parts(whole, evenly(whole.shots().size(), 4), false)) {
            parts.add(new Part(UUID.nameUUIDFromBytes(part.bytes()) + ".pcap", part.bytes(), part.packetsBefore()));
        }
        Diagnosis after = judge(parts);
        assertThat(difference(judge(List.of(new Part("whole", pcap(whole), 0))), after, false))
                .isNull();
        assertThat(after.artifacts())
                .extracting(a -> a.partOf().statement())
                .contains("Part 2 of 4 files that were read as one recording");
    }

    /** Beginnings of files are held while they are put in order. */
    @Test
    void moreFilesThanMayBeHeldAreReadOneByOne() throws IOException {
        Recording whole = Recording.read(SAMPLE);
        List<Part> parts = parts(whole, evenly(whole.shots().size(), RotatedCaptures.MOST_JOINED + 1), false);
        Diagnosis d = judge(parts);
        assertThat(d.artifacts())
                .hasSize(RotatedCaptures.MOST_JOINED + 1)
                .allSatisfy(a -> assertThat(a.partOf()).isNull());
        assertThat(d.connections()).noneMatch(c -> c.verdict().verdictClass().accusesFirewall());
    }

    @Test
    void everyPacketIsToldWithTheFileThatHoldsIt() throws IOException {
        Recording whole = Recording.read(SAMPLE);
        List<Part> parts = parts(whole, new int[] {40, 140}, false);
        Diagnosis d = judge(reversed(parts));
        Connection c = d.connections().getFirst();
        assertThat(c.artifact()).isEqualTo("ring.pcap1");
        assertThat(c.kill().packet()).isEqualTo(92);
        assertThat(c.firstPacket()).isEqualTo(1);
        assertThat(c.lastPacket()).isEqualTo(99);
        assertThat(c.parts())
                .containsExactly(
                        new ConnectionPart("ring.pcap0", "a0", 3, 40), new ConnectionPart("ring.pcap1", "a40", 1, 99));
        Evidence places = c.evidence().stream()
                .filter(e -> e.rule().equals("same-offset"))
                .findFirst()
                .orElseThrow();
        assertThat(places.packets()).containsExactly(92L);
        assertThat(places.pointers())
                .containsExactly(
                        Pointer.packet("a40", 92),
                        Pointer.packet("a140", 34),
                        Pointer.packet("a140", 72),
                        Pointer.packet("a140", 111));
        assertThat(places.reproduce())
                .startsWith("tshark -r ring.pcap1 -Y 'frame.number==92' -T fields ")
                .contains(
                        "; tshark -r ring.pcap2 -Y 'frame.number==34 || frame.number==72 || frame.number==111' -T fields ");
        assertThat(d.transfers().getFirst().attempts())
                .extracting(a -> a.artifact())
                .containsExactly("a40", "a140", "a140", "a140");
    }

    private static List<Part> places(Recording here, Recording there, String hereName, String thereName) {
        List<Part> given = new ArrayList<>();
        for (Part p : parts(here, evenly(here.shots().size(), 3), false)) {
            given.add(new Part(hereName + p.name(), p.bytes(), p.packetsBefore()));
        }
        for (Part p : parts(there, evenly(there.shots().size(), 4), false)) {
            given.add(new Part(thereName + p.name(), p.bytes(), p.packetsBefore() + (1 << 20)));
        }
        return given;
    }

    private static List<Path> captures() throws IOException {
        assumeTrue(Files.exists(CORPUS.resolve("labels.json")), "SKIPPED: no labelled captures");
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.filter(f -> f.getFileName().toString().matches(".*\\.(pcap|pcapng)(\\.gz)?"))
                    .sorted()
                    .toList();
        }
    }

    /** Places where files end: packets before each file. */
    private static int[] cuts(Recording whole, Random random, int files) {
        return random.ints(files - 1, 1, whole.shots().size())
                .distinct()
                .sorted()
                .toArray();
    }

    private static byte[] pcap(Recording r) {
        return r.pcap(ByteOrder.LITTLE_ENDIAN, 1);
    }

    private static List<Part> parts(Recording whole, int[] cuts, boolean isNg) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i <= cuts.length; i++) {
            int from = i == 0 ? 0 : cuts[i - 1];
            int to = i == cuts.length ? whole.shots().size() : cuts[i];
            Recording part = whole.shots(whole.shots().subList(from, to));
            parts.add(new Part(
                    isNg ? "ring_%05d_20260101120000.pcapng".formatted(i + 1) : "ring.pcap" + i,
                    isNg ? part.pcapng() : pcap(part),
                    from));
        }
        return parts;
    }

    /** One of the files packed. */
    private static List<Part> packed(List<Part> parts) throws IOException {
        List<Part> packed = new ArrayList<>(parts);
        Part first = packed.getFirst();
        packed.set(0, new Part(first.name() + ".gz", Frames.gzip(first.bytes()), first.packetsBefore()));
        return packed;
    }

    private static Diagnosis judge(List<Part> parts) throws IOException {
        return Engine.diagnose(artifacts(parts), RulePack.builtIn(), Progress.NONE);
    }

    private static List<Artifact> artifacts(List<Part> parts) {
        List<Artifact> artifacts = new ArrayList<>();
        for (Part part : parts) {
            artifacts.add(new Artifact(
                    "a" + part.packetsBefore(),
                    part.name(),
                    part.bytes().length,
                    () -> new ByteArrayInputStream(part.bytes())));
        }
        return artifacts;
    }

    /** The first thing that is told in another way, or null. */
    private static String difference(Diagnosis before, Diagnosis after, boolean withDigests) {
        String one = told(before.verdict().verdictClass(), before.verdict().confidence());
        String other = told(after.verdict().verdictClass(), after.verdict().confidence());
        List<String> was = told(before, withDigests);
        List<String> is = told(after, withDigests);
        for (int i = 0; i < Math.min(was.size(), is.size()); i++) {
            if (!was.get(i).equals(is.get(i))) {
                return "\n  " + was.get(i) + "\n  " + is.get(i) + "\n  " + after.artifacts();
            }
        }
        boolean isSame = one.equals(other) && was.size() == is.size();
        return isSame ? null : one + " " + was.size() + " -> " + other + " " + is.size();
    }

    private static List<String> told(Diagnosis d, boolean withDigests) {
        return d.connections().stream().map(c -> told(c, withDigests)).toList();
    }

    private static String told(Object verdict, double confidence) {
        return verdict + " " + confidence;
    }

    /** What is told of a connection, packets counted over the whole recording. */
    private static String told(Connection c, boolean withDigests) {
        long own = before(c.artifactId());
        long first = c.parts().isEmpty()
                ? own + c.firstPacket()
                : before(c.parts().getFirst().artifactId())
                        + c.parts().getFirst().firstPacket();
        long last = c.parts().isEmpty()
                ? own + c.lastPacket()
                : before(c.parts().getLast().artifactId()) + c.parts().getLast().lastPacket();
        StringBuilder told = new StringBuilder();
        told.append(c.transport())
                .append(' ')
                .append(c.client())
                .append(c.server())
                .append(c.interfaceNumber());
        told.append(" packets ").append(first).append('-').append(last);
        told.append(' ').append(c.start()).append(c.end()).append(c.payloadBytes());
        told.append(' ').append(told(c.verdict().verdictClass(), c.verdict().confidence()));
        if (c.kill() != null) {
            told.append(" cut at ")
                    .append(c.kill().streamOffset())
                    .append(' ')
                    .append(c.kill().direction());
            told.append(" by ").append(own + c.kill().packet());
            told.append(withDigests ? c.kill().segmentDigest() : "");
        }
        if (c.close().packet() != null) {
            long file = c.close().artifact() == null ? own : before(c.close().artifact());
            told.append(" closed by ").append(file + c.close().packet());
        }
        c.gaps()
                .forEach(g -> told.append(" silent until ")
                        .append(g.packetAfter() + (g.artifact() == null ? own : before(g.artifact()))));
        for (Evidence e : c.evidence()) {
            told.append(' ').append(e.rule()).append(' ').append(e.logOdds());
            e.pointers().forEach(p -> told.append('@').append(before(p.artifact()) + p.packet()));
        }
        c.matches()
                .forEach(m ->
                        m.pointers().forEach(p -> told.append(" lacks ").append(before(p.artifact()) + p.packet())));
        return told.toString();
    }

    /** Packets before the file, as its id says. */
    private static long before(String id) {
        return Long.parseLong(id.substring(1));
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }

    private static int[] evenly(int packets, int files) {
        int[] cuts = new int[files - 1];
        Arrays.setAll(cuts, i -> packets * (i + 1) / files);
        return cuts;
    }
}
