package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.ArtifactEntry;
import io.firewitness.engine.document.LogEndpoint;
import io.firewitness.engine.log.scan.Family;
import io.firewitness.engine.log.scan.Level;
import io.firewitness.engine.log.scan.LineProbe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Published lines of real logs, as collected beside the repository: each is parsed into what its columns say. */
class SampleLinesTest {
    private static final Path SAMPLES = Path.of("../../shared/knowledge/sample-lines.tsv");
    private static final Grammar GRAMMAR = new Grammar(RulePack.builtIn());
    private static final DateTimeFormatter HEADER_TIME = DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a", Locale.US);
    private static final Pattern GROUP = Pattern.compile("\\(\\?<(\\w+)>");

    /** A word of the message or of a type's name; not what stands where a line has its component. */
    private static final Set<String> COMPONENT_IS_NO_PREFIX = Set.of("SL007", "SL013");
    /** Sizes and shares of load that say nothing about a cut; the lines are kept as text. */
    private static final Set<String> PROGRESS_IS_NOT_USED = Set.of("SL029", "SL032", "SL047");
    /** Masked by the poster, cut before the address, digests of commands that name no end point, ids of storages. */
    private static final Set<String> ENDPOINT_IS_NOT_USED =
            Set.of("SL011", "SL012", "SL029", "SL030", "SL034", "SL044", "SL045", "SL046", "SL047", "SL063");

    private record Row(Map<String, String> cells) {
        String cell(String name) {
            return cells.get(name);
        }

        String id() {
            return cell("id");
        }

        List<String> lines() {
            return List.of(cell("lines").split("\r?\n", -1));
        }

        List<LineProbe> probes() {
            return lines().stream().map(LineProbe::of).toList();
        }
    }

    private static List<Row> rows() throws IOException {
        assumeTrue(Files.exists(SAMPLES), "SKIPPED: no sample lines at " + SAMPLES.toAbsolutePath());
        List<String> lines = Files.readAllLines(SAMPLES, StandardCharsets.UTF_8);
        String[] names = lines.getFirst().split("\t", -1);
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < cells.length; i++) {
                row.put(names[i], cells[i]);
            }
            row.put(
                    "lines",
                    row.get("lines")
                            .replace("\\\\", "\u0000")
                            .replace("\\n", "\n")
                            .replace("\\r", "\r")
                            .replace("\\t", "\t")
                            .replace('\u0000', '\\'));
            rows.add(new Row(row));
        }
        return rows;
    }

    @TestFactory
    List<DynamicTest> everyRowIsParsedIntoWhatItsColumnsSay() throws IOException {
        List<Row> rows = rows();
        assertThat(rows).hasSize(64);
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row.id() + " " + row.cell("file_type"), () -> {
                    time(row);
                    level(row);
                    component(row);
                    signature(row);
                    progress(row);
                    endpoint(row);
                }))
                .toList();
    }

    private static void time(Row row) {
        String wanted = row.cell("timestamp");
        LineProbe first = row.probes().getFirst();
        String inner = group(row, "vddk", "ts");
        String header = group(row, "utc-time", "utc");
        if (wanted.isEmpty()) {
            assertThat(row.probes()).allSatisfy(p -> assertThat(p.family()).isEqualTo(Family.NONE));
        } else if (inner != null) {
            assertThat(OffsetDateTime.parse(inner)).isEqualTo(OffsetDateTime.parse(wanted));
            assertThat(first.millisOfDay())
                    .isEqualTo(LocalDateTime.parse(inner.substring(0, 23))
                                    .minusHours(12)
                                    .toLocalTime()
                                    .toNanoOfDay()
                            / 1_000_000);
        } else if (header != null) {
            assertThat(LocalDateTime.parse(header, HEADER_TIME).toInstant(ZoneOffset.UTC))
                    .isEqualTo(wanted);
        } else if (wanted.startsWith("T")) {
            assertThat(first.family()).isEqualTo(Family.VSS);
            assertThat(first.millisOfDay())
                    .isEqualTo(java.time.LocalTime.parse(wanted.substring(1)).toNanoOfDay() / 1_000_000);
        } else {
            assertThat(first.family()).isNotEqualTo(Family.NONE);
            LocalDateTime local = LocalDateTime.ofEpochSecond(
                    Math.floorDiv(first.local(), 1000),
                    (int) Math.floorMod(first.local(), 1000L) * 1_000_000,
                    ZoneOffset.UTC);
            boolean hasOffset = wanted.matches(".*T.*[+-]\\d{2}:\\d{2}");
            String printed = hasOffset ? wanted.substring(0, wanted.length() - 6) : wanted;
            assertThat(local).isEqualTo(LocalDateTime.parse(printed).truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
            if (first.offset() != null) {
                assertThat(ZoneOffset.ofTotalSeconds((int) (first.offset() / 1000))
                                .toString())
                        .isEqualTo(wanted.substring(wanted.length() - 6));
            }
        }
    }

    private static void level(Row row) {
        List<LineProbe> probes = row.probes();
        if (probes.stream().allMatch(p -> p.family() == Family.NONE)) {
            // The level of a message without its line is the collector's.
            return;
        }
        Level level = probes.stream()
                .map(LineProbe::level)
                .filter(l -> l != Level.NONE)
                .findFirst()
                .orElse(Level.NONE);
        String inner = group(row, "vddk", "level");
        String found = inner != null
                ? inner.toUpperCase(Locale.ROOT)
                : switch (level) {
                    case ERROR -> "ERROR";
                    case WARNING -> "WARN";
                    case INFO -> "INFO";
                    case CONTINUED, NONE -> "NONE";
                };
        assertThat(found).isEqualTo(row.cell("level"));
    }

    private static void component(Row row) {
        if (COMPONENT_IS_NO_PREFIX.contains(row.id())) {
            return;
        }
        String first = row.probes().stream()
                .map(LineProbe::component)
                .filter(c -> !c.isEmpty())
                .findFirst()
                .orElse("");
        boolean isVddk = row.probes().getFirst().message().startsWith("[vddk]");
        assertThat(first + (isVddk ? "/vddk" : "")).isEqualTo(row.cell("component"));
    }

    private static void signature(Row row) {
        Set<String> wanted = new TreeSet<>();
        Matcher m = Pattern.compile("SIG-[A-Z0-9-]+").matcher(row.cell("signature"));
        while (m.find()) {
            wanted.add(m.group());
        }
        Set<String> found = new TreeSet<>();
        for (Grammar.Match match : GRAMMAR.signatures(row.cell("lines"), null, true)) {
            found.add(match.family());
        }
        assertThat(found).isEqualTo(wanted);
    }

    private static void progress(Row row) {
        if (PROGRESS_IS_NOT_USED.contains(row.id())) {
            return;
        }
        String found = "";
        for (Event e : events(row)) {
            found = switch (e.name) {
                case "progress" -> e.get("pct") + " % ; " + plain(e, "done") + " / " + plain(e, "total") + " B";
                case "task-end" ->
                    e.get("status") + " ; " + plain(e, "done") + " / " + plain(e, "total") + " B"
                            + (e.get("used") == null ? "" : " ; used " + plain(e, "used"));
                case "job-end" ->
                    e.get("status") + " ; " + sized(e, "done") + " / " + sized(e, "total") + " ; tasks " + e.get("n")
                            + " ok " + e.get("ok") + " failed " + e.get("bad");
                default -> found;
            };
        }
        assertThat(found).isEqualTo(row.cell("progress"));
    }

    private static long plain(Event event, String group) {
        return Numbers.bytes(event.get(group));
    }

    private static String sized(Event event, String group) {
        long bytes = Numbers.bytes(event.get(group));
        return bytes == 0 ? "0 B" : String.format(Locale.ROOT, "%.1f TB", bytes / Math.pow(1024, 4));
    }

    private static void endpoint(Row row) {
        if (ENDPOINT_IS_NOT_USED.contains(row.id())) {
            return;
        }
        Set<String> found = new TreeSet<>();
        for (Event e : events(row)) {
            e.groups.forEach((name, value) -> found.addAll(List.of(value.split("[, ]", -1))));
            found.add(e.get("host") + ":" + e.get("port"));
        }
        for (String part : row.cell("endpoint").split(" ; | = |.* -> ", -1)) {
            String value = part.replaceFirst("^(?:task|session|job|object|machine) ", "")
                    .replaceFirst(" \\(cloud gateway\\)$", "");
            if (!value.isEmpty()) {
                assertThat(found).contains(value);
            }
        }
    }

    /** What a line of the row says. */
    private record Event(String name, Map<String, String> groups) {
        String get(String group) {
            return groups.get(group);
        }
    }

    private static List<Event> events(Row row) {
        List<Event> events = new ArrayList<>();
        for (LineProbe probe : row.probes()) {
            for (Map<String, Object> entry : RulePack.builtIn().objects("logLines")) {
                String pattern = (String) entry.get("pattern");
                Matcher m = Pattern.compile(pattern).matcher(probe.message());
                if (!probe.message().contains((String) entry.get("anchor")) || !m.find()) {
                    continue;
                }
                Map<String, String> groups = new HashMap<>();
                Matcher names = GROUP.matcher(pattern);
                while (names.find()) {
                    String value = m.group(names.group(1));
                    if (value != null) {
                        groups.put(names.group(1), value);
                    }
                }
                events.add(new Event((String) entry.get("event"), groups));
            }
        }
        return events;
    }

    private static String group(Row row, String event, String group) {
        return events(row).stream()
                .filter(e -> e.name.equals(event))
                .map(e -> e.get(group))
                .findFirst()
                .orElse(null);
    }

    private static LogResult read(String log) throws IOException {
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
        return LogEngine.read(
                List.of(new Artifact("a1", "x.log", bytes.length, () -> new ByteArrayInputStream(bytes))),
                RulePack.builtIn(),
                (id, name, size, content) -> {},
                Progress.NONE);
    }

    @Test
    void headersTellProductVersionMachineAndZone() throws IOException {
        Map<String, String> wanted = Map.of(
                "SL036", "null null LISA_VBR11 en-US null",
                "SL037", "Veeam.Backup.Manager.exe 11.0.0.837 null null +02:00",
                "SL038", "null null null null -07:00",
                "SL040", "Veeam Backup and Replication 11.0.1.1261 null null null",
                "SL056", "Veeam.Archiver.Shell.exe 9.6.3.594 null null null");
        int checked = 0;
        for (Row row : rows()) {
            if (wanted.containsKey(row.id())) {
                ArtifactEntry entry = read(row.cell("lines")).artifacts().getFirst();
                String found = entry.log().product() + " " + entry.log().version() + " "
                        + entry.log().machine() + " " + entry.log().culture() + " " + entry.zone();
                assertThat(found).as(row.id()).isEqualTo(wanted.get(row.id()));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(wanted.size());
    }

    @Test
    void endPointsHaveTheirKind() throws IOException {
        Map<String, String> wanted = Map.of(
                "SL005", "data-mover vlinuxxfs.plattanolabs.com.br:2502",
                "SL033", "control Lisa_VBR11.support2.veeam.local:6160",
                "SL041", "data-mover-host 10.40.106.110:null",
                "SL042", "data-mover 10.40.111.110:2500",
                "SL043", "cloud-gateway 172.18.5.3:6180",
                "SL055", "control 127.0.0.1:9194",
                "SL056", "control 127.0.0.1:9191");
        int checked = 0;
        for (Row row : rows()) {
            if (wanted.containsKey(row.id())) {
                List<LogEndpoint> found = read(row.cell("lines")).endpoints();
                assertThat(found)
                        .as(row.id())
                        .extracting(e -> e.kind() + " " + e.address() + ":" + e.port())
                        .containsExactly(wanted.get(row.id()));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(wanted.size());
    }

    @Test
    void threeTriesOfOneRealJobAreNoStatement() throws IOException {
        StringBuilder log = new StringBuilder();
        for (Row row : rows()) {
            if (Set.of("SL022", "SL023", "SL024").contains(row.id())) {
                log.append(row.cell("lines")).append('\n');
            }
        }
        LogResult result = read(log.toString());
        assertThat(result.transfers())
                .isNotEmpty()
                .allSatisfy(t -> assertThat(
                                t.sameOffset() == null || !t.sameOffset().holds())
                        .isTrue());
        assertThat(result.evidence()).noneMatch(e -> e.rule().equals("log-same-offset"));
    }
}
